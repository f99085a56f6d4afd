import type { CallSnapshot } from '../state/call-snapshot.ts';
import type { PhoneStore } from './phone-store.ts';

/** The calls of the store. */
export class CallsSlice {
  readonly #store: PhoneStore;

  constructor(store: PhoneStore) {
    this.#store = store;
  }

  /** A new call takes the place of those that have ended. */
  add(call: CallSnapshot): void {
    this.#set((calls) => [...calls.filter(({ state }) => state.kind !== 'terminated'), call]);
  }

  replace(call: CallSnapshot): void {
    this.#set((calls) => calls.map((known) => (known.id === call.id ? call : known)));
  }

  remove(id: string): void {
    this.#set((calls) => calls.filter((call) => call.id !== id));
  }

  get(id: string): CallSnapshot | undefined {
    return this.#store.getState().calls.find((call) => call.id === id);
  }

  #set(change: (calls: readonly CallSnapshot[]) => readonly CallSnapshot[]): void {
    this.#store.setState(({ calls }) => ({ calls: change(calls) }));
  }
}
