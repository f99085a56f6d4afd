import type { MessageOutcome, OutgoingMessage } from '../../messages/message-types.ts';
import { sendMessage } from '../../messages/send-message.ts';
import type { CallLink } from './call-link.ts';
import { reasonOfState } from './reason-of-state.ts';

/** Messages within a call (RFC 3428 §4). Those that come in are the messenger's. */
export class CallMessages {
  readonly #link: CallLink;
  #last: Promise<unknown> = Promise.resolve();

  constructor(link: CallLink) {
    this.#link = link;
  }

  /** §8: one after another. Never rejects. */
  send(message: OutgoingMessage): Promise<MessageOutcome> {
    const sent = this.#last.then(() => this.#send(message));
    this.#last = sent;
    return sent;
  }

  async #send(message: OutgoingMessage): Promise<MessageOutcome> {
    const { core, dialog, call } = this.#link;
    if (dialog === undefined) return { kind: 'failed', id: message.id ?? '', why: reasonOfState(call) };
    const outcome = await sendMessage(core, dialog.createRequest('MESSAGE'), message, dialog);
    // RFC 3261 §12.2.1.2: the other end no longer knows the call.
    if (outcome.kind === 'failed' && outcome.why.kind === 'rejected' && outcome.why.status === 481) {
      this.#link.end({ kind: 'lost', status: 481 });
    }
    return outcome;
  }
}
