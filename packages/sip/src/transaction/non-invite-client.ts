import {
  backOff,
  fail,
  go,
  passUp,
  resendRequest,
  restartAtT2,
  sendRequest,
  start,
  stay,
  stop,
  type TransitionTable,
} from './transition-table.ts';

/** States of figure 6. */
export type NonInviteClientState = 'idle' | 'trying' | 'proceeding' | 'completed' | 'terminated';

/** What a client transaction of other methods reacts to. */
export type NonInviteClientInput =
  | 'begin'
  | '1xx'
  | '200-699'
  | 'transportError'
  /** A connection that was chosen for the request's size alone was refused: it goes by UDP (§18.1.1). */
  | 'retreat'
  /** The WebSocket of a CANCEL has closed: it goes on the next one, else the phone would ring on (D8). */
  | 'stranded'
  | 'timerE'
  | 'timerF'
  | 'timerK'
  | 'timerStranded';

const answered = go('completed', stop('E'), stop('F'), start('K'), passUp);
const unreachable = go('terminated', fail('transport'));
const timedOut = go('terminated', fail('timeout'));

/** Non-INVITE client transaction: RFC 3261 §17.1.2.2, figure 6. */
export const nonInviteClient = {
  idle: {
    begin: go('trying', sendRequest, start('E'), start('F')),
  },
  trying: {
    '1xx': go('proceeding', passUp),
    '200-699': answered,
    retreat: stay(sendRequest, start('E')),
    stranded: stay(start('Stranded')),
    timerStranded: stay(resendRequest),
    transportError: unreachable,
    timerE: stay(backOff('E', 'T2'), resendRequest),
    timerF: timedOut,
  },
  proceeding: {
    '1xx': stay(passUp),
    '200-699': answered,
    transportError: unreachable,
    timerE: stay(restartAtT2('E'), resendRequest),
    timerF: timedOut,
  },
  completed: {
    // Retransmitted responses, which this state is there to absorb.
    '1xx': stay(),
    '200-699': stay(),
    timerK: go('terminated'),
  },
  terminated: {},
} as const satisfies TransitionTable<NonInviteClientState, NonInviteClientInput>;
