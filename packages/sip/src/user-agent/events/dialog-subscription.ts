import type { Dialog } from '../../dialog/dialog.ts';
import { failureScope } from '../../dialog/failure-scope.ts';
import { SubscriptionUsage, type SubscriptionTopic } from '../../dialog/subscription-usage.ts';
import type { SubscriptionStateValue } from '../../message/headers/event.ts';
import { Expires, MinExpires } from '../../message/headers/numbers.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import type { EpochMs } from '../../runtime/clock.ts';
import type { Timer } from '../../runtime/timer-wheel.ts';
import { Backoff, defaultBackoff } from '../core/backoff.ts';
import type { EndReason } from '../core/end-reason.ts';
import { refreshDelayMs } from '../core/refresh-delay.ts';
import { reasonOf, type RequestOutcome, retryAfterMs, successOf } from '../core/request-outcome.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';

/** Who keeps the subscription alive. */
export interface DialogSubscriptionOwner {
  /** What the initial SUBSCRIBE said, for one within a dialog. */
  fill(request: SipRequest, expiresSec: number): SipRequest;
  /** A NOTIFY; it has been answered 200. */
  onNotify(notify: SipRequest, state: SubscriptionStateValue, from: DialogSubscription): void;
  /** It stands for another time than before. */
  onRefreshed(): void;
  /** The notifier does not know it any more, or is gone. It is closed. */
  onLost(why: EndReason, from: DialogSubscription, mayRetryAtOnce: boolean): void;
}

/** A 2xx, and its request as it was sent last. */
export interface AcceptedRequest {
  readonly response: SipResponse;
  readonly sent: SipRequest;
}

type Phase =
  /** It stands; the timer refreshes it. */
  | { readonly kind: 'standing'; readonly timer: Timer | undefined }
  /** A SUBSCRIBE is under way, the first one too, and perhaps another one is wanted after it. */
  | { readonly kind: 'refreshing'; readonly isAgain: boolean }
  /** It is taken back. */
  | { readonly kind: 'leaving' }
  | { readonly kind: 'closed' };

/** More 423 in a row than these are not followed. */
const MAX_RAISES = 3;

/** The part of a subscription that one notifier of perhaps several keeps in one dialog (RFC 6665 §4.1.2). */
export class DialogSubscription {
  /** What the last NOTIFY said. */
  state: 'pending' | 'active' = 'pending';
  readonly #core: UserAgentCore;
  readonly #owner: DialogSubscriptionOwner;
  readonly #usage: SubscriptionUsage;
  readonly #backoff: Backoff;
  #expiresSec: number;
  #untilMs: number;
  #raises = 0;
  #phase: Phase;
  /** §4.1.2.2: a NOTIFY follows every SUBSCRIBE. */
  #timerN: Timer | undefined;
  /** The SUBSCRIBE that is or was under way. */
  #answered: Promise<void> | undefined;

  /**
   * @param expiresSec the lifetime as it was asked for
   * @param unanswered the SUBSCRIBE that made it, when a NOTIFY came before its answer; `answered` follows
   */
  constructor(
    core: UserAgentCore,
    dialog: Dialog,
    topic: SubscriptionTopic,
    expiresSec: number,
    owner: DialogSubscriptionOwner,
    unanswered?: Promise<void>,
  ) {
    this.#core = core;
    this.#owner = owner;
    this.#expiresSec = expiresSec;
    this.#untilMs = 0;
    this.#phase =
      unanswered === undefined ? { kind: 'standing', timer: undefined } : { kind: 'refreshing', isAgain: false };
    this.#answered = unanswered;
    this.#backoff = new Backoff(core.options.backoff ?? defaultBackoff, core.runtime.random);
    this.#usage = new SubscriptionUsage(core.dialogs, dialog, topic, this);
    this.granted(expiresSec);
  }

  get dialog(): Dialog {
    return this.#usage.dialog;
  }

  get until(): EpochMs {
    const { clock } = this.#core.runtime;
    return clock.epoch() + this.#untilMs - clock.now();
  }

  /** A 2xx or a NOTIFY said how long it lasts. */
  granted(expiresSec: number): void {
    this.#untilMs = this.#core.runtime.clock.now() + expiresSec * 1000;
    this.#planRefresh();
  }

  /** The SUBSCRIBE that made it was answered, or will never be. */
  answered(accepted: AcceptedRequest | undefined): void {
    if (accepted !== undefined) {
      this.dialog.noteSent(accepted.sent);
      this.dialog.adoptRoute(accepted.response);
    }
    const phase = this.#phase;
    if (phase.kind !== 'refreshing') return;
    this.#phase = { kind: 'standing', timer: undefined };
    if (phase.isAgain) this.refresh();
    else this.#planRefresh();
  }

