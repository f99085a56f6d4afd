import { Dialog, type DialogUsage } from '../dialog/dialog.ts';
import { failureScope } from '../dialog/failure-scope.ts';
import { SubscriptionUsage } from '../dialog/subscription-usage.ts';
import { tag } from '../grammar/name-addr.ts';
import { NO_PARAMS } from '../grammar/parameters.ts';
import type { Uri } from '../grammar/uri.ts';
import { From } from '../message/headers/addresses.ts';
import { Accept, readMediaType } from '../message/headers/content.ts';
import { Event, type EventValue, type SubscriptionStateValue } from '../message/headers/event.ts';
import { Expires, MinExpires } from '../message/headers/numbers.ts';
import { CallId } from '../message/headers/words.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import { Emitter } from '../runtime/emitter.ts';
import type { Timer } from '../runtime/timer-wheel.ts';
import type { ServerTransaction } from '../transaction/transaction-user.ts';
import { Backoff, defaultBackoff } from './backoff.ts';
import type { EndReason } from './end-reason.ts';
import { reasonOfFailure, reasonOfResponse } from './reason-of.ts';
import { refreshDelayMs } from './refresh-delay.ts';
import { mayFailurePass, mayPass, retryAfterMs } from './retry-policy.ts';
import type { SubscribeOptions, SubscriptionEnd, SubscriptionEvents, SubscriptionState } from './subscription-state.ts';
import type { UserAgentCore } from './user-agent-core.ts';

const DEFAULT_EXPIRES_SEC = 3600;

/** RFC 6665 §4.1.3: a notifier that ends a subscription for these reasons will do so again. */
const LASTING_REASONS: ReadonlySet<string> = new Set(['rejected', 'noresource', 'invariant']);

/** And for these it may be made again at once. */
const MOMENTARY_REASONS: ReadonlySet<string> = new Set(['deactivated', 'timeout']);

/** A subscription that ended sooner than this after it was made is not made again at once. */
const SHORT_LIVED_MS = 10_000;

/** A subscription to the state of someone else (RFC 6665 §4.1). It is kept alive until `unsubscribe`. */
export class Subscription implements Pick<Emitter<SubscriptionEvents>, 'on'>, DialogUsage {
  readonly resource: Uri;
  readonly #core: UserAgentCore;
  readonly #options: SubscribeOptions;
  readonly #event: EventValue;
  readonly #emitter = new Emitter<SubscriptionEvents>();
  readonly #backoff: Backoff;
  #expiresSec: number;
  #state: SubscriptionState = { kind: 'pending' };
  /** The SUBSCRIBE that a first NOTIFY may belong to. */
  #initial: SipRequest | undefined;
  #usage: SubscriptionUsage | undefined;
  #startedMs = 0;
  #isUnderWay = false;
  #timer: Timer | undefined;
  /** Timer N (RFC 6665 §4.1.2.4): a NOTIFY follows every SUBSCRIBE. */
  #timerN: Timer | undefined;

  constructor(core: UserAgentCore, resource: Uri, options: SubscribeOptions) {
    this.#core = core;
    this.resource = resource;
    this.#options = options;
    this.#event = { type: options.event, params: NO_PARAMS };
    this.#backoff = new Backoff(core.options.backoff ?? defaultBackoff, core.runtime.random);
    this.#expiresSec = options.expiresSec ?? DEFAULT_EXPIRES_SEC;
    void this.#subscribe();
  }

  get event(): string {
    return this.#event.type;
  }

  get state(): SubscriptionState {
    return this.#state;
  }

  on<K extends keyof SubscriptionEvents>(event: K, listener: (value: SubscriptionEvents[K]) => void): () => void {
    return this.#emitter.on(event, listener);
  }

