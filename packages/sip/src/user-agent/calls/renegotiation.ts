import { failureScope } from '../../dialog/failure-scope.ts';
import type { InviteUsage } from '../../dialog/invite-usage.ts';
import type { RequestFailure, RequestObserver, SentRequest } from '../../dialog/request-sender.ts';
import type { SessionTimer } from '../../dialog/session-timer.ts';
import { RetryAfter } from '../../message/headers/notices.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import type { MediaWant } from '../../media/media-endpoint.ts';
import type { Timer } from '../../runtime/timer-wheel.ts';
import type { OfferAnswer } from '../../sdp/offer-answer.ts';
import { sdpMediaType } from '../../sdp/session-description.ts';
import type { EndReason } from '../core/end-reason.ts';
import { reasonOfFailure, reasonOfMedia } from '../core/reason-of.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';
import type { ChangeOutcome } from './call.ts';
import type { FarEnd } from './far-end.ts';
import type { MediaSession } from './media-session.ts';
import { sdpOf } from './sdp-of.ts';
import type { Wishes } from './wishes.ts';

/** When the other end is away, or asks for a pause without saying how long, in ms; twice as long each time. */
const RETRY_MS = 2000;

/** A change that is put off more often than this in a row is given up: some eight minutes, while the other end is away. */
const MAX_TRIES = 12;

/** A re-INVITE that somebody works on for longer is taken back, in ms; proxies wait as long (RFC 3261 §16.6, timer C). */
const PATIENCE_MS = 180_000;

/** When a request that found no connection is tried again at the latest, in ms. */
const STALLED_MS = 30_000;

/** When a refused refresh of the session is tried again, in ms. */
const REFRESH_RETRY_MS = 10_000;

/** The longest that a change is put off, also by Retry-After, in ms. */
const MAX_RETRY_MS = 60_000;

/** The other end is away for now, or a server on the way is: an edge says so while a phone reconnects (RFC 5626 §5.3). */
const AWAY: ReadonlySet<number> = new Set([430, 480, 503]);

/** The session that is renegotiated. */
export interface RenegotiationHost {
  readonly core: UserAgentCore;
  readonly usage: InviteUsage;
  readonly media: MediaSession;
  readonly wishes: Wishes;
  readonly offerAnswer: OfferAnswer;
  readonly farEnd: FarEnd;
  readonly timer: SessionTimer;
  readonly isEnded: boolean;
  /** Whether offer/answer and the requests of the other end permit a request of ours now. */
  readonly isReady: boolean;
  /** The answer that is only heard so far is the one. */
  commit(): Promise<void>;
  receiveProvisional(response: SipResponse): void;
  receiveAnswer(sdp: string): void;
  /** The call cannot go on. */
  fail(why: EndReason): void;
}

type Method = 'INVITE' | 'UPDATE';

/** What a request of ours is to bring about. */
interface Due {
  /** Undefined without an offer. */
  readonly restart: Restart | undefined;
  readonly isRefresh: boolean;
  /** What was in force when the offer was made; undefined when it is to bring that back. */
  readonly before: MediaWant | undefined;
}

type Phase =
  | { readonly kind: 'idle' }
  /** A request of ours is being made or is out. */
  | { readonly kind: 'under-way'; readonly method: Method; readonly due: Due }
  /** It has to wait for a while. */
  | { readonly kind: 'waiting'; readonly timer: Timer }
  /** It waits for a connection, and tries for itself when nobody tells of one. */
  | { readonly kind: 'stalled'; readonly timer: Timer };

/** Why an offer is due that changes nothing of what is wanted: `ice` looks for a new path, `anew` takes a new endpoint. */
export type Restart = 'none' | 'plain' | 'ice' | 'anew';

/** The stronger one counts. */
const STRENGTH: Readonly<Record<Restart, number>> = { none: 0, plain: 1, ice: 2, anew: 3 };

