import type { InviteUsage, InviteUsageEnd, InviteUsageOwner } from '../../dialog/invite-usage.ts';
import { SessionTimer, type SessionTimerOwner } from '../../dialog/session-timer.ts';
import type { ReasonValue } from '../../message/headers/notices.ts';
import type { SipMessage } from '../../message/sip-message.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import { OfferAnswer } from '../../sdp/offer-answer.ts';
import { refuseOffer } from '../../sdp/refuse-offer.ts';
import { sdpMediaType } from '../../sdp/session-description.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';
import type { EndReason } from '../core/end-reason.ts';
import { reasonOfMedia, writtenReason } from '../core/reason-of.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';
import { FarEnd } from './far-end.ts';
import type { MediaSession } from './media-session.ts';
import { OfferReceiver, type OfferReceiverHost } from './offer-receiver.ts';
import { Renegotiation, type RenegotiationHost } from './renegotiation.ts';
import { sdpOf } from './sdp-of.ts';
import { sessionTimerSettings } from './session-timer-settings.ts';
import type { Wishes } from './wishes.ts';

/** The call that a session belongs to. */
export interface SessionOwner {
  readonly core: UserAgentCore;
  readonly mediaSession: MediaSession;
  readonly wishes: Wishes;
  /** A request that is not about the session. @returns false when it is not taken */
  onRequest(request: SipRequest, transaction: ServerTransaction): boolean;
  /** The dialog, or what is known of the other end, is further than it was. */
  onSessionProgress(): void;
  /** It was ended by the other end, or by a failure. */
  onSessionEnded(session: Session, why: EndReason): void;
}

/** Who offers first: the caller in its INVITE, or the callee in its first reliable response (RFC 3261 §13.2.1). */
export type FirstOffer =
  | { readonly by: 'local' }
  | { readonly by: 'remote'; readonly sdp: string }
  | { readonly by: 'nobody-yet' };

/** Where the first exchange of offer and answer stands. The ones that follow wait for its end. */
type FirstExchange = 'not-begun' | 'begun' | 'done';

const STATES = { local: 'local-offer', remote: 'remote-offer', 'nobody-yet': 'stable' } as const;

/**
 * The session of one dialog, from its first provisional response to BYE: offer and answer wherever they may be (RFC 6337 §2),
 * and the session timer. Several forks of a call have a session each and share its media: only the one that is rendered uses
 * it (D10).
 */
export class Session implements InviteUsageOwner, RenegotiationHost, OfferReceiverHost, SessionTimerOwner {
  readonly core: UserAgentCore;
  readonly usage: InviteUsage;
  readonly media: MediaSession;
  readonly wishes: Wishes;
  readonly offerAnswer: OfferAnswer;
  readonly farEnd = new FarEnd();
  readonly timer: SessionTimer;
  readonly renegotiation: Renegotiation;
  /** Whether the media of the call is this session's. */
  isRendered = false;
  /** Whether an answer came in a response that nothing acknowledges. */
  isAnsweredUnreliably = false;
  readonly #owner: SessionOwner;
  readonly #receiver: OfferReceiver;
  readonly #firstOffer: FirstOffer;
  #first: FirstExchange;
  /**
   * A first answer that is not the last word: ours, which was in a response that nobody acknowledges and is said again, or
   * theirs, which is heard while another fork may still answer.
   */
  #early: string | undefined;
  /** Descriptions that are being applied. */
  #applying = 0;
  #isEnded = false;

