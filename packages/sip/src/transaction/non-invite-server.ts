import {
  fail,
  go,
  passUp,
  resendResponse,
  sendResponse,
  start,
  stay,
  type TransitionTable,
} from './transition-table.ts';

export type NonInviteServerState = 'idle' | 'trying' | 'proceeding' | 'completed' | 'terminated';

export type NonInviteServerInput =
  | 'begin'
  | 'request'
  | 'send1xx'
  | 'send200-699'
  | 'giveUp'
  | 'transportError'
  | 'timerJ';

const answered = go('completed', start('J'), sendResponse);
const unreachable = go('terminated', fail('transport'));

/**
 * Non-INVITE server transaction: RFC 3261 §17.2.2, figure 8. RFC 4320 §4.2 forbids a 408: `giveUp` ends the
 * transaction without a response, since the client's timer F ends its own.
 */
export const nonInviteServer = {
  idle: {
    begin: go('trying', passUp),
  },
  trying: {
    request: stay(),
    send1xx: go('proceeding', sendResponse),
    'send200-699': answered,
    giveUp: go('terminated'),
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
