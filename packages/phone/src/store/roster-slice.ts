import type { Aor } from '../state/basics.ts';
import type { BuddySnapshot, PresenceSnapshot } from '../state/roster-snapshot.ts';
import type { PhoneStore } from './phone-store.ts';

/** The buddies of the store. */
export class RosterSlice {
  readonly #store: PhoneStore;

  constructor(store: PhoneStore) {
    this.#store = store;
  }

  get(aor: Aor): BuddySnapshot | undefined {
    return this.#store.getState().roster.find((buddy) => buddy.aor === aor);
  }

  setAll(roster: readonly BuddySnapshot[]): void {
    this.#store.setState({ roster });
  }

  add(buddy: BuddySnapshot): void {
    this.#store.setState(({ roster }) => ({ roster: [...roster, buddy] }));
  }

  remove(aor: Aor): void {
    this.#store.setState(({ roster }) => ({ roster: roster.filter((buddy) => buddy.aor !== aor) }));
  }

  setPresence(aor: Aor, presence: PresenceSnapshot): void {
    this.#store.setState(({ roster }) => ({
      roster: roster.map((buddy) => (buddy.aor === aor ? { ...buddy, presence } : buddy)),
    }));
  }
}
