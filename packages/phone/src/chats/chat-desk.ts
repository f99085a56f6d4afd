import { encodeUtf8, type IncomingMessage, parseUri, type UserAgent } from '@sidetone/sip';
import type { CommandResult } from '../commands/phone-commands.ts';
import { messageFailure } from '../outcomes/message-outcome.ts';
import { sentence, type Sentence } from '../outcomes/sentence.ts';
import { partyOf } from '../party.ts';
import { knownName, type PhoneContext } from '../phone-context.ts';
import type { Aor, EpochMs } from '../state/basics.ts';

const PLAIN_TEXT = 'text/plain;charset=utf-8';

/** Bytes of UTF-8. With its header section a message still fits what gateways and datagrams carry. */
const LONGEST_TEXT_BYTES = 48_000;

/** A message that broke the connection so often is given up. */
const MOST_ATTEMPTS = 3;

/** A message older than this was kept by a server on its way. */
const KEPT_MS = 30_000;

interface Parts {
  readonly context: PhoneContext;
  readonly userAgent: UserAgent;
  readonly isOnline: () => boolean;
}

interface Waiting {
  readonly messageId: string;
  readonly text: string;
  attempts: number;
}

/** The chats of one session: messages out, one after another for each person, and messages in. */
export class ChatDesk {
  readonly #parts: Parts;
  readonly #outbox = new Map<Aor, Waiting[]>();
  readonly #busy = new Set<Aor>();
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Sends now, or when the connection is back. */
  send(aor: Aor, text: string): CommandResult<string> {
    const { chats, runtime } = this.#parts.context;
    if (text.trim() === '') return { ok: false, error: sentence('chat.empty') };
    if (encodeUtf8(text).length > LONGEST_TEXT_BYTES) return { ok: false, error: sentence('chat.too-long') };
    const id = runtime.random.token();
    chats.open(aor, this.#nameOf(aor));
    chats.add(aor, { direction: 'outgoing', id, at: runtime.clock.epoch(), text, delivery: { kind: 'sending' } });
    this.#enqueue(aor, { messageId: id, text, attempts: 0 });
    return { ok: true, value: id };
  }

  /** Sends a message that failed once more, under the same id, so that the other end shows it once. */
  retry(aor: Aor, messageId: string): void {
    const { chats } = this.#parts.context;
    const message = chats.outgoing(aor, messageId);
    if (message?.delivery.kind !== 'failed') return;
    chats.setDelivery(aor, messageId, { kind: 'sending' });
    this.#enqueue(aor, { messageId, text: message.text, attempts: 0 });
  }

  /** @returns the status to answer */
  receive(message: IncomingMessage): number {
    const { chats, runtime } = this.#parts.context;
    if (!/^text\/plain\b/i.test(message.contentType)) return 415;
    const { aor, displayName } = partyOf(message.from);
    const name = this.#parts.context.roster.get(aor)?.displayName ?? displayName;
    chats.open(aor, name);
    chats.rename(aor, name);
    const now = runtime.clock.epoch();
    chats.add(aor, {
      direction: 'incoming',
      id: runtime.random.token(),
      at: sentOrNow(message.sentAt, now),
      text: message.body,
    });
    return 200;
  }

  /** The connection is back: what waits is sent. */
  wasReconnected(): void {
    for (const aor of this.#outbox.keys()) void this.#pump(aor);
  }

  /** The session ends: what was not delivered says so. */
  close(): void {
    this.#isClosed = true;
    for (const [aor, waiting] of this.#outbox) {
      for (const { messageId } of waiting) this.#fail(aor, messageId, sentence('message.signed-out'));
    }
    this.#outbox.clear();
  }

  #enqueue(aor: Aor, waiting: Waiting): void {
    const queue = this.#outbox.get(aor);
    if (queue === undefined) this.#outbox.set(aor, [waiting]);
    else queue.push(waiting);
    void this.#pump(aor);
  }

  /** Sends what waits for that person, in order. */
  async #pump(aor: Aor): Promise<void> {
    if (this.#busy.has(aor)) return;
    this.#busy.add(aor);
    const queue = this.#outbox.get(aor) ?? [];
    for (let next = queue[0]; next !== undefined && this.#maySend(); next = queue[0]) {
      if (await this.#sendOne(aor, next)) queue.shift();
      else break;
    }
    this.#busy.delete(aor);
    if (queue.length === 0) this.#outbox.delete(aor);
    // The connection came back while the last attempt on the old one was being given up.
    else if (this.#maySend()) void this.#pump(aor);
  }

  /** @returns whether the message is done with, delivered or not; false when it waits for the connection */
  async #sendOne(aor: Aor, waiting: Waiting): Promise<boolean> {
    const { chats, runtime } = this.#parts.context;
    const { messageId, text } = waiting;
    const uri = parseUri(aor);
    if (!uri.ok) {
      this.#fail(aor, messageId, sentence('dial.not-an-address', { input: aor, domain: '' }));
      return true;
    }
    waiting.attempts += 1;
    const message = { contentType: PLAIN_TEXT, body: text, id: messageId };
    const outcome = await this.#parts.userAgent.sendMessage(uri.value, message);
    if (this.#isClosed) return true;
    if (outcome.kind !== 'failed') {
      chats.setDelivery(aor, messageId, { kind: outcome.kind, at: runtime.clock.epoch() });
      return true;
    }
    const isLost = outcome.why.kind === 'transport' && !this.#parts.isOnline();
    if (isLost && waiting.attempts < MOST_ATTEMPTS) return false;
    this.#fail(aor, messageId, messageFailure(outcome.why, this.#nameOf(aor)));
    return true;
  }

  #maySend(): boolean {
    return !this.#isClosed && this.#parts.isOnline();
  }

  #fail(aor: Aor, messageId: string, reason: Sentence): void {
    const { chats, runtime } = this.#parts.context;
    chats.setDelivery(aor, messageId, { kind: 'failed', at: runtime.clock.epoch(), reason });
  }

  #nameOf(aor: Aor): string {
    const uri = parseUri(aor);
    return knownName(this.#parts.context, aor, uri.ok ? partyOf({ uri: uri.value }).displayName : aor);
  }
}

/** A server may have kept the message for a while. Else our own clock is the better one: Date has seconds only (§20.17). */
function sentOrNow(sentAt: EpochMs | undefined, now: EpochMs): EpochMs {
  return sentAt !== undefined && now - sentAt > KEPT_MS ? sentAt : now;
}