  onNotify(notify: SipRequest, value: SubscriptionStateValue): void {
    const { timers } = this.#core.runtime;
    timers.cancel(this.#timerN);
    if (value.state === 'terminated') {
      this.close();
    } else {
      this.state = value.state === 'pending' ? 'pending' : 'active';
      if (value.expiresSec !== undefined) this.granted(value.expiresSec);
    }
    this.#owner.onNotify(notify, value, this);
  }

  /** RFC 5057 §5.1: another usage of the dialog learned that the notifier is gone. */
  onDialogLost(status: number): void {
    if (this.#phase.kind === 'closed') return;
    this.close();
    this.#owner.onLost({ kind: 'lost', status }, this, true);
  }

  /** Asks for the state and a new lifetime (§4.1.2.2). @param isNeeded also after a refresh that is under way */
  refresh(isNeeded = false): void {
    if (this.#phase.kind === 'standing') {
      this.#core.runtime.timers.cancel(this.#phase.timer);
      this.#phase = { kind: 'refreshing', isAgain: false };
      this.#answered = this.#refresh();
    } else if (this.#phase.kind === 'refreshing' && isNeeded) {
      this.#phase = { kind: 'refreshing', isAgain: true };
    }
  }

  /** Takes it back (§4.1.2.3). Settles when that is answered or failed; the last NOTIFY is answered when it comes. */
  async leave(): Promise<void> {
    const phase = this.#phase;
    if (phase.kind === 'closed' || phase.kind === 'leaving') return;
    if (phase.kind === 'standing') this.#core.runtime.timers.cancel(phase.timer);
    this.#phase = { kind: 'leaving' };
    // One SUBSCRIBE at a time: over UDP the second one could overtake the first.
    await this.#answered;
    if (this.#isClosed()) return;
    this.#startTimerN(DialogSubscription.#lastNotifyMissed);
    const outcome = await this.#subscribe(0);
    if (successOf(outcome) === undefined) this.close();
  }

  /** Ends without a word. */
  close(): void {
    const { timers } = this.#core.runtime;
    timers.cancel(this.#timerN);
    if (this.#phase.kind === 'standing') timers.cancel(this.#phase.timer);
    this.#phase = { kind: 'closed' };
    this.#usage.close();
  }

  async #refresh(): Promise<void> {
    this.#startTimerN(DialogSubscription.#notifyMissed);
    const outcome = await this.#subscribe(this.#expiresSec);
    // It was closed or taken back meanwhile.
    const phase = this.#phase;
    if (phase.kind !== 'refreshing') return;
    this.#phase = { kind: 'standing', timer: undefined };
    const success = successOf(outcome);
    if (success !== undefined) {
      this.#backoff.reset();
      this.#raises = 0;
      this.dialog.refreshTarget(success);
      // RFC 5839 §5.2: no NOTIFY follows.
      if (success.status === 204) this.#core.runtime.timers.cancel(this.#timerN);
      this.granted(Math.min(success.get(Expires) ?? this.#expiresSec, this.#expiresSec));
      this.#owner.onRefreshed();
      if (phase.isAgain) this.refresh();
      return;
    }
    this.#core.runtime.timers.cancel(this.#timerN);
    this.#failed(outcome);
  }

  #failed(outcome: RequestOutcome): void {
    const status = outcome.kind === 'response' ? outcome.response.status : undefined;
    const isGone =
      status === undefined
        ? outcome.kind === 'failed' && outcome.failure.kind === 'timeout'
        : failureScope(status) !== 'transaction';
    const minSec = outcome.kind === 'response' && status === 423 ? (outcome.response.get(MinExpires) ?? 0) : 0;
    const leftMs = this.#untilMs - this.#core.runtime.clock.now();
    if (isGone || leftMs <= 0) {
      this.close();
      if (status === 481) this.#core.onForgotten?.();
      this.#owner.onLost(reasonOf(outcome), this, true);
      if (status !== undefined && failureScope(status) === 'dialog') this.#core.dialogs.lose(this.dialog, status);
    } else if (minSec > this.#expiresSec && this.#raises < MAX_RAISES) {
      // RFC 3261 §21.4.17
      this.#raises += 1;
      this.#expiresSec = minSec;
      this.refresh();
    } else {
      // §4.1.2.2: it stands until it lapses, whatever became of the refresh.
      this.#plan(Math.min(leftMs, Math.max(retryAfterMs(outcome), this.#backoff.nextMs())));
    }
  }

  #subscribe(expiresSec: number): Promise<RequestOutcome> {
    const request = this.#owner.fill(this.dialog.createRequest('SUBSCRIBE'), expiresSec);
    return this.#core.request(request, this.dialog);
  }

  #planRefresh(): void {
    const { clock, random } = this.#core.runtime;
    this.#plan(refreshDelayMs(Math.max(1, (this.#untilMs - clock.now()) / 1000), random));
  }

  #plan(delayMs: number): void {
    if (this.#phase.kind !== 'standing') return;
    const { timers } = this.#core.runtime;
    timers.cancel(this.#phase.timer);
    this.#phase = { kind: 'standing', timer: timers.schedule(delayMs, DialogSubscription.#due, this) };
  }

  #startTimerN(run: (self: DialogSubscription) => void): void {
    const { timers } = this.#core.runtime;
    timers.cancel(this.#timerN);
    this.#timerN = timers.schedule(64 * this.#core.timers.t1Ms, run, this);
  }

  #isClosed(): boolean {
    return this.#phase.kind === 'closed';
  }

  static readonly #due = (self: DialogSubscription): void => self.refresh();

  static readonly #lastNotifyMissed = (self: DialogSubscription): void => self.close();

  static readonly #notifyMissed = (self: DialogSubscription): void => {
    self.close();
    self.#owner.onLost({ kind: 'timeout', waitedFor: 'response' }, self, false);
  };
}
