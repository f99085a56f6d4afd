import { Dialog, type DialogUsage } from '../../dialog/dialog.ts';
import { failureScope } from '../../dialog/failure-scope.ts';
import { SubscriptionUsage } from '../../dialog/subscription-usage.ts';
import { tag } from '../../grammar/name-addr.ts';
import { NO_PARAMS } from '../../grammar/parameters.ts';
import type { Uri } from '../../grammar/uri.ts';
import { From } from '../../message/headers/addresses.ts';
import { Accept, readMediaType } from '../../message/headers/content.ts';
import { Event, type EventValue, type SubscriptionStateValue } from '../../message/headers/event.ts';
import { Expires } from '../../message/headers/numbers.ts';
import { CallId } from '../../message/headers/words.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import type { EpochMs } from '../../runtime/clock.ts';
import type { Timer } from '../../runtime/timer-wheel.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';
import type { EndReason } from '../core/end-reason.ts';
import { reasonOf, type RequestOutcome, successOf } from '../core/request-outcome.ts';
import { SoftState } from '../core/soft-state.ts';
import type { SubscribeOptions, SubscriptionEnd, SubscriptionEvents, SubscriptionState } from './subscription-state.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';

const DEFAULT_EXPIRES_SEC = 3600;

/** RFC 6665 §4.1.3: a notifier that ends a subscription for these reasons will do so again. */
const LASTING_REASONS: ReadonlySet<string> = new Set(['rejected', 'noresource', 'invariant']);

/** And for these it may be made again at once. */
const MOMENTARY_REASONS: ReadonlySet<string> = new Set(['deactivated', 'timeout']);

/** A subscription that ended sooner than this after it was made is not made again at once. */
const SHORT_LIVED_MS = 10_000;

/** A subscription to the state of someone else (RFC 6665 §4.1). It is kept alive until `unsubscribe`. */
export class Subscription extends SoftState<SubscriptionState, SubscriptionEvents> implements DialogUsage {
  readonly resource: Uri;
  readonly #options: SubscribeOptions;
  readonly #event: EventValue;
  /** The SUBSCRIBE that a first NOTIFY may belong to. */
  #initial: SipRequest | undefined;
  #usage: SubscriptionUsage | undefined;
  #startedMs = 0;
  #isUnderWay = false;
  /** Timer N (RFC 6665 §4.1.2.4): a NOTIFY follows every SUBSCRIBE. */
  #timerN: Timer | undefined;

  constructor(core: UserAgentCore, resource: Uri, options: SubscribeOptions) {
    super(core, { kind: 'pending' }, options.expiresSec ?? DEFAULT_EXPIRES_SEC);
    this.resource = resource;
    this.#options = options;
    this.#event = { type: options.event, params: NO_PARAMS };
    void this.#subscribe();
  }

  get event(): string {
    return this.#event.type;
  }

