import {
  backOff,
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

/** States of figure 7, and `accepted` of RFC 6026 §8.5. */
export type InviteServerState = 'idle' | 'proceeding' | 'accepted' | 'completed' | 'confirmed' | 'terminated';

/** What an INVITE server transaction reacts to. */
export type InviteServerInput =
  | 'begin'
  | 'request'
  | 'ack'
  | 'send1xx'
  | 'send2xx'
  | 'send300-699'
  | 'transportError'
  /** The WebSocket has closed before the ACK came: the response goes on the next one (D8). */
  | 'stranded'
  | 'timerTrying'
  | 'timerG'
  | 'timerH'
  | 'timerI'
  | 'timerL'
  | 'timerStranded';

/**
 * INVITE server transaction: RFC 3261 §17.2.1, figure 7, as updated by RFC 6026 §8.5: it stays after a 2xx and absorbs
 * what is retransmitted of the INVITE; and a transport error is told to the user without a change of state.
 */
export const inviteServer = {
  idle: {
    begin: go('proceeding', start('Trying'), passUp),
  },
  proceeding: {
    request: stay(resendResponse),
    send1xx: stay(stop('Trying'), sendResponse),
    send2xx: go('accepted', stop('Trying'), start('L'), sendResponse),
    'send300-699': go('completed', stop('Trying'), start('G'), start('H'), sendResponse),
    timerTrying: stay(sendTrying),
    transportError: stay(fail('transport')),
  },
  accepted: {
    request: stay(),
    ack: stay(passUp),
    send2xx: stay(sendResponse),
    timerL: go('terminated'),
    transportError: stay(fail('transport')),
  },
  completed: {
    request: stay(resendResponse),
    ack: go('confirmed', stop('G'), stop('H'), start('I')),
    timerG: stay(backOff('G', 'T2'), resendResponse),
    timerH: go('terminated', fail('timeout')),
    transportError: stay(fail('transport')),
    stranded: stay(start('Stranded')),
    timerStranded: stay(resendResponse),
  },
  confirmed: {
    // Retransmitted ACKs, which this state is there to absorb, and a late INVITE.
    ack: stay(),
    request: stay(),
    timerI: go('terminated'),
  },
  terminated: {},
} as const satisfies TransitionTable<InviteServerState, InviteServerInput>;