  /** Makes sure that the notifier still knows of it, as after a lost connection. */
  refresh(): void {
    if (this.#isUnderWay || this.#isOver()) return;
    this.#cancelTimer();
    void (this.#usage === undefined ? this.#subscribe() : this.#resubscribe(this.#usage));
  }

  /** Ends it. Settles when that is answered or failed; never rejects. */
  async unsubscribe(): Promise<void> {
    if (this.#isOver()) return;
    this.#end({ kind: 'unsubscribed' });
    const usage = this.#usage;
    // While the first SUBSCRIBE is under way there is nothing to end yet: `#subscribe` sees to it.
    if (usage !== undefined) await this.#sendFarewell(usage);
  }

  /** The first NOTIFY makes the dialog, and it may come before the response (RFC 6665 §4.4.1). */
  receive(request: SipRequest, transaction: ServerTransaction): boolean {
    const initial = this.#initial;
    if (request.method !== 'NOTIFY' || initial === undefined || this.#usage !== undefined) return false;
    const dialog = Dialog.ofNotify(initial, request);
    return dialog !== undefined && this.#use(dialog).receive(request, transaction);
  }

  onNotify(notify: SipRequest, state: SubscriptionStateValue): void {
    this.#core.runtime.timers.cancel(this.#timerN);
    const isLast = state.state === 'terminated';
    if (this.#isOver()) {
      if (isLast) this.#dropUsage();
      return;
    }
    if (notify.body !== '' || !isLast) {
      this.#emitter.emit('notify', { contentType: notify.raw('Content-Type'), body: notify.bodyText() });
    }
    if (isLast) {
      this.#terminated(state);
      return;
    }
    this.#backoff.reset();
    const expiresSec = state.expiresSec ?? this.#remainingSec();
    this.#become(
      state.state === 'pending' ? { kind: 'pending' } : { kind: 'active', until: this.#untilOf(expiresSec) },
    );
    if (state.expiresSec !== undefined) this.#planRefresh(state.expiresSec);
  }

  async #subscribe(): Promise<void> {
    const request = this.#fill(this.#core.createRequest('SUBSCRIBE', this.resource), this.#expiresSec);
    this.#initial = request;
    this.#startedMs = this.#core.runtime.clock.now();
    this.#isUnderWay = true;
    this.#expectNotify(request);
    const outcome = await this.#core.request(request);
    this.#isUnderWay = false;
    if (outcome.kind === 'response' && outcome.response.status < 300) {
      await this.#accepted(request, outcome.response, outcome.request);
      return;
    }
    this.#unexpectNotify();
    this.#dropUsage();
    if (this.#isOver()) return;
    if (outcome.kind === 'failed') {
      const why = reasonOfFailure(outcome.failure);
      if (mayFailurePass(outcome.failure)) this.#retry(why, this.#backoff.nextMs());
      else this.#end({ kind: 'failed', why });
      return;
    }
    const { response } = outcome;
    if (this.#adapt(response)) await this.#subscribe();
    else if (mayPass(response)) this.#retry(reasonOfResponse(response), this.#laterMs(response));
    else this.#end({ kind: 'failed', why: reasonOfResponse(response) });
  }

  async #accepted(request: SipRequest, response: SipResponse, sent: SipRequest): Promise<void> {
    // When a NOTIFY came first, it made the dialog, or even ended it.
    const dialog = this.#initial === request ? Dialog.ofResponse(sent, response) : undefined;
    const usage = dialog === undefined ? this.#usage : this.#use(dialog);
    if (usage === undefined) {
      // What is planned may have been due while this was under way.
      if (this.#timer === undefined) this.refresh();
      return;
    }
    usage.dialog.noteSent(sent);
    if (this.#isOver()) {
      await this.#sendFarewell(usage);
      return;
    }
    if (dialog !== undefined) {
      const delayMs = 64 * this.#core.timers.t1Ms;
      this.#timerN = this.#core.runtime.timers.schedule(delayMs, Subscription.#onTimerN, this);
    }
    this.#planRefresh(response.get(Expires) ?? this.#expiresSec);
  }

  /** Refreshes within the dialog (RFC 6665 §4.1.2.2). */
  async #resubscribe(usage: SubscriptionUsage): Promise<void> {
    this.#isUnderWay = true;
    const request = this.#fill(usage.dialog.createRequest('SUBSCRIBE'), this.#expiresSec);
    const outcome = await this.#core.request(request, usage.dialog);
    this.#isUnderWay = false;
    // A NOTIFY may have ended it meanwhile.
    if (this.#usage !== usage || this.#isOver()) return;
    if (outcome.kind === 'failed') {
      // Until it lapses it stands, whoever could not be reached.
      this.#plan(this.#backoff.nextMs());
      if (this.#hasLapsed()) this.#restart(reasonOfFailure(outcome.failure), 0);
      return;
    }
    const { response } = outcome;
    if (response.status < 300) {
      this.#backoff.reset();
      usage.dialog.refreshTarget(response);
      const expiresSec = response.get(Expires) ?? this.#expiresSec;
      if (this.#state.kind === 'active') this.#become({ kind: 'active', until: this.#untilOf(expiresSec) });
      this.#planRefresh(expiresSec);
    } else if (failureScope(response.status) !== 'transaction' || this.#hasLapsed()) {
      this.#restart(reasonOfResponse(response), 0);
    } else {
      this.#adapt(response);
      this.#plan(this.#laterMs(response));
    }
  }

  /** The notifier ended it (RFC 6665 §4.1.3). */
  #terminated(state: SubscriptionStateValue): void {
    this.#dropUsage();
    if (this.#isOver()) return;
    const reason = state.reason?.toLowerCase() ?? 'unknown';
    if (LASTING_REASONS.has(reason)) {
      this.#end({ kind: 'ended', reason });
      return;
    }
    const isShortLived = this.#core.runtime.clock.now() - this.#startedMs < SHORT_LIVED_MS;
    const isMomentary = MOMENTARY_REASONS.has(reason) && !isShortLived;
    const delayMs = state.retryAfterSec === undefined ? undefined : state.retryAfterSec * 1000;
    this.#retry(
      { kind: 'rejected', by: 'remote', status: 480, phrase: `Subscription terminated: ${reason}` },
      isMomentary ? 0 : (delayMs ?? this.#backoff.nextMs()),
    );
  }

  /** The dialog is lost: a new subscription takes its place. */
  #restart(why: EndReason, delayMs: number): void {
    this.#dropUsage();
    this.#retry(why, delayMs);
  }

  #retry(why: EndReason, delayMs: number): void {
    this.#plan(delayMs);
    this.#become({ kind: 'retrying', why, retryAt: this.#core.runtime.clock.epoch() + delayMs });
  }

  async #sendFarewell(usage: SubscriptionUsage): Promise<void> {
    const { timers } = this.#core.runtime;
    const request = this.#fill(usage.dialog.createRequest('SUBSCRIBE'), 0);
    const outcome = await this.#core.request(request, usage.dialog);
    const isAccepted = outcome.kind === 'response' && outcome.response.status < 300;
    // The last NOTIFY is still to come, and is answered.
    if (isAccepted) this.#timerN = timers.schedule(64 * this.#core.timers.t1Ms, Subscription.#onLastNotifyMissed, this);
    else this.#dropUsage();
  }

  #fill(request: SipRequest, expiresSec: number): SipRequest {
    this.#core.describe(request);
    request.set(Event, this.#event);
    request.set(Expires, expiresSec);
    request.setAll(Accept, this.#options.accept.map(readMediaType));
    return request;
  }

  #use(dialog: Dialog): SubscriptionUsage {
    this.#unexpectNotify();
    this.#usage = new SubscriptionUsage(this.#core.dialogs, dialog, this.#event, this);
    return this.#usage;
  }

  #dropUsage(): void {
    this.#core.runtime.timers.cancel(this.#timerN);
    this.#usage?.close();
    this.#usage = undefined;
  }

  #adapt(response: SipResponse): boolean {
    const minSec = response.status === 423 ? (response.get(MinExpires) ?? 0) : 0;
    if (minSec <= this.#expiresSec) return false;
    this.#expiresSec = minSec;
    return true;
  }

  #laterMs(response: SipResponse): number {
    return Math.max(retryAfterMs(response), this.#backoff.nextMs());
  }

  #hasLapsed(): boolean {
    return this.#state.kind === 'active' && this.#state.until <= this.#core.runtime.clock.epoch();
  }

  #remainingSec(): number {
    if (this.#state.kind !== 'active') return this.#expiresSec;
    return Math.max(0, (this.#state.until - this.#core.runtime.clock.epoch()) / 1000);
  }

  #untilOf(expiresSec: number): number {
    return this.#core.runtime.clock.epoch() + expiresSec * 1000;
  }

  #expectNotify(request: SipRequest): void {
    this.#core.dialogs.expect(...halfDialog(request), this);
  }

  #unexpectNotify(): void {
    if (this.#initial !== undefined) this.#core.dialogs.unexpect(...halfDialog(this.#initial));
    this.#initial = undefined;
  }

  #planRefresh(expiresSec: number): void {
    this.#plan(refreshDelayMs(Math.max(1, expiresSec), this.#core.runtime.random));
  }

  #plan(delayMs: number): void {
    this.#cancelTimer();
    this.#timer = this.#core.runtime.timers.schedule(delayMs, Subscription.#onTimer, this);
  }

  static readonly #onTimer = (self: Subscription): void => {
    self.#timer = undefined;
    self.refresh();
  };

  static readonly #onTimerN = (self: Subscription): void => {
    self.#restart({ kind: 'timeout', waitedFor: 'response' }, self.#backoff.nextMs());
  };

  static readonly #onLastNotifyMissed = (self: Subscription): void => {
    self.#dropUsage();
  };

  #cancelTimer(): void {
    this.#core.runtime.timers.cancel(this.#timer);
    this.#timer = undefined;
  }

  #isOver(): boolean {
    return this.#state.kind === 'terminated';
  }

  #end(why: SubscriptionEnd): void {
    this.#cancelTimer();
    this.#core.runtime.timers.cancel(this.#timerN);
    this.#become({ kind: 'terminated', why });
  }

  #become(state: SubscriptionState): void {
    this.#state = state;
    this.#emitter.emit('changed', state);
  }
}

/** Call-ID and tag of this end, by which a request is known that makes the dialog. */
function halfDialog(request: SipRequest): [callId: string, localTag: string] {
  const from = request.get(From);
  return [request.get(CallId) ?? '', (from && tag(from)) ?? ''];
}
