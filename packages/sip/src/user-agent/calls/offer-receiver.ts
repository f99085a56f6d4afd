import type { InviteUsage } from '../../dialog/invite-usage.ts';
import type { SessionTimer } from '../../dialog/session-timer.ts';
import { NO_PARAMS } from '../../grammar/parameters.ts';
import { createResponse } from '../../message/create-response.ts';
import { RetryAfter } from '../../message/headers/notices.ts';
import { MinSE } from '../../message/headers/session-timer.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import { type OfferAnswer, statusAgainstOffer } from '../../sdp/offer-answer.ts';
import { sdpMediaType } from '../../sdp/session-description.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';
import type { CancelListener, UserAgentCore } from '../core/user-agent-core.ts';
import type { MediaSession } from './media-session.ts';
import { writeMediaWarning } from './media-warning.ts';
import type { Renegotiation } from './renegotiation.ts';
import { sdpOf } from './sdp-of.ts';

/** The session that is offered something. */
export interface OfferReceiverHost {
  readonly core: UserAgentCore;
  readonly usage: InviteUsage;
  readonly media: MediaSession;
  readonly offerAnswer: OfferAnswer;
  readonly timer: SessionTimer;
  readonly renegotiation: Renegotiation;
  readonly isRendered: boolean;
  /** The answer that is only heard so far is the one. */
  commit(): Promise<void>;
  receiveDueAnswer(message: SipRequest): void;
  /** A request has got its 2xx. */
  accepted(request: SipRequest): void;
}

/** Takes INVITE, UPDATE and PRACK within a dialog, with or without an offer (RFC 3261 §14.2, RFC 3311 §5.2, RFC 3262 §5). */
export class OfferReceiver implements CancelListener {
  readonly #host: OfferReceiverHost;
  /** What is not answered yet. */
  readonly #pending = new Set<ServerTransaction>();

  constructor(host: OfferReceiverHost) {
    this.#host = host;
  }

  get isBusy(): boolean {
    return this.#pending.size > 0;
  }

  /** @param acknowledged our response that a PRACK acknowledges */
  receive(request: SipRequest, transaction: ServerTransaction, acknowledged: SipResponse | undefined): void {
    const isAnswer = acknowledged !== undefined && this.#isAnswered(acknowledged, request);
    const isOffer = request.method === 'INVITE' || (!isAnswer && sdpOf(request) !== undefined);
    const refusal = this.#refusal(request, isOffer);
    if (refusal === undefined) {
      this.#pending.add(transaction);
      if (request.method === 'INVITE') this.#host.core.invites.set(transaction, this);
      void this.#answer(request, transaction, isOffer);
      return;
    }
    transaction.respond(refusal);
    if (acknowledged !== undefined) this.#host.usage.prackAnswered();
  }

  /** RFC 3261 §9.2, RFC 6141 §3.8: nothing of what a re-INVITE asks for is done before its 2xx. */
  onCancel(_cancel: SipRequest, invite: ServerTransaction): void {
    this.#terminate(invite);
  }

  /** The session is over: what is pending in the dialog is answered 487 (RFC 3261 §15.1.2). */
  close(): void {
    for (const transaction of this.#pending) this.#terminate(transaction);
  }

  #terminate(transaction: ServerTransaction): void {
    if (this.#settled(transaction)) transaction.respond(createResponse(transaction.request, 487));
  }

  /** @returns whether it still waited for its final response, which is sent now */
  #settled(transaction: ServerTransaction): boolean {
    this.#host.core.invites.delete(transaction);
    return this.#pending.delete(transaction);
  }

  /** A PRACK acknowledges the answer of this end, or answers its offer. @returns whether it answers */
  #isAnswered(acknowledged: SipResponse, prack: SipRequest): boolean {
    if (acknowledged.body === '') return false;
    const { offerAnswer } = this.#host;
    const isAnswer = offerAnswer.state === 'local-offer';
    if (isAnswer) this.#host.receiveDueAnswer(prack);
    else offerAnswer.step('acknowledged');
    return isAnswer;
  }

  #refusal(request: SipRequest, isOffer: boolean): SipResponse | undefined {
    const status = this.#statusAgainst(request, isOffer);
    const minSec = request.method === 'PRACK' ? undefined : this.#host.timer.inspect(request);
    if (status === undefined && minSec === undefined) return undefined;
    const response = createResponse(request, status ?? 422);
    // §14.2: a random time, so that the two ends do not meet again.
    const delaySec = Math.floor(this.#host.core.runtime.random.fraction() * 11);
    if (status === 500) response.set(RetryAfter, { delaySec });
    if (status === undefined && minSec !== undefined) response.set(MinSE, { sec: minSec, params: NO_PARAMS });
    return response;
  }

  #statusAgainst({ method }: SipRequest, isOffer: boolean): number | undefined {
    const { usage, offerAnswer, renegotiation, isRendered } = this.#host;
    for (const { request } of this.#pending) if (request.method === method) return 500;
    if (method === 'INVITE') {
      // The first INVITE is not answered yet: theirs, or ours.
      if (usage.state === 'early') return usage.dialog.role === 'uac' ? 491 : 500;
      if (renegotiation.isInviteUnderWay) return 491;
      // Who sends another INVITE has had the answer to the last one.
      offerAnswer.step('acknowledged');
    }
    if (!isOffer) return undefined;
    return statusAgainstOffer(offerAnswer.state) ?? (isRendered ? undefined : 488);
  }

  async #answer(request: SipRequest, transaction: ServerTransaction, isOffer: boolean): Promise<void> {
    const { core, usage, timer, offerAnswer, renegotiation } = this.#host;
    const isInvite = request.method === 'INVITE';
    let description: string | undefined;
    try {
      if (isOffer) description = await this.#describe(request, transaction);
    } catch (error) {
      core.note(`an offer in ${request.method} could not be answered: ${String(error)}`);
      offerAnswer.step('withdrawn');
      if (this.#settled(transaction)) {
        const refusal = createResponse(request, 488);
        writeMediaWarning(refusal, core, error);
        transaction.respond(refusal);
      }
      renegotiation.advance();
      return;
    }
    if (!this.#settled(transaction)) {
      // It was cancelled, or the session has ended; of an offer of ours nobody has heard.
      renegotiation.withdraw();
      renegotiation.advance();
      return;
    }
    const response = createResponse(request, 200);
    // RFC 3262 §7.1: PRACK refreshes no target.
    if (request.method !== 'PRACK') core.describe(response, request);
    if (request.method !== 'PRACK' && usage.state === 'confirmed') timer.writeAnswer(request, response);
    if (description !== undefined) response.setBody(sdpMediaType, description);
    if (isInvite) usage.answer(transaction, response);
    else transaction.respond(response);
    if (request.method === 'PRACK') usage.prackAnswered();
    this.#host.accepted(request);
    renegotiation.advance();
  }

  /** The answer to their offer; or our offer, when an INVITE has none. */
  async #describe(request: SipRequest, transaction: ServerTransaction): Promise<string> {
    const { media, offerAnswer, renegotiation } = this.#host;
    const sdp = sdpOf(request);
    offerAnswer.step(sdp === undefined ? 'send-offer' : 'receive-offer');
    if (sdp === undefined) return media.offer();
    await this.#host.commit();
    const answer = await media.answer(sdp, () => this.#pending.has(transaction));
    offerAnswer.step(request.method === 'INVITE' ? 'send-invite-answer' : 'send-answer');
    // Both ends have media now that they agree on.
    renegotiation.otherEndOffered();
    return answer;
  }
}
