import type { Aor } from '../state/basics.ts';
import type { ChatMessageSnapshot, ChatSnapshot, Delivery, OutgoingMessageSnapshot } from '../state/chat-snapshot.ts';
import type { PhoneStore } from './phone-store.ts';

/** So many messages of a chat are kept; older ones go. */
export const LONGEST_CHAT = 500;

/** The chats of the store. */
export class ChatsSlice {
  readonly #store: PhoneStore;

  constructor(store: PhoneStore) {
    this.#store = store;
  }

  get(aor: Aor): ChatSnapshot | undefined {
    const { chats } = this.#store.getState();
    return Object.hasOwn(chats, aor) ? chats[aor] : undefined;
  }

  outgoing(aor: Aor, messageId: string): OutgoingMessageSnapshot | undefined {
    const message = this.get(aor)?.messages.find(({ id }) => id === messageId);
    return message?.direction === 'outgoing' ? message : undefined;
  }

  setAll(chats: readonly ChatSnapshot[]): void {
    this.#store.setState({ chats: Object.fromEntries(chats.map((chat) => [chat.aor, chat])) });
  }

  /** Makes sure that there is a chat with that person. */
  open(aor: Aor, displayName: string): void {
    if (this.get(aor) === undefined) this.#put({ aor, displayName, messages: [], unread: 0 });
  }

  /** Adds a message to a chat that exists. An incoming one counts as unread. */
  add(aor: Aor, message: ChatMessageSnapshot): void {
    this.#change(aor, (chat) => ({
      ...chat,
      messages: [...chat.messages, message].slice(-LONGEST_CHAT),
      unread: chat.unread + (message.direction === 'incoming' ? 1 : 0),
    }));
  }

  setDelivery(aor: Aor, messageId: string, delivery: Delivery): void {
    this.#change(aor, (chat) => ({
      ...chat,
      messages: chat.messages.map((message) =>
        message.direction === 'outgoing' && message.id === messageId ? { ...message, delivery } : message,
      ),
    }));
  }

  rename(aor: Aor, displayName: string): void {
    if (this.get(aor)?.displayName !== displayName) this.#change(aor, (chat) => ({ ...chat, displayName }));
  }

  markRead(aor: Aor): void {
    if (this.get(aor)?.unread !== 0) this.#change(aor, (chat) => ({ ...chat, unread: 0 }));
  }

  remove(aor: Aor): void {
    this.#store.setState(({ chats }) => {
      const { [aor]: _gone, ...others } = chats;
      return { chats: others };
    });
  }

  #change(aor: Aor, change: (chat: ChatSnapshot) => ChatSnapshot): void {
    const chat = this.get(aor);
    if (chat !== undefined) this.#put(change(chat));
  }

  #put(chat: ChatSnapshot): void {
    this.#store.setState(({ chats }) => ({ chats: { ...chats, [chat.aor]: chat } }));
  }
}