/**
 * RFC 3261 §14.1: how long an end waits after a 491, in steps of 10 ms.
 * @param role who made the Call-ID (`uac`) waits 2.1 to 4 s, the other end up to 2 s
 * @param fraction random, from 0 to less than 1
 */
export function glareDelayMs(role: 'uac' | 'uas', fraction: number): number {
  return role === 'uac' ? 2100 + 10 * Math.floor(fraction * 191) : 10 * Math.floor(fraction * 201);
}

const IDLE: Phase = { kind: 'idle' };

/**
 * Changes a session by re-INVITE or UPDATE (RFC 3261 §14.1, RFC 3311). It looks at what is wanted, not at what was asked for:
 * as soon as offer/answer, transactions and the connection permit, what is in force is made what is wanted.
 */
export class Renegotiation implements RequestObserver {
  readonly #host: RenegotiationHost;
  #phase: Phase = IDLE;
  #restart: Restart = 'none';
  #isRefreshDue = false;
  /** The last request got a 500 that says nothing. */
  #isSecondTry = false;
  /** How often the change was put off. */
  #tries = 0;
  /** The next offer brings back what was in force before the last one. */
  #isUndoing = false;
  #sent: SentRequest | undefined;
  #patience: Timer | undefined;

  constructor(host: RenegotiationHost) {
    this.#host = host;
  }

  /** Whether an INVITE of ours has no final response yet. */
  get isInviteUnderWay(): boolean {
    return this.#phase.kind === 'under-way' && this.#phase.method === 'INVITE';
  }

