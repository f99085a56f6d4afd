import { RELIABLE } from '../../dialog/reliable-responses.ts';
import type { RequestFailure, RequestObserver, SentRequest } from '../../dialog/request-sender.ts';
import { writeSessionTimer } from '../../dialog/session-timer.ts';
import { nameAddr, tag } from '../../grammar/name-addr.ts';
import type { Uri } from '../../grammar/uri.ts';
import { requestTarget } from '../../grammar/uri-headers.ts';
import type { MediaEndpointFactory } from '../../media/media-endpoint.ts';
import { To } from '../../message/headers/addresses.ts';
import { CSeq } from '../../message/headers/cseq.ts';
import type { ReasonValue } from '../../message/headers/notices.ts';
import { MinSE } from '../../message/headers/session-timer.ts';
import { Require } from '../../message/headers/words.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import type { Timer } from '../../runtime/timer-wheel.ts';
import { sdpMediaType } from '../../sdp/session-description.ts';
import type { EndReason } from '../core/end-reason.ts';
import { reasonOfFailure, reasonOfMedia, reasonOfResponse, writtenReason } from '../core/reason-of.ts';
import type { CSeqCounter } from '../core/request-exchange.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';
import type { Call, CallDetails, OutgoingCall as OutgoingCallInterface } from './call.ts';
import { CallBase } from './call-base.ts';
import type { CallOptions } from './call-options.ts';
import { readCallDetails, writeCallOptions } from './features/call-headers.ts';
import { carryUriHeaders } from './features/uri-headers.ts';
import { Forks } from './forks.ts';
import { Redirection, redirectInvite } from './redirection.ts';
import type { Session } from './session.ts';
import { sessionTimerSettings } from './session-timer-settings.ts';

const DEFAULT_RING_TIMEOUT_SEC = 180;

/** More 422 than these to one call are not followed. */
const MAX_RAISES = 3;

/** A call that this user agent places (RFC 3261 §13.2). */
export class OutgoingCall extends CallBase implements OutgoingCallInterface, RequestObserver {
  readonly direction = 'outgoing';
  readonly details: CallDetails;
  readonly #to: Uri;
  readonly #options: CallOptions;
  /** The INVITE as it was sent first; it gets its offer when devices are open. */
  readonly #request: SipRequest;
  readonly #counter = countFrom(1);
  /** Set by the first 3xx. */
  #redirection: Redirection | undefined;
  #forks: Forks;
  #minSessionSec: number;
  #raises = 0;
  #sent: SentRequest | undefined;
  #ringTimer: Timer | undefined;

