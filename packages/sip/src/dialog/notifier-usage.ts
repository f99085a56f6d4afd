import { createResponse } from '../message/create-response.ts';
import { Event, type EventValue, SubscriptionState } from '../message/headers/event.ts';
import { RetryAfter } from '../message/headers/notices.ts';
import { Expires, MinExpires } from '../message/headers/numbers.ts';
import type { SipMessage } from '../message/sip-message.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import { NO_PARAMS } from '../grammar/parameters.ts';
import type { EpochMs } from '../runtime/clock.ts';
import { note } from '../runtime/note.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Timer } from '../runtime/timer-wheel.ts';
import type { ServerTransaction } from '../transaction/transaction-user.ts';
import type { Dialog, DialogUsage } from './dialog.ts';
import type { DialogTable } from './dialog-table.ts';
import { isSameEvent } from './event-match.ts';
import { failureScope } from './failure-scope.ts';
import type { LastNotify, NotifierEnd, NotifierState, NotifyContent } from './notifier-state.ts';
import type { RequestFailure, RequestObserver, RequestSender } from './request-sender.ts';
import { grantLifetime, type SubscriptionLifetime } from './subscription-lifetime.ts';

/** What notifier usages need of the user agent core. */
export interface NotifierContext extends RequestSender {
  readonly runtime: Runtime;
  readonly dialogs: DialogTable;
  /** Adds Contact and what else a message says that refreshes a target (RFC 3261 §12.2). */
  describe(message: SipMessage): void;
}

/** What a notifier usage starts with. */
export interface NotifierUsageOptions {
  readonly event: EventValue;
  /** Granted lifetime in seconds; 0 for a fetch. */
  readonly expiresSec: number;
  /** For refreshes. */
  readonly lifetime: SubscriptionLifetime;
  /** Whether the subscriber may know the state; else it is pending until `authorize`. True by default. */
  readonly isAuthorized?: boolean;
  /** Least time between two NOTIFYs about changes, in ms; 0 by default. */
  readonly minIntervalMs?: number;
}

/** Who offers the state. */
export interface NotifierUsageOwner {
  /** It was refreshed, authorized, or has ended. */
  onChanged(state: NotifierState): void;
}

type Sending =
  | { readonly kind: 'idle' }
  /** A NOTIFY is under way. */
  | { readonly kind: 'sending' }
  /** A NOTIFY is under way, and another must follow, at once when the subscriber has asked. */
  | { readonly kind: 'behind'; readonly isAsked: boolean }
  /** The next NOTIFY has to wait. */
  | { readonly kind: 'waiting'; readonly timer: Timer }
  /** The last NOTIFY is under way. */
  | { readonly kind: 'closing' }
  | { readonly kind: 'closed' };

/** How long a NOTIFY waits that could not be delivered for the moment, when nobody says how long; twice as long each time. */
const RETRY_MS = 5000;

/** The longest that a NOTIFY is put off, also by Retry-After. */
const MAX_RETRY_MS = 60_000;

/** For the moment only: an edge answers so while a phone reconnects (RFC 5626; ADR 17). */
const MOMENTARY: ReadonlySet<number> = new Set([430, 480]);

/**
 * The notifier's use of a dialog (RFC 6665 §4.2). It may share the dialog with a call (RFC 5057), as the implicit
 * subscription of a REFER does. One NOTIFY is under way at a time, so that none overtakes another; what changes meanwhile
 * is sent as it then is.
 */
export class NotifierUsage implements DialogUsage, RequestObserver {
  readonly dialog: Dialog;
  readonly event: EventValue;
  readonly #context: NotifierContext;
  readonly #options: NotifierUsageOptions;
  readonly #owner: NotifierUsageOwner | undefined;
  #state: NotifierState;
  /** Goes into the last NOTIFY. */
  #last: { readonly reason: string; readonly retryAfterSec?: number } = { reason: 'timeout' };
  #sending: Sending = { kind: 'idle' };
  #content: NotifyContent | undefined;
  #version = 0;
  #untilMs = 0;
  #sentMs = -Infinity;
  #expiry: Timer | undefined;
  #retryMs = RETRY_MS;

  constructor(context: NotifierContext, dialog: Dialog, options: NotifierUsageOptions, owner?: NotifierUsageOwner) {
    this.#context = context;
    this.dialog = dialog;
    this.event = options.event;
    this.#options = options;
    this.#owner = owner;
    const until = this.#extend(options.expiresSec);
    this.#state = { kind: (options.isAuthorized ?? true) ? 'active' : 'pending', until };
    context.dialogs.add(dialog, this);
  }

