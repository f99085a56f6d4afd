import { Authorization, ProxyAuthorization } from '../message/headers/authentication.ts';
import { CSeq } from '../message/headers/cseq.ts';
import { Reason, type ReasonValue } from '../message/headers/notices.ts';
import { createResponse } from '../message/create-response.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { ServerTransaction } from '../transaction/transaction-user.ts';
import { AnswerRetransmission, type AnswerTimers } from './answer-retransmission.ts';
import type { Dialog, DialogUsage } from './dialog.ts';
import type { DialogTable } from './dialog-table.ts';
import type { RequestObserver, RequestSender } from './request-sender.ts';

/** Why an invite usage ended without this end having ended it. */
export type InviteUsageEnd =
  | { readonly kind: 'bye' }
  /** No ACK came for our 2xx. */
  | { readonly kind: 'unacknowledged' };

/** The session that an invite usage carries. */
export interface InviteUsageOwner {
  /** A re-INVITE (RFC 3261 §14.2). Answer it through `answer` or `transaction.respond`. */
  onReinvite(request: SipRequest, transaction: ServerTransaction): void;
  /** The first ACK for a 2xx of ours. It carries the answer when the 2xx carried the offer. */
  onAck(ack: SipRequest): void;
  /** Any request of the other end that is not the usage's own. @returns false when it is not taken */
  onRequest(request: SipRequest, transaction: ServerTransaction): boolean;
  onEnded(end: InviteUsageEnd): void;
}

/** What an invite usage is made of. */
export interface InviteUsageContext {
  readonly runtime: Runtime;
  readonly sender: RequestSender;
  readonly dialogs: DialogTable;
  readonly timers: AnswerTimers;
}

/** How far an invite usage is. `closing`: BYE is due or out, and what still comes in is answered. */
type UsageState = 'open' | 'closing' | 'closed';

/** The use of a dialog for a call: from the first INVITE to BYE (RFC 3261 §13 to §15). */
export class InviteUsage implements DialogUsage, RequestObserver {
  readonly dialog: Dialog;
  /** Who carries on the call; nobody when it is only to be ended. */
  owner: InviteUsageOwner | undefined;
  readonly #context: InviteUsageContext;
  /** ACKs sent, by the sequence number of their INVITE. A repeated 2xx is acknowledged by the same again (§13.2.2.4). */
  readonly #acks = new Map<number, SipRequest>();
  /** Our 2xx that waits for its ACK. */
  #answer: { readonly number: number; readonly retransmission: AnswerRetransmission } | undefined;
  #state: UsageState = 'open';
  #reason: ReasonValue | undefined;

  constructor(context: InviteUsageContext, dialog: Dialog, owner?: InviteUsageOwner) {
    this.#context = context;
    this.dialog = dialog;
    this.owner = owner;
    context.dialogs.add(dialog, this);
  }

  /** Acknowledges a 2xx to an INVITE of ours, as often as it comes. @returns whether it came for the first time */
  acknowledge(response: SipResponse, invite: SipRequest): boolean {
    const number = response.get(CSeq)?.number ?? 0;
    const known = this.#acks.get(number);
    if (known !== undefined) {
      this.#context.sender.sendAck(known);
      return false;
    }
    this.dialog.refreshTarget(response);
    const ack = this.dialog.createAck(number);
    // §22.1: the ACK cannot be challenged, so it carries the credentials of its INVITE.
    ack.copyLines(invite, Authorization);
    ack.copyLines(invite, ProxyAuthorization);
    this.#acks.set(number, ack);
    this.#context.sender.sendAck(ack);
    return true;
  }

  /** Sends our 2xx to an INVITE until it is acknowledged. */
  answer(transaction: ServerTransaction, response: SipResponse): void {
    this.#answer?.retransmission.stop();
    const { runtime, timers } = this.#context;
    this.#answer = {
      number: response.get(CSeq)?.number ?? 0,
      retransmission: new AnswerRetransmission(runtime, timers, transaction, response, () => this.#unacknowledged()),
    };
  }

  /** An ACK within the dialog. */
  onAck(ack: SipRequest): void {
    if (this.#answer === undefined || ack.get(CSeq)?.number !== this.#answer.number) return;
    this.#answer.retransmission.stop();
    this.#answer = undefined;
    if (this.#state === 'closing') this.#sendBye();
    else if (this.#state === 'open') this.owner?.onAck(ack);
  }

  /**
   * Ends the call with BYE. The callee waits for the ACK to its 2xx before (§15).
   * What the other end still sends is answered until the BYE has its response.
   * @param reason goes into the BYE (RFC 3326)
   */
  end(reason?: ReasonValue): void {
    if (this.#state !== 'open') return;
    this.#state = 'closing';
    this.#reason = reason;
    if (this.#answer === undefined) this.#sendBye();
  }

  /** Ends without BYE: the other end knows already, or no longer knows the dialog. */
  close(): void {
    this.#answer?.retransmission.stop();
    this.#answer = undefined;
    this.#state = 'closed';
    this.#context.dialogs.remove(this.dialog, this);
  }

  receive(request: SipRequest, transaction: ServerTransaction): boolean {
    switch (request.method) {
      case 'BYE':
        this.#receiveBye(request, transaction);
        return true;
      case 'INVITE':
        if (this.#state === 'open' && this.owner !== undefined) {
          this.dialog.refreshTarget(request);
          this.owner.onReinvite(request, transaction);
        } else {
          transaction.respond(createResponse(request, 481));
        }
        return true;
      default:
        return this.#state === 'open' && this.owner?.onRequest(request, transaction) === true;
    }
  }

  /** Responses to BYE: whatever they say, the call is over. */
  onResponse(response: SipResponse): void {
    if (response.status >= 200) this.close();
  }

  onFailure(): void {
    this.close();
  }

  #receiveBye(request: SipRequest, transaction: ServerTransaction): void {
    transaction.respond(createResponse(request, 200));
    if (this.#state === 'open') {
      this.close();
      this.owner?.onEnded({ kind: 'bye' });
    } else if (this.#answer !== undefined) {
      // Our BYE waited for an ACK; it is not needed any more.
      this.close();
    }
    // Else both ends hung up at once, and our BYE still waits for its response.
  }

  #sendBye(): void {
    const bye = this.dialog.createRequest('BYE');
    if (this.#reason !== undefined) bye.append(Reason, this.#reason);
    this.#context.sender.send(bye, this, this.dialog);
  }

  #unacknowledged(): void {
    this.#answer = undefined;
    const wasOpen = this.#state === 'open';
    this.#state = 'closing';
    this.#sendBye();
    if (wasOpen) this.owner?.onEnded({ kind: 'unacknowledged' });
  }
}
