import type { Timer } from '@sidetone/sip';
import { sentence } from '../outcomes/sentence.ts';
import type { PhoneContext } from '../phone-context.ts';
import type { Aor, PartySnapshot } from '../state/basics.ts';
import type { ChatSnapshot } from '../state/chat-snapshot.ts';
import type { PhoneState } from '../state/phone-state.ts';
import { buddiesSchema, chatsSchema, ownPresenceSchema } from '../storage/stored-schemas.ts';

/** Changes are written together, at most this often. */
const TOGETHER_MS = 200;

/** What of the state is kept. */
type Kept = 'chats' | 'roster' | 'ownPresence';

/** Keeps what belongs to the person who is signed in: buddies, chats and own status. */
export class ProfileKeeper {
  readonly #context: PhoneContext;
  readonly #aor: Aor;
  readonly #changed = new Set<Kept>();
  #unsubscribe: (() => void) | undefined;
  #timer: Timer | undefined;

  constructor(context: PhoneContext, aor: Aor) {
    this.#context = context;
    this.#aor = aor;
  }

  /**
   * Puts what was kept into the store, and keeps every later change.
   * @param buddies who is in the list of somebody who never had one
   */
  async open(buddies: readonly PartySnapshot[]): Promise<void> {
    const { records, roster, chats, store } = this.#context;
    const [kept, keptChats, ownPresence] = await Promise.all([
      records.load(this.#key('roster'), buddiesSchema),
      records.load(this.#key('chats'), chatsSchema),
      records.load(this.#key('ownPresence'), ownPresenceSchema),
    ]);
    roster.setAll((kept ?? buddies).map((buddy) => ({ ...buddy, presence: { kind: 'unknown' } })));
    chats.setAll((keptChats ?? []).map(interrupted));
    if (ownPresence !== undefined) {
      store.setState({ ownPresence: { ...ownPresence, publication: { kind: 'unpublished' } } });
    }
    this.#unsubscribe = store.subscribe((state, before) => this.#note(state, before));
  }

  /** Writes what is not written yet, and keeps nothing more. */
  close(): void {
    this.#unsubscribe?.();
    this.#context.runtime.timers.cancel(this.#timer);
    this.#write();
  }

  #note(state: PhoneState, before: PhoneState): void {
    for (const kept of ['chats', 'roster', 'ownPresence'] as const) {
      if (state[kept] !== before[kept]) this.#changed.add(kept);
    }
    if (this.#changed.size > 0) this.#timer ??= this.#context.runtime.timers.schedule(TOGETHER_MS, onTimer, this);
  }

  /** @internal */
  onTimer(): void {
    this.#timer = undefined;
    this.#write();
  }

  #write(): void {
    const { records, store } = this.#context;
    const { chats, roster, ownPresence } = store.getState();
    const { status, note } = ownPresence;
    const texts: Record<Kept, () => unknown> = {
      chats: () => Object.values(chats),
      roster: () => roster.map(({ aor, displayName }) => ({ aor, displayName })),
      ownPresence: () => ({ status, note }),
    };
    for (const kept of this.#changed) records.save(this.#key(kept), texts[kept]());
    this.#changed.clear();
  }

  #key(kept: Kept): string {
    return `${kept} of ${this.#aor}`;
  }
}

function onTimer(keeper: ProfileKeeper): void {
  keeper.onTimer();
}

/** What was on its way when the page was closed may have arrived or not: nobody heard the answer. */
function interrupted(chat: ChatSnapshot): ChatSnapshot {
  const messages = chat.messages.map((message) =>
    message.direction === 'outgoing' && message.delivery.kind === 'sending'
      ? {
          ...message,
          delivery: { kind: 'failed', at: message.at, reason: sentence('message.interrupted') } as const,
        }
      : message,
  );
  return { ...chat, messages };
}