  get state(): NotifierState {
    return this.#state;
  }

  /** The state of the resource has changed: tells the subscriber, as soon as that may be. A pending one is told later. */
  notify(content: NotifyContent): void {
    this.#content = content;
    if (this.#state.kind === 'active') this.#due(false);
  }

  /** RFC 6665 §4.2.1.2: every 200 to SUBSCRIBE is followed by the state, whether it has changed or not. */
  confirm(content = this.#content): void {
    this.#content = content;
    if (this.#state.kind !== 'terminated') this.#due(true);
  }

  /** RFC 6665 §4.2.1.4: a pending subscriber may know the state. */
  authorize(content = this.#content): void {
    if (this.#state.kind !== 'pending') return;
    this.#become({ ...this.#state, kind: 'active' });
    this.confirm(content);
  }

  /**
   * Ends the subscription with a last NOTIFY.
   * @param reason such as `rejected`, `noresource` or `deactivated` (RFC 6665 §4.1.3)
   * @param last what the last NOTIFY says: the state that was told last, and no `retry-after`, when left out
   */
  terminate(reason: string, last: LastNotify = {}): void {
    const { content = this.#content, retryAfterSec } = last;
    this.#content = content;
    this.#terminate(
      { kind: 'terminated', reason },
      { reason, ...(retryAfterSec === undefined ? {} : { retryAfterSec }) },
    );
  }

  /** The end of a fetch: one NOTIFY, which is the last (RFC 6665 §4.4.3). */
  conclude(content = this.#content): void {
    this.#content = content;
    this.#terminate({ kind: 'unsubscribed' });
  }

  receive(request: SipRequest, transaction: ServerTransaction): boolean {
    if (request.method !== 'SUBSCRIBE') return false;
    const event = request.get(Event);
    if (event === undefined || !isSameEvent(event, this.event)) return false;
    this.#refresh(request, transaction);
    return true;
  }

  onResponse(response: SipResponse): void {
    const { status } = response;
    if (status < 200 || this.#sending.kind === 'closed') return;
    if (status < 300) {
      this.#retryMs = RETRY_MS;
      this.dialog.refreshTarget(response);
      this.#settled();
      return;
    }
    const retryAfter = response.get(RetryAfter);
    if (failureScope(status) !== 'transaction' && retryAfter === undefined) {
      this.#fail(`NOTIFY was answered ${status}`);
      if (failureScope(status) === 'dialog') this.#context.dialogs.lose(this.dialog, status);
    } else if (retryAfter !== undefined || status >= 500 || MOMENTARY.has(status)) {
      this.#again((retryAfter?.delaySec ?? 0) * 1000);
    } else {
      // RFC 5057 §5.1: this NOTIFY alone has failed. The same again would fail again.
      note(this.#context.runtime, 'dialog', `a NOTIFY was refused with ${status}`);
      this.#settled();
    }
  }

  onFailure(failure: RequestFailure): void {
    switch (failure.kind) {
      case 'transport':
        this.#again();
        return;
      case 'timeout':
        this.#fail('NOTIFY was not answered');
        return;
      case 'authentication':
        this.#fail(`NOTIFY was challenged: ${failure.why}`);
    }
  }

  /** RFC 5057 §5.1: another usage of the dialog learned that the subscriber is gone. */
  onDialogLost(status: number): void {
    if (this.#sending.kind !== 'closed') this.#fail(`the dialog is gone, as a ${status} said`);
  }

  /** Ends without a word: the subscriber knows already, or is gone. */
  close(): void {
    const { timers } = this.#context.runtime;
    timers.cancel(this.#expiry);
    if (this.#sending.kind === 'waiting') timers.cancel(this.#sending.timer);
    this.#sending = { kind: 'closed' };
    this.#context.dialogs.remove(this.dialog, this);
  }

  /** RFC 6665 §4.2.1.4 */
  #refresh(request: SipRequest, transaction: ServerTransaction): void {
    if (this.#state.kind === 'terminated') {
      transaction.respond(createResponse(request, 481));
      return;
    }
    const { lifetime } = this.#options;
    const leftSec = Math.floor((this.#untilMs - this.#context.runtime.clock.now()) / 1000);
    const mostSec = lifetime.isFixed === true ? Math.min(lifetime.maxSec, leftSec) : lifetime.maxSec;
    const expiresSec = grantLifetime(request.get(Expires), { ...lifetime, maxSec: mostSec });
    const response = createResponse(request, expiresSec === undefined ? 423 : 200);
    if (expiresSec === undefined) {
      response.set(MinExpires, lifetime.minSec);
      transaction.respond(response);
      return;
    }
    this.dialog.refreshTarget(request);
    this.#context.describe(response);
    response.set(Expires, expiresSec);
    transaction.respond(response);
    if (expiresSec === 0) {
      this.#terminate({ kind: 'unsubscribed' });
      return;
    }
    this.#due(true);
    this.#become({ kind: this.#state.kind, until: this.#extend(expiresSec) });
  }

  /** Something is to be told. */
  #due(isAsked: boolean): void {
    const sending = this.#sending;
    switch (sending.kind) {
      case 'idle': {
        const { clock } = this.#context.runtime;
        const pauseMs = isAsked ? 0 : this.#sentMs + (this.#options.minIntervalMs ?? 0) - clock.now();
        if (pauseMs > 0) this.#wait(pauseMs);
        else this.#send();
        return;
      }
      case 'sending':
      case 'behind':
        this.#sending = { kind: 'behind', isAsked: isAsked || (sending.kind === 'behind' && sending.isAsked) };
        return;
      case 'waiting':
        if (!isAsked) return;
        this.#context.runtime.timers.cancel(sending.timer);
        this.#send();
        return;
      case 'closing':
      case 'closed':
        return;
    }
  }

  /** The NOTIFY that was under way is done with. */
  #settled(): void {
    const sending = this.#sending;
    if (sending.kind === 'closing') {
      this.close();
      return;
    }
    this.#sending = { kind: 'idle' };
    if (sending.kind === 'behind') this.#due(sending.isAsked);
  }

  /** The NOTIFY that was under way could not be delivered for the moment. */
  #again(leastMs = 0): void {
    if (this.#sending.kind === 'closed') return;
    if (this.#state.kind === 'terminated') {
      this.#settled();
      return;
    }
    const delayMs = Math.max(leastMs, this.#retryMs);
    this.#retryMs = Math.min(2 * this.#retryMs, MAX_RETRY_MS);
    this.#wait(Math.min(delayMs, MAX_RETRY_MS));
  }

  #wait(delayMs: number): void {
    const timer = this.#context.runtime.timers.schedule(delayMs, NotifierUsage.#waited, this);
    this.#sending = { kind: 'waiting', timer };
  }

  #send(): void {
    const { dialog } = this;
    const request = dialog.createRequest('NOTIFY');
    this.#context.describe(request);
    request.set(Event, this.event);
    const isLast = this.#state.kind === 'terminated';
    const { runtime } = this.#context;
    request.set(SubscriptionState, {
      ...(isLast ? this.#last : { expiresSec: Math.max(0, Math.round((this.#untilMs - runtime.clock.now()) / 1000)) }),
      state: this.#state.kind,
      params: NO_PARAMS,
    });
    this.#write(request);
    this.#sending = { kind: isLast ? 'closing' : 'sending' };
    this.#sentMs = runtime.clock.now();
    this.#context.send(request, this, dialog);
  }

  #write(request: SipRequest): void {
    const content = this.#content;
    if (content === undefined || this.#state.kind === 'pending') return;
    const { contentType, body } = content;
    request.setBody(contentType, typeof body === 'string' ? body : body(this.#version));
    this.#version += 1;
  }

  #terminate(
    why: NotifierEnd,
    last: { readonly reason: string; readonly retryAfterSec?: number } = { reason: 'timeout' },
  ): void {
    if (this.#state.kind === 'terminated') return;
    // §4.2.1.3: who was never authorized is not told the state at the end either.
    if (this.#state.kind === 'pending') this.#content = undefined;
    this.#context.runtime.timers.cancel(this.#expiry);
    this.#last = last;
    this.#become({ kind: 'terminated', why });
    this.#due(true);
  }

  #fail(cause: string): void {
    this.close();
    if (this.#state.kind !== 'terminated') this.#become({ kind: 'terminated', why: { kind: 'failed', cause } });
  }

  #become(state: NotifierState): void {
    this.#state = state;
    this.#owner?.onChanged(state);
  }

  /** @returns when it will expire */
  #extend(expiresSec: number): EpochMs {
    const { timers, clock } = this.#context.runtime;
    timers.cancel(this.#expiry);
    this.#untilMs = clock.now() + expiresSec * 1000;
    if (expiresSec > 0) this.#expiry = timers.schedule(expiresSec * 1000, NotifierUsage.#expired, this);
    return clock.epoch() + expiresSec * 1000;
  }

  static readonly #waited = (self: NotifierUsage): void => {
    self.#sending = { kind: 'idle' };
    self.#due(true);
  };

  static readonly #expired = (self: NotifierUsage): void => self.#terminate({ kind: 'expired' });
}
