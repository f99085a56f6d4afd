import type { Aor } from './basics.ts';
import type { CallSnapshot } from './call-snapshot.ts';
import type { ChatSnapshot } from './chat-snapshot.ts';
import type { PhoneState } from './phone-state.ts';
import type { BuddySnapshot } from './roster-snapshot.ts';
import type { AccountSnapshot } from './session-snapshot.ts';

/** The account of the session, also while it connects; undefined when nobody is signed in. */
export function selectAccount(state: PhoneState): AccountSnapshot | undefined {
  return state.session.kind === 'signed-out' || state.session.kind === 'failed' ? undefined : state.session.account;
}

/** An incoming call that waits for an answer. */
export function selectRingingCall(state: PhoneState): CallSnapshot | undefined {
  return state.calls.find((call) => call.direction === 'incoming' && isRinging(call));
}

/** The call of the call screen: dialled, answered, talking, or just ended and not dismissed. */
export function selectActiveCall(state: PhoneState): CallSnapshot | undefined {
  const screen = state.calls.filter((call) => call.direction === 'outgoing' || !isRinging(call));
  return screen.findLast((call) => call.state.kind !== 'terminated') ?? screen.at(-1);
}

export function selectCall(callId: string): (state: PhoneState) => CallSnapshot | undefined {
  return (state) => state.calls.find((call) => call.id === callId);
}

export function selectChat(aor: Aor): (state: PhoneState) => ChatSnapshot | undefined {
  return (state) => (Object.hasOwn(state.chats, aor) ? state.chats[aor] : undefined);
}

export function selectBuddy(aor: Aor): (state: PhoneState) => BuddySnapshot | undefined {
  return (state) => state.roster.find((buddy) => buddy.aor === aor);
}

/** Unread messages of all chats. */
export function selectUnreadTotal(state: PhoneState): number {
  return Object.values(state.chats).reduce((sum, chat) => sum + chat.unread, 0);
}

function isRinging(call: CallSnapshot): boolean {
  return call.state.kind === 'trying' || call.state.kind === 'early';
}
