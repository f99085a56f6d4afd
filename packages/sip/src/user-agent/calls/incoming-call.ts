import type { Dialog, DialogId } from '../../dialog/dialog.ts';
import { InviteUsage } from '../../dialog/invite-usage.ts';
import { RELIABLE } from '../../dialog/reliable-responses.ts';
import { type MediaEndpointFactory, MediaError, type MediaWant } from '../../media/media-endpoint.ts';
import { createResponse } from '../../message/create-response.ts';
import { Contact } from '../../message/headers/addresses.ts';
import { Reason, type ReasonValue, RetryAfter } from '../../message/headers/notices.ts';
import { Expires } from '../../message/headers/numbers.ts';
import { requires, supports } from '../../message/option-tags.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import { InvalidStateError } from '../../runtime/invalid-state-error.ts';
import type { Timer } from '../../runtime/timer-wheel.ts';
import { sdpMediaType, sends, type SessionDescription } from '../../sdp/session-description.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';
import type { EndReason } from '../core/end-reason.ts';
import { reasonOfCancel, reasonOfMedia } from '../core/reason-of.ts';
import { TRICKLE_ICE } from '../core/capabilities.ts';
import type { CancelListener, UserAgentCore } from '../core/user-agent-core.ts';
import type { Call, CallDetails, IncomingCall as IncomingCallInterface, RejectOptions } from './call.ts';
import { CallBase } from './call-base.ts';
import { readCallDetails, writeAnswerMode } from './features/call-headers.ts';
import { writeMediaWarning } from './media-warning.ts';
import { sdpOf } from './sdp-of.ts';
import { Session } from './session.ts';

/** A caller that never cancels is not waited for longer than this. */
const DEFAULT_RING_TIMEOUT_SEC = 180;

/** §13.3.1.1, RFC 3262 §3: progress is told again, lest a proxy gives up. */
const REPEAT_MS = 60_000;
const REPEAT_RELIABLY_MS = 150_000;

const SOUND: MediaWant = { audio: true, video: false };

interface Refusal extends RejectOptions {
  /** Why a description was not taken. */
  readonly error?: unknown;
}

/** A call that someone else places to this user agent (RFC 3261 §13.3). */
export class IncomingCall extends CallBase implements IncomingCallInterface, CancelListener {
  readonly direction = 'incoming';
  readonly details: CallDetails;
  readonly offered: MediaWant;
  readonly #invite: SipRequest;
  readonly #transaction: ServerTransaction;
  /** The session before and after the answer. */
  readonly #session: Session;
  /** Whether early media is sent reliably: the caller knows how to acknowledge it. */
  readonly #canBeReliable: boolean;
  readonly #ringTimer: Timer;
  #repeatTimer: Timer | undefined;
  /** After how long early media is told again to a caller that trickles and has not been heard; 0 when it is not. */
  #hailMs = 0;
  #lastProgress: SipResponse | undefined;
  /** Early media that is being opened. */
  #progressing: Promise<void> | undefined;

