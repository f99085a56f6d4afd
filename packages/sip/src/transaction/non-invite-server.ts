import {
  fail,
  go,
  passUp,
  resendResponse,
  sendResponse,
  sendTrying,
  start,
  stay,
  stop,
  type TransitionTable,
} from './transition-table.ts';

/** States of figure 8. */
export type NonInviteServerState = 'idle' | 'trying' | 'proceeding' | 'completed' | 'terminated';

/** What a server transaction of other methods reacts to. */
export type NonInviteServerInput =
  | 'begin'
  | 'request'
  | 'send1xx'
  | 'send200-699'
  | 'giveUp'
  | 'transportError'
  | 'timerProcessing'
  | 'timerJ';

const answered = go('completed', stop('Processing'), start('J'), sendResponse);
/** RFC 6026 §8.8: whatever cannot be sent, the state stays. */
const unreachable = stay(fail('transport'));

/**
 * Non-INVITE server transaction: RFC 3261 §17.2.2, figure 8. RFC 4320 §4.1 asks for a 100 when an answer takes long;
 * §4.2 forbids a 408: `giveUp` ends the transaction without a response, since the client's timer F ends its own.
 */
export const nonInviteServer = {
  idle: {
    begin: go('trying', start('Processing'), passUp),
  },
  trying: {
    request: stay(),
    send1xx: go('proceeding', stop('Processing'), sendResponse),
    'send200-699': answered,
    giveUp: go('terminated'),
    timerProcessing: go('proceeding', sendTrying),
  },
  proceeding: {
    request: stay(resendResponse),
    send1xx: stay(sendResponse),
    'send200-699': answered,
    giveUp: go('terminated'),
    transportError: unreachable,
  },
  completed: {
    request: stay(resendResponse),
    // §17.2.2: any other final response must be discarded.
    'send200-699': stay(),
    giveUp: stay(),
    timerJ: go('terminated'),
    transportError: unreachable,
  },
  terminated: {},
} as const satisfies TransitionTable<NonInviteServerState, NonInviteServerInput>;