  constructor(
    core: UserAgentCore,
    factory: MediaEndpointFactory,
    to: Uri,
    options: CallOptions,
    onTerminated: (call: Call) => void,
  ) {
    super(core, factory, nameAddr(to), { kind: 'preparing' }, onTerminated);
    this.#to = to;
    this.#options = options;
    this.#request = core.createRequest('INVITE', requestTarget(to));
    carryUriHeaders(this.#request, to);
    writeCallOptions(this.#request, options);
    this.details = readCallDetails(this.#request);
    this.#minSessionSec = sessionTimerSettings(core.options).minSec;
    this.#forks = this.#newForks();
    void this.#invite();
  }

  get mediaDialog(): Session | undefined {
    return this.session ?? this.#forks.rendered;
  }

  /** CANCEL or BYE. A 2xx that comes nevertheless is acknowledged and its dialog ended. */
  hangUp(reason?: ReasonValue): void {
    this.#leave({ kind: 'hung-up', by: 'local' }, { kind: 'cancelled', by: 'local' }, reason);
  }

  leave(why: EndReason): void {
    this.#leave(why, why);
  }

  onResponse(response: SipResponse, request: SipRequest): void {
    if (response.status < 200) this.#progress(response, request);
    else if (response.status < 300) this.#accepted(response, request);
    else if (response.status === 422 && this.#raiseInterval(response)) void this.#sendAgain(this.#numbered(request));
    else this.#branchFailed(reasonOfResponse(response), response);
  }

  onFailure(failure: RequestFailure): void {
    this.#branchFailed(reasonOfFailure(failure));
  }

  onSessionEnded(session: Session, why: EndReason): void {
    if (session === this.session) {
      this.terminate(why);
      return;
    }
    this.#forks.drop(session);
    // What fails here would fail after the answer too; a fork that ended by itself leaves the others.
    if (why.kind !== 'media' || session !== this.#forks.rendered || !this.#isOpen) return;
    this.#cancel(why, writtenReason(why));
  }

  protected override terminate(why: EndReason): void {
    // Before the answer, forks are waited for until the INVITE has its final response.
    if (this.session !== undefined) this.#forks.close();
    super.terminate(why);
  }

  async #invite(): Promise<void> {
    let offer: string | undefined;
    try {
      await this.mediaSession.open(this.#options.media);
      if (this.#options.lateOffer !== true) offer = await this.mediaSession.offer();
    } catch (error) {
      this.terminate(reasonOfMedia(error));
      return;
    }
    if (this.isOver) return;
    const { core } = this;
    const request = this.#request;
    core.describe(request);
    if (core.options.reliableProvisionals === 'required') request.append(Require, RELIABLE);
    this.#writeInterval(request);
    if (offer !== undefined) request.setBody(sdpMediaType, offer);
    const ringMs = (core.options.ringTimeoutSec ?? DEFAULT_RING_TIMEOUT_SEC) * 1000;
    this.#ringTimer = core.runtime.timers.schedule(ringMs, OutgoingCall.#giveUp, this);
    this.become({ kind: 'trying' });
    this.#sent = core.send(request, this, this.#counter);
  }

  /** The INVITE goes out once more, changed: another branch of the same call. */
  async #sendAgain(request: SipRequest): Promise<void> {
    const isBound = this.#forks.rendered !== undefined;
    this.#forks.close();
    this.#forks = this.#newForks();
    this.#writeInterval(request);
    try {
      // An endpoint that has heard one answer takes no other one.
      if (isBound && this.#options.lateOffer !== true)
        request.setBody(sdpMediaType, await this.mediaSession.offer('anew'));
    } catch (error) {
      this.#over(reasonOfMedia(error));
      return;
    }
    if (this.isOver) return;
    this.#sent = this.core.send(request, this, this.#counter);
  }

  /** §8.1.3.4: the INVITE goes to the next address that a redirection named, when there is one. */
  #branchFailed(why: EndReason, response?: SipResponse): void {
    const status = response?.status ?? 0;
    if (response !== undefined && (status === 416 || (status < 400 && this.#options.redirect !== 'ask'))) {
      this.#redirection ??= new Redirection(this.#to, this.core.options.aor.host);
      this.#redirection.follow(response);
    }
    // §21.6: a global failure holds for every address.
    const target = this.#isOpen && status < 600 ? this.#redirection?.next() : undefined;
    if (target === undefined) this.#over(why);
    else void this.#sendAgain(redirectInvite(this.#request, target, this.#counter.nextCSeq()));
  }

  #progress(response: SipResponse, request: SipRequest): void {
    const { status, reason: phrase } = response;
    const to = response.get(To);
    if (status === 100 || to === undefined || tag(to) === undefined) {
      if (this.#isOpen && this.state.kind !== 'early') this.become({ kind: 'proceeding', status, phrase });
      return;
    }
    const session = this.#forks.receiveProvisional(response, request);
    if (session === undefined || !this.#isOpen) return;
    const { rendered } = this.#forks;
    const isHeard = rendered?.hasEarlyMedia === true && !rendered.isEnded;
    // RFC 6228 §4: nothing rings because of it.
    if (status === 199 && this.state.kind !== 'early') return;
    const progress = status === 199 && this.state.kind === 'early' ? this.state : { status, phrase };
    this.become({
      kind: 'early',
      status: progress.status,
      phrase: progress.phrase,
      earlyMedia: isHeard ? 'rendered' : 'none',
    });
  }

  /** §13.2.2.4: every 2xx is acknowledged on its own dialog. The first one makes the call, the others are ended. */
  #accepted(response: SipResponse, request: SipRequest): void {
    const session = this.#forks.receiveAnswer(response, request);
    if (session === undefined) return;
    if (!this.#isOpen) {
      if (!this.isOver) this.core.note('a second answer to the call was acknowledged and ended');
      session.decline(response);
      // After a 2xx, no final response to the INVITE tells of the others.
      if (this.isOver) this.#forks.close();
      return;
    }
    this.core.runtime.timers.cancel(this.#ringTimer);
    this.session = session;
    session.confirm(response, this.#forks.choose(session));
    if (!this.isOver) this.establish(session);
  }

  /** Neither answered nor over. */
  get #isOpen(): boolean {
    return this.session === undefined && !this.isOver;
  }

  #leave(established: EndReason, early: EndReason, reason?: ReasonValue): void {
    if (this.isOver) return;
    if (this.session === undefined) this.#cancel(early, reason);
    else this.endSession(established, reason);
  }

  #cancel(why: EndReason, reason?: ReasonValue): void {
    this.core.runtime.timers.cancel(this.#ringTimer);
    this.#sent?.cancel(reason);
    this.terminate(why);
  }

  /** The INVITE has failed. */
  #over(why: EndReason): void {
    this.core.runtime.timers.cancel(this.#ringTimer);
    this.#forks.close();
    if (this.session === undefined) this.terminate(why);
  }

  /** RFC 4028 §7.3. @returns whether to ask again */
  #raiseInterval(response: SipResponse): boolean {
    const minSec = response.get(MinSE)?.sec ?? 0;
    if (!this.#isOpen || minSec <= this.#minSessionSec || this.#raises === MAX_RAISES) return false;
    this.#raises += 1;
    this.#minSessionSec = minSec;
    return true;
  }

  #numbered(request: SipRequest): SipRequest {
    request.set(CSeq, { number: this.#counter.nextCSeq(), method: request.method });
    return request;
  }

  #writeInterval(request: SipRequest): void {
    const { expiresSec } = sessionTimerSettings(this.core.options);
    if (expiresSec > 0) writeSessionTimer(request, expiresSec, this.#minSessionSec);
  }

  #newForks(): Forks {
    const by = this.#options.lateOffer === true ? 'nobody-yet' : 'local';
    return new Forks(this, { by }, this.#minSessionSec);
  }

  static readonly #giveUp = (self: OutgoingCall): void => {
    if (self.#isOpen) self.#cancel({ kind: 'timeout', waitedFor: 'answer' });
  };
}

/** The numbers of the INVITE and of all that repeats it. */
function countFrom(first: number): CSeqCounter {
  let number = first;
  return {
    nextCSeq() {
      number += 1;
      return number;
    },
  };
}
