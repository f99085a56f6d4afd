import type { Runtime } from '@sidetone/sip';
import type { PartySnapshot } from './state/basics.ts';
import type { Records } from './storage/records.ts';
import { CallsSlice } from './store/calls-slice.ts';
import { ChatsSlice } from './store/chats-slice.ts';
import { NoticesSlice } from './store/notices-slice.ts';
import type { PhoneStore } from './store/phone-store.ts';
import { RosterSlice } from './store/roster-slice.ts';

/** What all parts of one phone share. */
export interface PhoneContext {
  readonly runtime: Runtime;
  readonly store: PhoneStore;
  readonly calls: CallsSlice;
  readonly chats: ChatsSlice;
  readonly roster: RosterSlice;
  readonly notices: NoticesSlice;
  readonly records: Records;
}

export function createContext(
  runtime: Runtime,
  store: PhoneStore,
  makeRecords: (notices: NoticesSlice) => Records,
): PhoneContext {
  const notices = new NoticesSlice(store, runtime);
  return {
    runtime,
    store,
    calls: new CallsSlice(store),
    chats: new ChatsSlice(store),
    roster: new RosterSlice(store),
    notices,
    records: makeRecords(notices),
  };
}

/** How a person is called: as in the roster, else as in the chat, else as they say themselves. */
export function knownName(context: PhoneContext, aor: string, otherwise: string): string {
  return context.roster.get(aor)?.displayName ?? context.chats.get(aor)?.displayName ?? otherwise;
}

/** Somebody, called as we know them. */
export function knownParty(context: PhoneContext, { aor, displayName }: PartySnapshot): PartySnapshot {
  return { aor, displayName: knownName(context, aor, displayName) };
}