  /** Makes sure that the notifier still knows of it, as after a lost connection. */
  refresh(): void {
    if (this.#isUnderWay || this.#isOver()) return;
    this.cancelPlan();
    void (this.#usage === undefined ? this.#subscribe() : this.#resubscribe(this.#usage));
  }

  /** Ends it. Settles when that is answered or failed; never rejects. */
  async unsubscribe(): Promise<void> {
    if (this.#isOver()) return;
    this.#end({ kind: 'unsubscribed' });
    // While the first SUBSCRIBE is under way there is nothing to end yet: `#accepted` sees to it.
    if (this.#usage !== undefined) await this.#sendFarewell(this.#usage);
  }

  /** The first NOTIFY makes the dialog, and it may come before the response (RFC 6665 §4.4.1). */
  receive(request: SipRequest, transaction: ServerTransaction): boolean {
    if (request.method !== 'NOTIFY' || this.#initial === undefined) return false;
    const dialog = Dialog.ofNotify(this.#initial, request);
    return dialog !== undefined && this.#use(dialog).receive(request, transaction);
  }

  onNotify(notify: SipRequest, state: SubscriptionStateValue): void {
    this.core.runtime.timers.cancel(this.#timerN);
    const isLast = state.state === 'terminated';
    if (this.#isOver()) {
      if (isLast) this.#dropUsage();
      return;
    }
    if (notify.body !== '' || !isLast) {
      this.emit('notify', { contentType: notify.raw('Content-Type'), body: notify.bodyText() });
    }
    if (isLast) {
      this.#terminated(state);
      return;
    }
    this.resetBackoff();
    const until = state.expiresSec === undefined ? this.#until() : this.epochIn(state.expiresSec);
    this.become(state.state === 'pending' ? { kind: 'pending' } : { kind: 'active', until });
    if (state.expiresSec !== undefined) this.planRefresh(state.expiresSec);
  }

  protected override onDue(): void {
    this.refresh();
  }

  async #subscribe(): Promise<void> {
    const request = this.#fill(this.core.createRequest('SUBSCRIBE', this.resource), this.expiresSec);
    this.#initial = request;
    this.#startedMs = this.core.runtime.clock.now();
    this.core.dialogs.expect(...halfDialog(request), this);
    this.#isUnderWay = true;
    const outcome = await this.core.request(request);
    this.#isUnderWay = false;
    if (outcome.kind === 'response' && outcome.response.status < 300) {
      await this.#accepted(request, outcome.response, outcome.request);
      return;
    }
    this.#unexpectNotify();
    this.#dropUsage();
    if (this.#isOver()) return;
    if (this.adaptExpires(outcome)) {
      await this.#subscribe();
      return;
    }
    const delayMs = this.delayAfter(outcome);
    if (delayMs === undefined) this.#end({ kind: 'failed', why: reasonOf(outcome) });
    else this.#retry(reasonOf(outcome), delayMs);
  }

  async #accepted(request: SipRequest, response: SipResponse, sent: SipRequest): Promise<void> {
    // When a NOTIFY came first, it made the dialog, or even ended it.
    const dialog = this.#initial === request ? Dialog.ofResponse(sent, response) : undefined;
    const usage = dialog === undefined ? this.#usage : this.#use(dialog);
    if (usage === undefined) {
      // What is planned may have been due while this was under way.
      if (!this.isPlanned) this.refresh();
      return;
    }
    usage.dialog.noteSent(sent);
    if (this.#isOver()) {
      await this.#sendFarewell(usage);
      return;
    }
    if (dialog !== undefined) this.#startTimerN(Subscription.#notifyMissed);
    this.planRefresh(response.get(Expires) ?? this.expiresSec);
  }

  /** Refreshes within the dialog (RFC 6665 §4.1.2.2). */
  async #resubscribe(usage: SubscriptionUsage): Promise<void> {
    this.#isUnderWay = true;
    const outcome = await this.#requestWithin(usage, this.expiresSec);
    this.#isUnderWay = false;
    // A NOTIFY may have ended it meanwhile.
    if (this.#usage !== usage || this.#isOver()) return;
    const success = successOf(outcome);
    if (success !== undefined) {
      this.resetBackoff();
      usage.dialog.refreshTarget(success);
      const expiresSec = success.get(Expires) ?? this.expiresSec;
      if (this.state.kind === 'active') this.become({ kind: 'active', until: this.epochIn(expiresSec) });
      this.planRefresh(expiresSec);
      return;
    }
    const isLost = outcome.kind === 'response' && failureScope(outcome.response.status) !== 'transaction';
    if (isLost || this.#until() <= this.epochIn(0)) {
      // A new subscription takes its place.
      this.#dropUsage();
      this.#retry(reasonOf(outcome), 0);
      if (outcome.kind === 'response' && outcome.response.status === 481) this.core.onForgotten?.();
      return;
    }
    // Until it lapses it stands, whatever became of the refresh.
    this.adaptExpires(outcome);
    this.plan(this.delayAfter(outcome) ?? this.nextBackoffMs());
  }

  /** The notifier ended it (RFC 6665 §4.1.3). */
  #terminated(state: SubscriptionStateValue): void {
    this.#dropUsage();
    const reason = state.reason?.toLowerCase() ?? 'unknown';
    if (LASTING_REASONS.has(reason)) {
      this.#end({ kind: 'ended', reason });
      return;
    }
    const isShortLived = this.core.runtime.clock.now() - this.#startedMs < SHORT_LIVED_MS;
    const atOnce = MOMENTARY_REASONS.has(reason) && !isShortLived;
    const delayMs = state.retryAfterSec === undefined ? this.nextBackoffMs() : state.retryAfterSec * 1000;
    this.#retry({ kind: 'rejected', by: 'remote', status: 480, phrase: reason }, atOnce ? 0 : delayMs);
  }

  #retry(why: EndReason, delayMs: number): void {
    this.plan(delayMs);
    this.become({ kind: 'retrying', why, retryAt: this.epochIn(delayMs / 1000) });
  }

  async #sendFarewell(usage: SubscriptionUsage): Promise<void> {
    const outcome = await this.#requestWithin(usage, 0);
    // The last NOTIFY is still to come, and is answered.
    if (successOf(outcome) !== undefined) this.#startTimerN(Subscription.#lastNotifyMissed);
    else this.#dropUsage();
  }

  #requestWithin(usage: SubscriptionUsage, expiresSec: number): Promise<RequestOutcome> {
    return this.core.request(this.#fill(usage.dialog.createRequest('SUBSCRIBE'), expiresSec), usage.dialog);
  }

  #fill(request: SipRequest, expiresSec: number): SipRequest {
    this.core.describe(request);
    request.set(Event, this.#event);
    request.set(Expires, expiresSec);
    request.setAll(Accept, this.#options.accept.map(readMediaType));
    return request;
  }

  #use(dialog: Dialog): SubscriptionUsage {
    this.#unexpectNotify();
    this.#usage = new SubscriptionUsage(this.core.dialogs, dialog, this.#event, this);
    return this.#usage;
  }

  #dropUsage(): void {
    this.core.runtime.timers.cancel(this.#timerN);
    this.#usage?.close();
    this.#usage = undefined;
  }

  #unexpectNotify(): void {
    if (this.#initial !== undefined) this.core.dialogs.unexpect(...halfDialog(this.#initial));
    this.#initial = undefined;
  }

  /** When it lapses, as far as is known. */
  #until(): EpochMs {
    return this.state.kind === 'active' ? this.state.until : this.epochIn(this.expiresSec);
  }

  #startTimerN(run: (self: Subscription) => void): void {
    this.#timerN = this.core.runtime.timers.schedule(64 * this.core.timers.t1Ms, run, this);
  }

  static readonly #notifyMissed = (self: Subscription): void => {
    self.#dropUsage();
    self.#retry({ kind: 'timeout', waitedFor: 'response' }, self.nextBackoffMs());
  };

  static readonly #lastNotifyMissed = (self: Subscription): void => {
    self.#dropUsage();
  };

  #isOver(): boolean {
    return this.state.kind === 'terminated';
  }

  #end(why: SubscriptionEnd): void {
    this.cancelPlan();
    this.core.runtime.timers.cancel(this.#timerN);
    this.become({ kind: 'terminated', why });
  }
}

/** Call-ID and tag of this end, by which a request is known that makes the dialog. */
function halfDialog(request: SipRequest): [callId: string, localTag: string] {
  const from = request.get(From);
  return [request.get(CallId) ?? '', (from && tag(from)) ?? ''];
}
