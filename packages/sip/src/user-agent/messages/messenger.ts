import { addressOfRecord, type AddressOfRecord } from '../../grammar/address-of-record.ts';
import { NO_PARAMS } from '../../grammar/parameters.ts';
import { isSipUri, isTelUri, parseUri, type Uri } from '../../grammar/uri.ts';
import { createResponse } from '../../message/create-response.ts';
import { Accept } from '../../message/headers/content.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';
import type { IncomingMessage, MessageOutcome, OutgoingMessage } from './message-types.ts';
import { readMessage } from './read-message.ts';
import { sendMessage } from './send-message.ts';

/** How many messages are remembered, so that none is delivered twice. */
const REMEMBERED = 500;

/** Messages, both ways (RFC 3428). */
export class Messenger {
  onMessage: ((message: IncomingMessage) => number) | undefined;
  readonly #core: UserAgentCore;
  /** What was answered, by sender and id; the oldest first. */
  readonly #answered = new Map<string, number>();
  /** The last message under way to each address. */
  readonly #underWay = new Map<AddressOfRecord, Promise<MessageOutcome>>();

  constructor(core: UserAgentCore) {
    this.#core = core;
  }

  /** §8: messages to one address go one after another. */
  async send(to: Uri, message: OutgoingMessage): Promise<MessageOutcome> {
    const target = resolveIm(to);
    const key = addressOfRecord(target);
    const before = this.#underWay.get(key);
    const sent = this.#sendAfter(before, target, message);
    this.#underWay.set(key, sent);
    const outcome = await sent;
    if (this.#underWay.get(key) === sent) this.#underWay.delete(key);
    return outcome;
  }

  /** @param isInDialog whether it came within a dialog of ours, of which the call is one use */
  receive(request: SipRequest, transaction: ServerTransaction, isInDialog: boolean): void {
    const core = this.#core;
    const { onMessage } = this;
    if (onMessage === undefined) {
      core.respond(transaction, 480);
      return;
    }
    const message = readMessage(request, {
      types: core.capabilities.messageTypes,
      envelopes: core.options.messageEnvelopes ?? [],
      now: core.runtime.clock.epoch(),
      isInDialog,
    });
    if (!message.ok) {
      this.#answer(transaction, message.error.status, message.error.phrase);
      return;
    }
    const key = `${addressOfRecord(message.value.from.uri)} ${message.value.id}`;
    const status = this.#answered.get(key) ?? onMessage(message.value);
    // What was refused may be sent again and taken then.
    if (status < 300) this.#remember(key, status);
    this.#answer(transaction, status);
  }

  async #sendAfter(
    before: Promise<MessageOutcome> | undefined,
    target: Uri,
    message: OutgoingMessage,
  ): Promise<MessageOutcome> {
    await before;
    return sendMessage(this.#core, this.#core.createRequest('MESSAGE', target), message);
  }

  /** §7: no body and no Contact in a 2xx. */
  #answer(transaction: ServerTransaction, status: number, phrase?: string): void {
    const { random } = this.#core.runtime;
    const response = createResponse(transaction.request, status, phrase, random.token(64));
    if (status === 415) {
      response.setAll(
        Accept,
        this.#core.capabilities.messageTypes.map((type) => ({ type, params: NO_PARAMS })),
      );
    }
    transaction.respond(response);
  }

  #remember(key: string, status: number): void {
    if (this.#answered.size >= REMEMBERED) {
      const oldest = this.#answered.keys().next();
      if (oldest.done !== true) this.#answered.delete(oldest.value);
    }
    this.#answered.set(key, status);
  }
}

/** §5: the SIP URI of an `im:` address, so that proxies can route it. Others stay as they are. */
function resolveIm(uri: Uri): Uri {
  if (isSipUri(uri) || isTelUri(uri) || uri.scheme !== 'im') return uri;
  const resolved = parseUri(`sip:${uri.text.slice('im:'.length)}`);
  return resolved.ok ? resolved.value : uri;
}
