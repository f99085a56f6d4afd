import {
  backOff,
  fail,
  go,
  holdCancel,
  passUp,
  releaseCancel,
  resendRequest,
  sendAck,
  sendCancel,
  sendRequest,
  start,
  stay,
  stop,
  type TransitionTable,
} from './transition-table.ts';

/** States of figure 5, and `accepted` of RFC 6026 §8.4. */
export type InviteClientState = 'idle' | 'calling' | 'proceeding' | 'accepted' | 'completed' | 'terminated';

/** What an INVITE client transaction reacts to. */
export type InviteClientInput =
  | 'begin'
  | '1xx'
  | '2xx'
  | '300-699'
  | 'cancel'
  | 'transportError'
  /** A connection that was chosen for the request's size alone was refused: it goes by UDP (§18.1.1). */
  | 'retreat'
  | 'timerA'
  | 'timerB'
  | 'timerD'
  | 'timerM'
  | 'timerCancel';

const failed = go('completed', stop('A'), stop('B'), stop('Cancel'), start('D'), sendAck, passUp);
const answered = go('accepted', stop('A'), stop('B'), stop('Cancel'), start('M'), passUp);

/**
 * INVITE client transaction: RFC 3261 §17.1.1.2, figure 5, as updated by RFC 6026 §8.4: it stays after a 2xx and
 * passes up each one. A transport error after the final response tells the user nothing that it still needs.
 */
export const inviteClient = {
  idle: {
    begin: go('calling', sendRequest, start('A'), start('B')),
  },
  calling: {
    '1xx': go('proceeding', stop('A'), stop('B'), releaseCancel, passUp),
    '2xx': answered,
    '300-699': failed,
    // §9.1: a CANCEL must not be sent before a provisional response.
    cancel: stay(holdCancel),
    retreat: stay(sendRequest, start('A')),
    transportError: go('terminated', fail('transport')),
    timerA: stay(backOff('A', 'none'), resendRequest),
    timerB: go('terminated', fail('timeout')),
  },
  proceeding: {
    '1xx': stay(passUp),
    '2xx': answered,
    '300-699': failed,
    cancel: stay(start('Cancel'), sendCancel),
    timerCancel: go('terminated', fail('timeout')),
  },
  accepted: {
    '2xx': stay(passUp),
    timerM: go('terminated'),
  },
  completed: {
    '300-699': stay(sendAck),
    transportError: go('terminated'),
    timerD: go('terminated'),
  },
  terminated: {},
} as const satisfies TransitionTable<InviteClientState, InviteClientInput>;
