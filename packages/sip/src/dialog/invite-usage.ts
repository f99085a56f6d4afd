import { Authorization, ProxyAuthorization } from '../message/headers/authentication.ts';
import { createResponse } from '../message/create-response.ts';
import { CSeq } from '../message/headers/cseq.ts';
import { Reason, type ReasonValue } from '../message/headers/notices.ts';
import { RSeq } from '../message/headers/numbers.ts';
import { RAck } from '../message/headers/rack.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Timer } from '../runtime/timer-wheel.ts';
import type { ServerTransaction } from '../transaction/transaction-user.ts';
import { AnswerRetransmission, type AnswerTimers } from './answer-retransmission.ts';
import type { Dialog, DialogUsage } from './dialog.ts';
import type { DialogTable } from './dialog-table.ts';
import { ProvisionalOrder, type ProvisionalKind, ReliableResponses } from './reliable-responses.ts';
import type { RequestFailure, RequestObserver, RequestSender } from './request-sender.ts';

/** Why an invite usage ended without this end having ended it. */
export type InviteUsageEnd =
  /** `reason`: why, as the BYE says (RFC 3326). */
  | { readonly kind: 'bye'; readonly reason: ReasonValue | undefined }
  /** No ACK came for our 2xx, or no PRACK for our provisional response. */
  | { readonly kind: 'unacknowledged' }
  /** Another usage of the dialog learned that the other end is gone (RFC 5057 §5.1). */
  | { readonly kind: 'lost'; readonly status: number };

/** The session that an invite usage carries. */
export interface InviteUsageOwner {
  /**
   * A request that may carry an offer: INVITE, UPDATE or PRACK. Answer an INVITE through `answer`.
   * @param acknowledged our response that the PRACK acknowledges
   */
  onOffering(request: SipRequest, transaction: ServerTransaction, acknowledged?: SipResponse): void;
  /** The first ACK for a 2xx of ours. It carries the answer when the 2xx carried the offer. */
  onAck(ack: SipRequest): void;
  /** A PRACK of this end has its answer, or will have none. */
  onPrackAnswered(): void;
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

/**
 * How far an invite usage is. `early`: the INVITE has no 2xx yet. `closing`: BYE is due or out, and what still comes in is
 * answered. `refused`: the INVITE has a final response other than 2xx, and a PRACK may still be on its way.
 */
type UsageState = 'early' | 'confirmed' | 'closing' | 'refused' | 'closed';

/** A 2xx of the other end. */
interface Acceptance {
  readonly number: number;
  readonly invite: SipRequest;
  /** Undefined while the answer that it is to carry is being made. */
  ack: SipRequest | undefined;
}

/** 2xx of older re-INVITEs than these are not repeated any more. */
const ACKS_KEPT = 4;

/** When a BYE that found no connection is sent anew, in ms, and how often: for half a minute, as a transaction lasts. */
const BYE_RETRY_MS = 2000;
const MAX_BYES = 16;

/** One response is not acknowledged by more than these. */
const MAX_PRACKS = 3;

/** The use of a dialog for a call: from the first response to the INVITE to BYE (RFC 3261 §13 to §15, RFC 3262). */
export class InviteUsage implements DialogUsage, RequestObserver {
  readonly dialog: Dialog;
  /** Who carries on the call; nobody when it is only to be ended. */
  owner: InviteUsageOwner | undefined;
  readonly #context: InviteUsageContext;
  readonly #order = new ProvisionalOrder();
  /** The newest 2xx to INVITEs of ours. A repeated one is acknowledged by the same ACK again (§13.2.2.4). */
  readonly #acceptances: Acceptance[] = [];
  #reliable: ReliableResponses | undefined;
  /** PRACKs that are under way. */
  #pracksOut = 0;
  /** Our 2xx that waits for its ACK. */
  #answer: { readonly number: number; readonly retransmission: AnswerRetransmission } | undefined;
  /** A request within the dialog has come: a response of ours has made it there. */
  #isHeard = false;
  #state: UsageState = 'early';
  #reason: ReasonValue | undefined;
  /** BYEs that found no connection. */
  #byes = 0;
  /** Of the next BYE, or of the end of waiting for a PRACK. */
  #lastTimer: Timer | undefined;

  constructor(context: InviteUsageContext, dialog: Dialog, owner?: InviteUsageOwner) {
    this.#context = context;
    this.dialog = dialog;
    this.owner = owner;
    context.dialogs.add(dialog, this);
  }

  get state(): UsageState {
    return this.#state;
  }

  /** Whether requests of ours find the dialog at the other end: a response that it has not got yet is to make it there. */
  get isKnownToOtherEnd(): boolean {
    return this.dialog.role === 'uac' || this.#isHeard;
  }