  /** @param minSec the shortest session interval, when a 422 has raised it */
  constructor(owner: SessionOwner, usage: InviteUsage, firstOffer: FirstOffer, minSec?: number) {
    const { core, mediaSession, wishes } = owner;
    this.core = core;
    this.usage = usage;
    this.media = mediaSession;
    this.wishes = wishes;
    this.offerAnswer = new OfferAnswer(STATES[firstOffer.by]);
    this.timer = new SessionTimer(core.runtime, sessionTimerSettings(core.options), this, minSec);
    this.renegotiation = new Renegotiation(this);
    this.#owner = owner;
    this.#receiver = new OfferReceiver(this);
    this.#firstOffer = firstOffer;
    this.#first = firstOffer.by === 'nobody-yet' ? 'not-begun' : 'begun';
    usage.owner = this;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  get isReady(): boolean {
    const isFree = !this.#receiver.isBusy && this.#applying === 0 && !this.usage.isSettling;
    const isAgreed = this.#first === 'done' && this.offerAnswer.state === 'stable';
    return isFree && isAgreed && this.isRendered && !this.#isEnded;
  }

  /** Whether the INVITE or a response to it has had a description. */
  get hasDescribed(): boolean {
    return this.#first !== 'not-begun';
  }

  /** Whether the other end has described itself before its answer. */
  get hasEarlyMedia(): boolean {
    return this.#early !== undefined || this.#first === 'done';
  }

  /**
   * What the next response of this end to the first INVITE is to carry: the answer, the offer when the INVITE had none, or
   * nothing when both are known. Rejects with `MediaError` only.
   * @param isReliable whether PRACK or ACK will follow
   */
  async describe(isReliable: boolean): Promise<string | undefined> {
    if (this.#firstOffer.by === 'remote' && this.#first === 'begun') {
      this.#early ??= await this.media.answer(this.#firstOffer.sdp);
      if (!isReliable) return this.#early;
      this.#first = 'done';
      this.offerAnswer.step('send-invite-answer');
      return this.#early;
    }
    if (this.#first !== 'not-begun' || !isReliable) return undefined;
    this.#first = 'begun';
    this.offerAnswer.step('send-offer');
    return this.media.offer();
  }

  /**
   * A provisional response to an INVITE of ours, the first one or a later one.
   * @returns false when it is repeated or came before its turn, and is not looked at
   */
  receiveProvisional(response: SipResponse): boolean {
    const { usage, offerAnswer } = this;
    const kind = usage.takeProvisional(response);
    if (kind === 'ignored') return false;
    this.#learn(response);
    // RFC 6141 §4.7
    if (kind === 'reliable') usage.dialog.refreshTarget(response);
    const sdp = sdpOf(response);
    if (sdp !== undefined && usage.state !== 'early') {
      if (kind === 'reliable' && offerAnswer.state === 'local-offer') this.receiveAnswer(sdp);
    } else if (sdp !== undefined && this.#first === 'begun') {
      this.#hear(sdp);
      this.isAnsweredUnreliably ||= kind === 'unreliable';
      if (kind === 'reliable') this.#firstAnswered();
      else this.#owner.onSessionProgress();
    } else if (sdp !== undefined && this.#first === 'not-begun' && kind === 'reliable') {
      void this.#answerFirst(sdp, (edit) => usage.acknowledgeProvisional(response, edit));
      return true;
    }
    if (kind === 'reliable') usage.acknowledgeProvisional(response);
    return true;
  }

  /**
   * The first 2xx to the INVITE of this end: acknowledges it, and brings offer and answer to an end.
   * @param isFree whether the media of the call is not bound to another fork
   */
  confirm(response: SipResponse, isFree: boolean): void {
    this.#learn(response);
    this.timer.readAnswer(response);
    const sdp = sdpOf(response);
    if (this.#first === 'not-begun' && sdp !== undefined) {
      void this.#answerFirst(sdp, (edit) => this.usage.acknowledge(edit));
      return;
    }
    this.usage.acknowledge();
    // An answer that was given in a provisional response need not be repeated; one given reliably is not to be looked at again.
    if (this.#first === 'begun') this.#early = sdp ?? this.#early;
    if (this.#first === 'not-begun' || (this.#first === 'begun' && this.#early === undefined)) {
      this.fail({ kind: 'incompatible', cause: 'the call was answered without a session description' });
      return;
    }
    this.#firstAnswered();
    if (isFree) {
      void this.commit().then(() => this.renegotiation.advance());
      return;
    }
    // D10: the endpoint is bound to the fork that was rendered, and another one answered.
    this.#early = undefined;
    this.renegotiation.restart('anew');
  }

  /** A 2xx that nobody wants any more: it is acknowledged, and the dialog ended. */
  decline(response: SipResponse): void {
    const sdp = this.#first === 'not-begun' ? sdpOf(response) : undefined;
    this.usage.acknowledge(sdp === undefined ? undefined : (ack) => ack.setBody(sdpMediaType, refuseOffer(sdp)));
    this.end();
  }

  async commit(): Promise<void> {
    const answer = this.#early;
    if (this.#firstOffer.by !== 'local' || answer === undefined) return;
    this.#early = undefined;
    await this.#apply(answer);
  }

  receiveAnswer(sdp: string): void {
    this.#first = 'done';
    this.offerAnswer.step('receive-answer');
    void this.#apply(sdp).then(() => {
      this.wishes.agreed();
      this.renegotiation.advance();
    });
  }

  /** An answer that had to come in this message. */
  receiveDueAnswer(message: SipRequest): void {
    const sdp = sdpOf(message);
    if (sdp !== undefined) this.receiveAnswer(sdp);
    else this.fail({ kind: 'incompatible', cause: `the ${message.method} has no answer to our offer` });
  }

  onOffering(request: SipRequest, transaction: ServerTransaction, acknowledged?: SipResponse): void {
    this.#receiver.receive(request, transaction, acknowledged);
    this.#owner.onSessionProgress();
  }

  /** RFC 6141 §4, RFC 6086 §5.2.4: what is refused says nothing of where the other end is, and what it can do. */
  accepted(request: SipRequest): void {
    if (request.method !== 'PRACK') this.usage.dialog.refreshTarget(request);
    this.#learn(request);
  }

  onAck(ack: SipRequest): void {
    if (this.offerAnswer.state === 'local-offer') this.receiveDueAnswer(ack);
    else this.offerAnswer.step('acknowledged');
    this.renegotiation.advance();
    this.#owner.onSessionProgress();
  }

  onPrackAnswered(): void {
    this.renegotiation.advance();
  }

  onRequest(request: SipRequest, transaction: ServerTransaction): boolean {
    return this.#owner.onRequest(request, transaction);
  }

  onEnded(end: InviteUsageEnd): void {
    if (this.#isEnded) return;
    this.#finish();
    this.#owner.onSessionEnded(this, reasonOfEnd(end));
  }

  refreshSession(): void {
    this.renegotiation.refresh();
  }

  sessionExpired(): void {
    this.fail({ kind: 'lost', status: 408 });
  }

  /** Ends it: an early dialog just goes, a confirmed one gets BYE. */
  end(reason?: ReasonValue): void {
    if (this.#isEnded) return;
    this.#finish();
    this.usage.end(reason);
  }

  fail(why: EndReason): void {
    if (this.#isEnded) return;
    this.end(writtenReason(why));
    this.#owner.onSessionEnded(this, why);
  }

  /** An answer in a provisional response: it is played, and a failure of that costs the early media only. */
  #hear(sdp: string): void {
    if (this.#early !== undefined) return;
    this.#early = sdp;
    if (!this.isRendered) return;
    this.media.preview(sdp).catch((error: unknown) => {
      this.core.note(`early media cannot be played: ${String(error)}`);
    });
  }

  #learn(message: SipMessage): void {
    this.farEnd.learn(message);
    this.#owner.onSessionProgress();
  }

  #firstAnswered(): void {
    if (this.#first === 'begun') this.offerAnswer.step('receive-answer');
    this.#first = 'done';
  }

  /** The other end offers first. @param send acknowledges its response, with our answer */
  async #answerFirst(sdp: string, send: (edit: (request: SipRequest) => void) => void): Promise<void> {
    this.#first = 'done';
    this.offerAnswer.step('receive-offer');
    this.#applying += 1;
    let answer: string;
    try {
      // A fork that is not rendered gets no media, until it answers and is offered some.
      answer = this.isRendered ? await this.media.answer(sdp) : refuseOffer(sdp);
    } catch (error) {
      // RFC 3261 §13.2.2.4: an answer is due even when nothing of the offer can be used.
      if (!this.#isEnded) send((request) => request.setBody(sdpMediaType, refuseOffer(sdp)));
      this.fail(reasonOfMedia(error));
      return;
    }
    this.#applying -= 1;
    this.offerAnswer.step('send-answer');
    if (this.#isEnded) return;
    send((request) => request.setBody(sdpMediaType, answer));
    this.renegotiation.advance();
  }

  async #apply(answer: string): Promise<void> {
    this.#applying += 1;
    try {
      await this.media.applyAnswer(answer);
    } catch (error) {
      this.fail(reasonOfMedia(error));
    } finally {
      this.#applying -= 1;
    }
  }

  #finish(): void {
    this.#isEnded = true;
    this.timer.stop();
    this.renegotiation.close();
    this.#receiver.close();
  }
}

function reasonOfEnd(end: InviteUsageEnd): EndReason {
  switch (end.kind) {
    case 'bye':
      return { kind: 'hung-up', by: 'remote', ...(end.reason === undefined ? {} : { reason: end.reason }) };
    case 'unacknowledged':
    case 'lost':
      return end;
  }
}