  /**
   * @param dialog made of the INVITE; its local tag goes into every response
   * @param offer what the INVITE offers; undefined when the answer is to carry the offer
   * @param claimed the call of ours that it wants to replace or to join
   */
  constructor(
    core: UserAgentCore,
    factory: MediaEndpointFactory,
    transaction: ServerTransaction,
    dialog: Dialog,
    offer: SessionDescription | undefined,
    claimed: Partial<Pick<CallDetails, 'replaces' | 'joins'>>,
    onTerminated: (call: Call) => void,
  ) {
    super(core, factory, dialog.remote, { kind: 'trying' }, onTerminated);
    this.#invite = transaction.request;
    this.#transaction = transaction;
    this.details = readCallDetails(this.#invite, claimed);
    const sdp = sdpOf(this.#invite);
    const firstOffer = sdp === undefined ? ({ by: 'nobody-yet' } as const) : ({ by: 'remote', sdp } as const);
    this.#session = new Session(this, new InviteUsage(core.inviteContext, dialog), firstOffer);
    this.#session.isRendered = true;
    this.#session.farEnd.learn(this.#invite);
    this.#canBeReliable = core.options.reliableProvisionals !== 'off' && supports(this.#invite, RELIABLE);
    this.offered = {
      audio: offer === undefined || sends(offer, 'audio'),
      video: offer === undefined || sends(offer, 'video'),
    };
    core.invites.set(transaction, this);
    const ringSec = core.options.ringTimeoutSec ?? DEFAULT_RING_TIMEOUT_SEC;
    const expiresSec = this.#invite.get(Expires) ?? Infinity;
    const { timers } = core.runtime;
    // §13.3.1: an INVITE that has expired is answered as one that was cancelled.
    this.#ringTimer =
      expiresSec < ringSec
        ? timers.schedule(expiresSec * 1000, IncomingCall.#expire, this)
        : timers.schedule(ringSec * 1000, IncomingCall.#giveUp, this);
  }

  get mediaDialog(): Session {
    return this.#session;
  }

  override get dialogId(): DialogId {
    return this.#session.usage.dialog.id;
  }

  ring(): void {
    if (this.state.kind !== 'trying') return;
    this.#progress(180);
    this.become({ kind: 'early', status: 180, phrase: 'Ringing', earlyMedia: 'none' });
  }

  progress(want: MediaWant = SOUND): Promise<void> {
    if (!this.#isRinging) return Promise.resolve();
    this.#progressing ??= this.#sendEarlyMedia(want);
    return this.#progressing;
  }

  async accept(want: MediaWant): Promise<void> {
    if (!this.#isRinging) return;
    this.become({ kind: 'answering' });
    await this.#progressing;
    let description: string | undefined;
    try {
      await this.mediaSession.open(this.#possible(want));
      if (this.isOver) return;
      description = await this.#session.describe(true);
    } catch (error) {
      // §21.4.18: no device, here and now. §21.4.26: the descriptions do not fit.
      const isIncompatible = error instanceof MediaError && error.kind === 'incompatible';
      this.#refuse(isIncompatible ? 488 : 480, reasonOfMedia(error), isIncompatible ? { error } : {});
      return;
    }
    // RFC 3262 §3: what was described reliably is acknowledged before.
    await new Promise<void>((resolve) => this.#session.usage.whenAnswerable(resolve));
    if (this.isOver) return;
    this.#settle();
    const response = this.#response(200);
    if (description !== undefined) response.setBody(sdpMediaType, description);
    // A call that has not rung was answered by the phone itself.
    writeAnswerMode(response, this.details.answerMode, this.#lastProgress === undefined ? 'auto' : 'manual');
    this.#session.timer.writeAnswer(this.#invite, response);
    this.#session.usage.answer(this.#transaction, response);
    this.establish(this.#session);
  }

  reject(status = 486, options: RejectOptions = {}): void {
    if (!Number.isInteger(status) || status < 300 || status > 699)
      throw new InvalidStateError(`not a refusal: ${status}`);
    const { reason: phrase } = createResponse(this.#invite, status);
    this.#refuse(status, { kind: 'rejected', by: 'local', status, phrase }, options);
  }

  hangUp(reason?: ReasonValue): void {
    if (this.session === undefined) this.reject(603, reason && { reason });
    else this.endSession({ kind: 'hung-up', by: 'local' }, reason);
  }

  leave(why: EndReason): void {
    if (this.session === undefined) this.#refuse(480, why);
    else this.endSession(why);
  }

  /** §9.2: the caller gave up, or another device answered. */
  onCancel(cancel: SipRequest): void {
    this.#refuse(487, reasonOfCancel(cancel));
  }

  onSessionEnded(session: Session, why: EndReason): void {
    if (session === this.session) {
      this.terminate(why);
      return;
    }
    // §15: the caller may end an early dialog with BYE.
    if (why.kind === 'hung-up') this.#refuse(487, { kind: 'cancelled', by: 'remote' });
    // RFC 3262 §3: no PRACK came.
    else this.#refuse(why.kind === 'unacknowledged' ? 504 : 488, why);
  }

  static readonly #expire = (self: IncomingCall): void => {
    self.#refuse(487, { kind: 'timeout', waitedFor: 'answer' });
  };

  static readonly #giveUp = (self: IncomingCall): void => {
    self.#refuse(480, { kind: 'timeout', waitedFor: 'answer' });
  };

  static readonly #repeat = (self: IncomingCall): void => {
    const last = self.#lastProgress;
    if (last === undefined) return;
    // One that was acknowledged is not sent again; another one is (RFC 3262 §3).
    if (requires(last, RELIABLE)) self.#progress(last.status);
    else if (self.#hailMs === 0 || self.#isHailing(last)) self.#send(last);
    else self.#heard(last);
  };

  get #isRinging(): boolean {
    return this.state.kind === 'trying' || this.state.kind === 'early';
  }

  /** RFC 3262 §3: the caller takes no provisional response that is not reliable. */
  get #mustBeReliable(): boolean {
    return this.#canBeReliable && requires(this.#invite, RELIABLE);
  }

  /** A picture is sent only where the caller has made room for one; who was put on hold already stays so. */
  #possible(want: MediaWant): MediaWant {
    const { hold = false } = this.mediaSession.want;
    return { hold, ...want, video: want.video && this.offered.video };
  }

  async #sendEarlyMedia(want: MediaWant): Promise<void> {
    let description: string | undefined;
    try {
      await this.mediaSession.open(this.#possible(want));
      if (this.isOver) return;
      description = await this.#session.describe(this.#canBeReliable);
    } catch (error) {
      this.core.note(`early media cannot be sent: ${String(error)}`);
      return;
    }
    if (this.isOver) return;
    this.#progress(183, description);
    const { kind } = this.state;
    if (kind === 'trying' || kind === 'early') {
      const earlyMedia = description === undefined ? 'none' : 'rendered';
      this.become({ kind: 'early', status: 183, phrase: 'Session Progress', earlyMedia });
    }
  }

  /** Tells the caller that something happens. */
  #progress(status: number, description?: string): void {
    const response = this.#response(status);
    if (description !== undefined) response.setBody(sdpMediaType, description);
    if (!this.#mustBeReliable && (description === undefined || !this.#canBeReliable)) {
      this.#hailMs = this.#isHailing(response) ? this.core.timers.t1Ms : 0;
      this.#send(response);
    } else if (description === undefined && !this.#session.hasDescribed) {
      // RFC 3262 §5: the first reliable response would have to carry an offer, and no devices are open yet.
      this.core.note(`${status} is not sent: the caller wants it to be reliable, and to carry an offer`);
    } else {
      this.#session.usage.sendReliably(this.#transaction, response);
      this.#repeatLater(response, REPEAT_RELIABLY_MS);
    }
  }

  #send(response: SipResponse): void {
    this.#transaction.respond(response);
    this.#repeatLater(response, Math.min(this.#hailMs || REPEAT_MS, REPEAT_MS));
    this.#hailMs *= 2;
  }

  /** The caller has the early media. */
  #heard(last: SipResponse): void {
    this.#hailMs = 0;
    this.#repeatLater(last, REPEAT_MS);
  }

  /** RFC 8840 §4.3.2: an answer that nothing acknowledges is said again, until INFO shows that it has come. */
  #isHailing({ body }: SipResponse): boolean {
    const { usage, farEnd } = this.#session;
    return body !== '' && farEnd.supports(TRICKLE_ICE) && !usage.isKnownToOtherEnd;
  }

  #repeatLater(response: SipResponse, delayMs: number): void {
    const { timers } = this.core.runtime;
    this.#lastProgress = response;
    timers.cancel(this.#repeatTimer);
    this.#repeatTimer = timers.schedule(delayMs, IncomingCall.#repeat, this);
  }

  #refuse(status: number, why: EndReason, options: Refusal = {}): void {
    if (this.isOver || this.session !== undefined) return;
    this.#settle();
    this.#transaction.respond(this.#refusal(status, options));
    this.#session.end();
    this.#session.usage.refuse();
    this.terminate(why);
  }

  /** The INVITE gets its final response. */
  #settle(): void {
    const { timers } = this.core.runtime;
    timers.cancel(this.#ringTimer);
    timers.cancel(this.#repeatTimer);
    this.core.invites.delete(this.#transaction);
  }

  #refusal(status: number, { reason, contacts, retryAfterSec, error }: Refusal): SipResponse {
    const response = this.#response(status);
    if (error !== undefined) writeMediaWarning(response, this.core, error);
    if (reason !== undefined) response.set(Reason, reason);
    if (contacts !== undefined) response.setAll(Contact, contacts);
    if (retryAfterSec !== undefined) response.set(RetryAfter, { delaySec: retryAfterSec });
    return response;
  }

  #response(status: number): SipResponse {
    const response = createResponse(this.#invite, status, undefined, this.#session.usage.dialog.id.localTag);
    if (status >= 300) return response;
    this.core.describe(response, this.#invite);
    return response;
  }
}