  /** Whether our 2xx still waits for its ACK, or our PRACK for its answer: what is sent now might overtake it. */
  get isSettling(): boolean {
    return this.#answer !== undefined || this.#pracksOut > 0;
  }

  // The caller's part.

  /** A provisional response to an INVITE of ours. */
  takeProvisional(response: SipResponse): ProvisionalKind {
    return this.#order.take(response);
  }

  /**
   * Acknowledges a reliable provisional response (RFC 3262 §4).
   * @param edit adds what the PRACK is to carry
   */
  acknowledgeProvisional(response: SipResponse, edit?: (prack: SipRequest) => void, attempt = 1): void {
    const cseq = response.get(CSeq);
    const rseq = response.get(RSeq);
    if (cseq === undefined || rseq === undefined || this.#state === 'closed') return;
    const prack = this.dialog.createRequest('PRACK');
    prack.set(RAck, { rseq, cseq: cseq.number, method: cseq.method });
    edit?.(prack);
    this.#pracksOut += 1;
    const settle = (status: number): void => {
      this.#pracksOut -= 1;
      // Another request has overtaken it (RFC 3261 §12.2.2); without a PRACK the other end would give up the call.
      if (status === 500 && attempt < MAX_PRACKS) this.acknowledgeProvisional(response, edit, attempt + 1);
      else this.owner?.onPrackAnswered();
    };
    const observer: RequestObserver = {
      onResponse({ status }) {
        if (status >= 200) settle(status);
      },
      onFailure() {
        settle(408);
      },
    };
    this.#context.sender.send(prack, observer, this.dialog);
  }

  /**
   * A 2xx to an INVITE of ours. One that is repeated is acknowledged again.
   * @returns whether it came for the first time: `acknowledge` is due
   */
  takeAnswer(response: SipResponse, invite: SipRequest): boolean {
    const number = response.get(CSeq)?.number ?? 0;
    const known = this.#acceptances.find((acceptance) => acceptance.number === number);
    if (known !== undefined) {
      if (known.ack !== undefined) this.#context.sender.sendAck(known.ack);
      return false;
    }
    if (this.#state === 'early') {
      this.#state = 'confirmed';
      this.dialog.confirm(response);
    } else {
      this.dialog.refreshTarget(response);
    }
    this.#acceptances.push({ number, invite, ack: undefined });
    if (this.#acceptances.length > ACKS_KEPT) this.#acceptances.shift();
    return true;
  }

  /** Sends the ACK for the 2xx that came last. @param edit adds the answer to the offer in it */
  acknowledge(edit?: (ack: SipRequest) => void): void {
    const acceptance = this.#acceptances.at(-1);
    if (acceptance === undefined || acceptance.ack !== undefined) return;
    const ack = this.dialog.createAck(acceptance.number);
    // §22.1: the ACK cannot be challenged, so it carries the credentials of its INVITE.
    ack.copyLines(acceptance.invite, Authorization);
    ack.copyLines(acceptance.invite, ProxyAuthorization);
    edit?.(ack);
    acceptance.ack = ack;
    this.#context.sender.sendAck(ack);
  }

  // The callee's part.

  /** Sends a provisional response reliably (RFC 3262 §3). Without any PRACK for it the usage ends as unacknowledged. */
  sendReliably(transaction: ServerTransaction, response: SipResponse): void {
    const { runtime, timers } = this.#context;
    this.#reliable ??= new ReliableResponses(runtime, timers.t1Ms, transaction, () =>
      this.owner?.onEnded({ kind: 'unacknowledged' }),
    );
    this.#reliable.send(response);
  }

  /** Runs it when a 2xx may be sent: at once, or after the PRACK that a session description of ours waits for. */
  whenAnswerable(run: () => void): void {
    if (this.#reliable === undefined) run();
    else this.#reliable.whenSettled(run);
  }

  /** Sends our 2xx to an INVITE until it is acknowledged. */
  answer(transaction: ServerTransaction, response: SipResponse): void {
    this.#reliable?.stop();
    this.#answer?.retransmission.stop();
    if (this.#state === 'early') this.#state = 'confirmed';
    const { runtime, timers } = this.#context;
    this.#answer = {
      number: response.get(CSeq)?.number ?? 0,
      retransmission: new AnswerRetransmission(runtime, timers, transaction, response, () => this.#unacknowledged()),
    };
  }

  /** A PRACK has been answered: what waited for it goes on. */
  prackAnswered(): void {
    this.#reliable?.settle();
  }

  /** An ACK within the dialog. */
  onAck(ack: SipRequest): void {
    if (this.#answer === undefined || ack.get(CSeq)?.number !== this.#answer.number) return;
    this.#answer.retransmission.stop();
    this.#answer = undefined;
    this.#isHeard = true;
    if (this.#state === 'closing') this.#sendBye();
    else if (this.#state === 'confirmed') this.owner?.onAck(ack);
  }

  // Both parts.

  /**
   * Ends the call with BYE. The callee waits for the ACK to its 2xx before (§15), and an early dialog just goes: CANCEL or
   * a final response ends it. What the other end still sends is answered until the BYE has its response.
   * @param reason goes into the BYE (RFC 3326)
   */
  end(reason?: ReasonValue): void {
    if (this.#state === 'early') this.refuse();
    if (this.#state !== 'confirmed') return;
    this.#state = 'closing';
    this.#reason = reason;
    this.acknowledge();
    if (this.#answer === undefined) this.#sendBye();
  }

  /** The INVITE gets a refusal. A PRACK that is on its way is still answered (RFC 3262 §3). */
  refuse(): void {
    if (this.#state === 'closed' || this.#state === 'refused') return;
    if (this.#reliable?.isUnderWay !== true) {
      this.close();
      return;
    }
    this.#reliable.stop();
    this.#state = 'refused';
    const { runtime, timers } = this.#context;
    this.#lastTimer = runtime.timers.schedule(64 * timers.t1Ms, InviteUsage.#forget, this);
  }

  /** Ends without BYE: the other end knows already, or no longer knows the dialog. */
  close(): void {
    this.#reliable?.stop();
    this.#answer?.retransmission.stop();
    this.#answer = undefined;
    this.#context.runtime.timers.cancel(this.#lastTimer);
    this.#state = 'closed';
    this.#context.dialogs.remove(this.dialog, this);
  }

  receive(request: SipRequest, transaction: ServerTransaction): boolean {
    this.#isHeard = true;
    if (this.#state === 'refused') {
      this.#receiveLate(request, transaction);
      return true;
    }
    switch (request.method) {
      case 'BYE':
        this.#receiveBye(request, transaction);
        return true;
      case 'PRACK': {
        const acknowledged = this.#reliable?.acknowledge(request);
        // RFC 3262 §3: one that acknowledges nothing.
        if (acknowledged === undefined) transaction.respond(createResponse(request, 481));
        else this.#receiveOffering(request, transaction, acknowledged);
        return true;
      }
      case 'INVITE':
      case 'UPDATE':
        this.#receiveOffering(request, transaction);
        return true;
      default:
        return this.#isOpen && this.owner?.onRequest(request, transaction) === true;
    }
  }

  onStopped(): void {
    this.close();
  }

  onDialogLost(status: number): void {
    if (!this.#isOpen) return;
    this.close();
    this.owner?.onEnded({ kind: 'lost', status });
  }

  /** Responses to BYE: whatever they say, the call is over. */
  onResponse(response: SipResponse): void {
    if (response.status >= 200) this.close();
  }

  onFailure(failure: RequestFailure): void {
    const { timers } = this.#context.runtime;
    // A lost connection: the other end would go on talking to nobody. There is a next one, perhaps.
    this.#byes += 1;
    if (failure.kind !== 'transport' || this.#state !== 'closing' || this.#byes > MAX_BYES) this.close();
    else this.#lastTimer = timers.schedule(BYE_RETRY_MS, InviteUsage.#sayByeAgain, this);
  }

  static readonly #sayByeAgain = (self: InviteUsage): void => self.#sendBye();

  static readonly #forget = (self: InviteUsage): void => self.close();

  get #isOpen(): boolean {
    return this.#state === 'early' || this.#state === 'confirmed';
  }

  #receiveOffering(request: SipRequest, transaction: ServerTransaction, acknowledged?: SipResponse): void {
    if (!this.#isOpen || this.owner === undefined) {
      transaction.respond(createResponse(request, 481));
      return;
    }
    this.owner.onOffering(request, transaction, acknowledged);
  }

  #receiveLate(request: SipRequest, transaction: ServerTransaction): void {
    const isAwaited = request.method === 'PRACK' && this.#reliable?.acknowledge(request) !== undefined;
    transaction.respond(createResponse(request, isAwaited ? 200 : 481));
    if (isAwaited) this.close();
  }

  #receiveBye(request: SipRequest, transaction: ServerTransaction): void {
    transaction.respond(createResponse(request, 200));
    if (this.#isOpen) {
      this.acknowledge();
      this.close();
      this.owner?.onEnded({ kind: 'bye', reason: request.get(Reason) });
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
    const wasOpen = this.#state === 'confirmed';
    this.#state = 'closing';
    this.#sendBye();
    if (wasOpen) this.owner?.onEnded({ kind: 'unacknowledged' });
  }
}
