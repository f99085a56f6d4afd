import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PhoneState } from '../state/phone-state.ts';

export type PhoneStore = StoreApi<PhoneState>;

/** What a session leaves behind when it ends: nothing of the person who was signed in. */
export const emptySession = {
  calls: [],
  chats: {},
  roster: [],
  ownPresence: { status: 'available', note: '', publication: { kind: 'unpublished' } },
} as const satisfies Partial<PhoneState>;

export function createPhoneStore(): PhoneStore {
  return createStore<PhoneState>(() => ({
    ...emptySession,
    session: { kind: 'signed-out' },
    devices: { microphone: 'unknown', camera: 'unknown', list: [], chosen: {} },
    notices: [],
    trace: [],
  }));
}
