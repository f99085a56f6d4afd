import type { SipRequest } from '../../../message/sip-request.ts';
import { formatUri, type Uri } from '../../../grammar/uri.ts';
import { requestTarget } from '../../../grammar/uri-headers.ts';
import type { ServerTransaction } from '../../../transaction/transaction-user.ts';
import type { EndReason } from '../../core/end-reason.ts';
import type { CallLink } from './call-link.ts';
import { CallMessages } from './call-messages.ts';
import { InfoExchange } from './info-exchange.ts';
import { replacingUri, writeRefer } from './refer.ts';
import { Reference } from './reference.ts';
import type { RequestReceiver } from './request-receiver.ts';
import { ToneSender } from './tone-sender.ts';
import type { Transfer, TransferOptions } from './transfer.ts';

/** What a call can do besides its session. */
export class CallFeatures implements RequestReceiver {
  readonly info: InfoExchange;
  readonly messages: CallMessages;
  readonly tones: ToneSender;
  readonly #link: CallLink;
  /** Who is about to take this end's place in the call, as a URI. */
  #successor: string | undefined;

  constructor(link: CallLink) {
    this.#link = link;
    this.info = new InfoExchange(link);
    this.messages = new CallMessages(link);
    this.tones = new ToneSender(link, this.info);
  }

  receive(request: SipRequest, transaction: ServerTransaction): boolean {
    return this.info.receive(request, transaction);
  }

  /**
   * Sends the other end to somebody else; when it has got through, this end hangs up.
   * @param to an address, or a call whose other end it gets (RFC 5589 §7)
   */
  transfer(to: Uri | CallFeatures, options: TransferOptions): Transfer {
    const { core, dialog, call } = this.#link;
    const other = to instanceof CallFeatures ? to : undefined;
    const target = to instanceof CallFeatures ? to.replacement() : to;
    if (dialog === undefined || target === undefined) return refused(target ?? call.remote.uri);
    const request = writeRefer(core, dialog.createRequest('REFER'), target, options);
    if (other !== undefined) other.#successor = formatUri(call.remote.uri);
    return new Reference(core, requestTarget(target), request, dialog, (transfer) => {
      this.#transferred(transfer, other);
    });
  }

  /** The URI by which somebody else takes this end's place in the call; undefined when the call is not answered. */
  replacement(): Uri | undefined {
    const { dialog, call } = this.#link;
    return dialog && replacingUri(dialog, call.remote.uri);
  }

  /** Why the call has ended, when the other end did what it was asked to. */
  explain(why: EndReason): EndReason {
    const isAsked = this.#successor !== undefined && why.kind === 'hung-up' && why.by === 'remote';
    return isAsked ? { kind: 'transferred', to: this.#successor ?? '' } : why;
  }

  /** The call is over. */
  stop(): void {
    this.tones.stop();
  }

  #transferred(transfer: Transfer, other: CallFeatures | undefined): void {
    const { kind } = transfer.state;
    if (kind === 'failed' && other !== undefined) other.#successor = undefined;
    if (kind === 'done') {
      this.#link.end({ kind: 'transferred', to: formatUri(transfer.target) });
      // Their BYE may be on its way; two that meet do no harm.
      if (other !== undefined) other.#link.end({ kind: 'transferred', to: other.#successor ?? '' });
    }
    this.#link.emit('transfer', transfer);
  }
}

/** Only answered calls can be transferred, and only to each other. */
function refused(target: Uri): Transfer {
  return {
    target,
    state: { kind: 'failed', why: { kind: 'incompatible', cause: 'the call is not answered, or over' } },
    on: () => () => undefined,
  };
}