  /** Offers anew although nothing else is wanted. */
  restart(restart: Restart): void {
    if (STRENGTH[restart] > STRENGTH[this.#restart]) this.#restart = restart;
    this.advance();
  }

  /** RFC 4028 §10: the session timer wants a sign of life. */
  refresh(): void {
    this.#isRefreshDue = true;
    this.advance();
  }

  /** The other end has offered, and both agree now: a new path needs no offer of ours any more. */
  otherEndOffered(): void {
    this.#restart = 'none';
  }

  /** There may be a connection again. */
  flowRestored(): void {
    if (this.#phase.kind !== 'stalled') return;
    this.#host.core.runtime.timers.cancel(this.#phase.timer);
    this.#phase = IDLE;
    this.advance();
  }

  /** Something has changed: sends what is due and permitted. */
  advance(): void {
    const { media, usage, farEnd, wishes, isReady } = this.#host;
    if (this.#phase.kind !== 'idle' || !isReady) return;
    const isEarly = usage.state === 'early';
    const isOffering = this.#restart !== 'none' || !media.isAsWanted || !(isEarly || media.isAgreed);
    if (!isOffering) wishes.fulfilled();
    if (!isOffering && !this.#isRefreshDue) return;
    const canUpdate = farEnd.allows('UPDATE');
    if (isEarly) {
      // RFC 3311 §5.1. What is not possible yet is done after the answer.
      if (isOffering && canUpdate) void this.#send('UPDATE', true);
    } else if (isOffering || !canUpdate) {
      // §5.1: re-INVITE, since the other end may have to ask a person.
      void this.#send('INVITE', true);
    } else {
      void this.#send('UPDATE', false);
    }
  }

  /** The session is over. An INVITE that the other end has not decided yet would wait for ever. */
  close(): void {
    if (this.isInviteUnderWay) this.#sent?.cancel();
    this.#settle();
    if (this.#phase.kind === 'waiting' || this.#phase.kind === 'stalled')
      this.#host.core.runtime.timers.cancel(this.#phase.timer);
    this.#phase = IDLE;
  }

  onResponse(response: SipResponse, request: SipRequest): void {
    const { usage, farEnd, timer, isEnded } = this.#host;
    const { method } = request;
    if (response.status < 200) {
      if (method === 'INVITE') this.#host.receiveProvisional(response);
      return;
    }
    if (response.status >= 300) {
      this.#settle();
      if (!isEnded) this.#refused(response);
      return;
    }
    if (method === 'INVITE') {
      if (!usage.takeAnswer(response, request)) return;
      usage.acknowledge();
    } else {
      usage.dialog.refreshTarget(response);
    }
    this.#settle();
    if (isEnded) return;
    farEnd.learn(response);
    if (usage.state === 'confirmed') timer.readAnswer(response);
    this.#accepted(response);
  }

  onFailure(failure: RequestFailure): void {
    this.#settle();
    if (this.#host.isEnded) return;
    switch (failure.kind) {
      case 'transport':
        // The call outlives the connection.
        this.#postpone();
        this.#phase = {
          kind: 'stalled',
          timer: this.#host.core.runtime.timers.schedule(STALLED_MS, Renegotiation.#goOn, this),
        };
        return;
      case 'timeout':
        this.#lost(408);
        return;
      case 'authentication':
        this.#giveUp(reasonOfFailure(failure));
    }
  }

  async #send(method: Method, isOffering: boolean): Promise<void> {
    const { core, usage, media, wishes, offerAnswer, timer } = this.#host;
    const restart = isOffering ? this.#restart : undefined;
    const before = this.#isUndoing ? undefined : media.described;
    this.#phase = { kind: 'under-way', method, due: { restart, isRefresh: this.#isRefreshDue, before } };
    this.#isRefreshDue = false;
    this.#isUndoing = false;
    let offer: string | undefined;
    if (restart !== undefined) {
      this.#restart = 'none';
      offerAnswer.step('send-offer');
      wishes.offered();
      try {
        await this.#host.commit();
        offer = await media.offer(restart === 'plain' || restart === 'none' ? undefined : restart);
      } catch (error) {
        if (!this.#host.isEnded) this.#giveUp(reasonOfMedia(error));
        return;
      }
      if (this.#host.isEnded) return;
    }
    const request = usage.dialog.createRequest(method);
    core.describe(request);
    // RFC 4028 §7.1: the interval counts from the 2xx to the INVITE.
    if (usage.state === 'confirmed') timer.writeRequest(request);
    if (offer !== undefined) request.setBody(sdpMediaType, offer);
    this.#sent = core.send(request, this, usage.dialog);
    if (method === 'INVITE') {
      this.#patience = core.runtime.timers.schedule(PATIENCE_MS, Renegotiation.#takeBack, this);
    }
  }

  static readonly #takeBack = (self: Renegotiation): void => self.#sent?.cancel();

  /** The request has its final response. */
  #settle(): void {
    this.#host.core.runtime.timers.cancel(this.#patience);
    this.#sent = undefined;
  }

  #accepted(response: SipResponse): void {
    const { offerAnswer } = this.#host;
    this.#phase = IDLE;
    this.#isSecondTry = false;
    this.#tries = 0;
    if (offerAnswer.state !== 'local-offer') {
      this.advance();
      return;
    }
    const answer = sdpOf(response);
    if (answer === undefined) this.#host.fail({ kind: 'incompatible', cause: 'an offer got a 2xx without an answer' });
    else this.#host.receiveAnswer(answer);
  }

  #refused(response: SipResponse): void {
    const { core, usage, farEnd, timer, offerAnswer } = this.#host;
    const { status, reason: phrase } = response;
    const phase = this.#phase;
    if (phase.kind !== 'under-way') return;
    const retrySec = response.get(RetryAfter)?.delaySec;
    if (failureScope(status) !== 'transaction' && !(phase.method === 'UPDATE' && (status === 405 || status === 501))) {
      this.#lost(status);
    } else if (phase.due.restart !== undefined && phase.due.before !== undefined && offerAnswer.state === 'stable') {
      this.#undo(phase.due, phase.due.before);
    } else if (this.#tries === MAX_TRIES) {
      this.#refuse(phase.due, { kind: 'refused', status, phrase });
    } else if (status === 491) {
      this.#waitFor(glareDelayMs(usage.dialog.role, core.runtime.random.fraction()));
    } else if (status === 500 && retrySec === undefined && !this.#isSecondTry) {
      // It may have been overtaken by another request of ours, which makes its number too low (§12.2.2).
      this.#isSecondTry = true;
      this.#waitFor(0);
    } else if (AWAY.has(status) || (status === 500 && retrySec !== undefined)) {
      this.#waitFor(Math.min(Math.max((retrySec ?? 0) * 1000, RETRY_MS * 2 ** this.#tries), MAX_RETRY_MS));
    } else if ((status === 422 && timer.raise(response)) || status === 405 || status === 501) {
      if (status !== 422) farEnd.disallow('UPDATE');
      this.#waitFor(0);
    } else {
      this.#refuse(phase.due, { kind: 'refused', status, phrase });
    }
  }

  #refuse(due: Due, outcome: Extract<ChangeOutcome, { kind: 'refused' }>): void {
    const { status, phrase } = outcome;
    // The media that was before the restart is gone, and the other end takes none that is new.
    if (!this.#host.media.isAgreed) this.#host.fail({ kind: 'rejected', by: 'remote', status, phrase });
    else this.#drop(due, outcome);
  }

  /**
   * RFC 6141 §3.4: the answer came in a provisional response and is in force, and yet the re-INVITE has failed. The other end
   * may have gone back to what was before; both agree on that anew.
   */
  #undo({ isRefresh }: Due, before: MediaWant): void {
    this.#phase = IDLE;
    this.#isRefreshDue ||= isRefresh;
    this.#isUndoing = true;
    this.#host.media.want = before;
    this.restart('plain');
  }

  /** Media or credentials could not be had. */
  #giveUp(why: EndReason): void {
    if (!this.#host.media.isAgreed) this.#host.fail(why);
    else if (this.#phase.kind === 'under-way') this.#drop(this.#phase.due, { kind: 'failed', why });
  }

  /** What could not be done is not tried again, but for a refresh: that is, until the session expires (RFC 4028 §10). */
  #drop({ isRefresh }: Due, outcome: ChangeOutcome): void {
    this.withdraw();
    this.#phase = IDLE;
    this.#isSecondTry = false;
    this.#tries = 0;
    this.#host.wishes.refused(outcome);
    if (isRefresh) {
      this.#isRefreshDue = true;
      this.#pause(REFRESH_RETRY_MS);
    } else {
      this.advance();
    }
  }

  /** RFC 3261 §12.2.1.2, RFC 5057 §5.1: the other end does not know the call, or the whole dialog. */
  #lost(status: number): void {
    const { core, usage } = this.#host;
    this.#host.fail({ kind: 'lost', status });
    if (failureScope(status) === 'dialog') core.dialogs.lose(usage.dialog, status);
  }

  #waitFor(delayMs: number): void {
    this.#tries += 1;
    this.#postpone();
    this.#pause(delayMs);
  }

  #pause(delayMs: number): void {
    const timer = this.#host.core.runtime.timers.schedule(delayMs, Renegotiation.#goOn, this);
    this.#phase = { kind: 'waiting', timer };
  }

  static readonly #goOn = (self: Renegotiation): void => {
    self.#phase = IDLE;
    self.advance();
  };

  /** It will be tried again. §14.1: meanwhile the session goes on as if nothing had been offered. */
  #postpone(): void {
    if (this.#phase.kind !== 'under-way') return;
    const { restart, isRefresh } = this.#phase.due;
    if (isRefresh) this.#isRefreshDue = true;
    if (restart === undefined) return;
    this.withdraw();
    this.#host.wishes.postponed();
    // A new endpoint stays; a new path that was offered is forgotten with the offer.
    const again = restart === 'anew' ? 'plain' : restart;
    if (STRENGTH[again] > STRENGTH[this.#restart]) this.#restart = again;
  }

  /** An offer of ours has been refused, or did not leave. */
  withdraw(): void {
    const { offerAnswer, media } = this.#host;
    if (offerAnswer.state !== 'local-offer') return;
    offerAnswer.step('withdrawn');
    media.withdraw().catch((error: unknown) => this.#host.fail(reasonOfMedia(error)));
  }
}
