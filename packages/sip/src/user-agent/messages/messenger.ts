import { addressOfRecord } from '../../grammar/address-of-record.ts';
import { decodeUtf8 } from '../../grammar/utf8.ts';
import type { Uri } from '../../grammar/uri.ts';
import { From, To } from '../../message/headers/addresses.ts';
import { Date as DateField } from '../../message/headers/notices.ts';
import { CallId } from '../../message/headers/words.ts';
import { findPart } from '../../message/multipart.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';
import type { IncomingMessage, MessageOutcome, OutgoingMessage } from './message-types.ts';
import { reasonOf, successOf } from '../core/request-outcome.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';

/** Names a message across retries. */
const MESSAGE_ID = 'Message-ID';

/** How many messages are remembered, so that none is delivered twice. */
const REMEMBERED = 500;

/** Messages outside dialogs, both ways (RFC 3428). */
export class Messenger {
  onMessage: ((message: IncomingMessage) => number) | undefined;
  readonly #core: UserAgentCore;
  /** What was answered, by sender and id; the oldest first. */
  readonly #answered = new Map<string, number>();

  constructor(core: UserAgentCore) {
    this.#core = core;
  }

  async send(to: Uri, message: OutgoingMessage): Promise<MessageOutcome> {
    const { runtime } = this.#core;
    const id = message.id ?? runtime.random.token();
    const request = this.#core.createRequest('MESSAGE', to);
    request.addRaw(MESSAGE_ID, id);
    request.set(DateField, runtime.clock.epoch());
    request.setBody(message.contentType, message.body);
    const outcome = await this.#core.request(request);
    const success = successOf(outcome);
    if (success === undefined) return { kind: 'failed', id, why: reasonOf(outcome) };
    // RFC 3428 §7: 202 says that it is stored and not that it arrived.
    return { kind: success.status === 202 ? 'accepted' : 'delivered', id };
  }

  receive(request: SipRequest, transaction: ServerTransaction): void {
    const from = request.get(From);
    const to = request.get(To);
    if (this.onMessage === undefined || from === undefined || to === undefined) {
      this.#core.respond(transaction, 480);
      return;
    }
    const id = request.raw(MESSAGE_ID) ?? `${request.get(CallId) ?? ''} ${request.raw('CSeq') ?? ''}`;
    const key = `${addressOfRecord(from.uri)} ${id}`;
    // Of several parts the one that can be read.
    const content = findPart(request, ({ type }) => type.startsWith('text/')) ?? request;
    const status =
      this.#answered.get(key) ??
      this.onMessage({
        id,
        from,
        to,
        contentType: content.raw('Content-Type') ?? 'text/plain',
        body: decodeUtf8(content.body),
        sentAt: request.get(DateField),
      });
    // What was refused may be sent again and taken then.
    if (status < 300) this.#remember(key, status);
    this.#core.respond(transaction, status);
  }

  #remember(key: string, status: number): void {
    if (this.#answered.size >= REMEMBERED) {
      const oldest = this.#answered.keys().next();
      if (oldest.done !== true) this.#answered.delete(oldest.value);
    }
    this.#answered.set(key, status);
  }
}
