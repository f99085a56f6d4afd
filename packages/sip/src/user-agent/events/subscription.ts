import { Dialog, type DialogUsage } from '../../dialog/dialog.ts';
import { type SubscriptionTopic, takeNotify } from '../../dialog/subscription-usage.ts';
import { tag } from '../../grammar/name-addr.ts';
import { NO_PARAMS } from '../../grammar/parameters.ts';
import type { Uri } from '../../grammar/uri.ts';
import { From } from '../../message/headers/addresses.ts';
import { Accept, readMediaType } from '../../message/headers/content.ts';
import { Event, type SubscriptionStateValue } from '../../message/headers/event.ts';
import { Expires } from '../../message/headers/numbers.ts';
import { CallId } from '../../message/headers/words.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { Timer } from '../../runtime/timer-wheel.ts';
import type { ServerTransaction } from '../../transaction/transaction-user.ts';
import type { EndReason } from '../core/end-reason.ts';
import { requestFollowing } from '../core/request-following.ts';
import { reasonOf, type RequestOutcome, successOf } from '../core/request-outcome.ts';
import { SoftState } from '../core/soft-state.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';
import { type AcceptedRequest, DialogSubscription, type DialogSubscriptionOwner } from './dialog-subscription.ts';
import type { EventPackage } from './event-package.ts';
import { NotifiedState } from './notified-state.ts';
import { resubscription } from './resubscription.ts';
import type { SubscribeOptions, SubscriptionEnd, SubscriptionEvents, SubscriptionState } from './subscription-state.ts';

const DEFAULT_EXPIRES_SEC = 3600;

/** A SUBSCRIBE outside of dialogs, and the NOTIFYs that make dialogs of it (RFC 6665 §4.4.1). */
interface Attempt {
  readonly request: SipRequest;
  /** Timer N (§4.1.2.4): until then NOTIFYs may come. */
  readonly timerN: Timer;
  /** Undefined before its 2xx. */
  accepted: AcceptedRequest | undefined;
  /** Why a NOTIFY was refused, if one was. */
  refused: EndReason | undefined;
  /** Settles with the answer. */
  answered: Promise<void> | undefined;
}

/**
 * A subscription to the state of someone else (RFC 6665 §4.1). It is kept alive until `unsubscribe`. When the SUBSCRIBE is
 * forked, several notifiers may answer: it has a dialog with each of them, or with the first one.
 */
export class Subscription<T = unknown>
  extends SoftState<SubscriptionState, SubscriptionEvents<T>>
  implements DialogUsage, DialogSubscriptionOwner
{
  readonly resource: Uri;
  readonly #topic: SubscriptionTopic;
  readonly #package: EventPackage<T> | undefined;
  readonly #keepsForks: boolean;
  readonly #dialogs = new Map<DialogSubscription, NotifiedState<T>>();
  #attempt: Attempt | undefined;
  #startedMs = 0;

  /** @internal Use `UserAgent.subscribe`. */
  constructor(core: UserAgentCore, resource: Uri, options: SubscribeOptions<T>, known: EventPackage<T> | undefined) {
    super(core, { kind: 'pending' }, options.expiresSec ?? known?.defaultExpiresSec ?? DEFAULT_EXPIRES_SEC);
    this.resource = resource;
    this.#package = known;
    this.#keepsForks = (options.forks ?? known?.forks) === 'all';
    const type = known?.name ?? (options.event as string);
    const { id, eventParams: params = NO_PARAMS } = options;
    this.#topic = {
      event: id === undefined ? { type, params } : { type, id, params },
      accept: options.accept ?? known?.contentTypes ?? [],
    };
    this.#subscribe();
  }

  get event(): string {
    return this.#topic.event.type;
  }

  /** The notifiers that it has a dialog with, as in `Notification.notifier`. */
  get notifiers(): readonly string[] {
    return [...this.#dialogs.keys()].map(({ dialog }) => dialog.id.remoteTag);
  }

  /** Makes sure that the notifier still knows of it, as after a lost connection. */
  refresh(): void {
    if (this.#isOver()) return;
    for (const dialog of this.#dialogs.keys()) dialog.refresh();
    // While the SUBSCRIBE waits for its answer, there is nothing to add to it.
    if (this.#dialogs.size > 0 || (this.#attempt !== undefined && this.#attempt.accepted === undefined)) return;
    this.cancelPlan();
    this.#subscribe();
  }

  /** Ends it. Settles when that is answered or failed; never rejects. */
  async unsubscribe(): Promise<void> {
    if (this.#isOver()) return;
    this.#end({ kind: 'unsubscribed' });
    const accepted = this.#attempt?.accepted;
    // While the SUBSCRIBE waits for its answer there is nothing to end yet: `#accepted` sees to it.
    if (accepted !== undefined) this.#takeUp(accepted);
    await Promise.all([...this.#dialogs.keys()].map((dialog) => dialog.leave()));
  }

  /** A NOTIFY makes a dialog, and it may come before the response to the SUBSCRIBE (RFC 6665 §4.4.1). */
  receive(notify: SipRequest, transaction: ServerTransaction): boolean {
    const attempt = this.#attempt;
    if (notify.method !== 'NOTIFY' || attempt === undefined || this.#isOver()) return false;
    if (this.#dialogs.size >= (this.#keepsForks ? MAX_NOTIFIERS : 1)) return false;
    const dialog = Dialog.ofNotify(attempt.request, notify);
    if (dialog === undefined) return false;
    const state = takeNotify(notify, transaction, this.#topic);
    if (state === undefined) {
      attempt.refused = { kind: 'incompatible', cause: `a NOTIFY of ${notify.raw('Content-Type') ?? 'that kind'}` };
      return true;
    }
    const unanswered = attempt.accepted === undefined ? attempt.answered : undefined;
    const made = new DialogSubscription(this.core, dialog, this.#topic, this.expiresSec, this, unanswered);
    if (attempt.accepted !== undefined) made.answered(attempt.accepted);
    this.#dialogs.set(made, new NotifiedState(this.#package));
    if (!this.#keepsForks) this.#closeAttempt();
    made.onNotify(notify, state);
    return true;
  }

  onNotify(notify: SipRequest, state: SubscriptionStateValue, from: DialogSubscription): void {
    const isLast = state.state === 'terminated';
    const notified = this.#dialogs.get(from);
    if (isLast) this.#dialogs.delete(from);
    if (this.#isOver() || notified === undefined) return;
    if (notify.body !== '' || !isLast) {
      const { notification, isIncomplete } = notified.read(notify);
      this.emit('notify', notification);
      // A listener may have unsubscribed.
      if (this.#isOver()) return;
      // RFC 4235 §4.3, RFC 3858 §3.5, RFC 3680 §5.2: a refresh brings the full state.
      if (isIncomplete && !isLast) from.refresh(true);
    }
    if (isLast) this.#terminated(state);
    else this.#stands();
  }

  onRefreshed(): void {
    this.#stands();
  }

  onLost(why: EndReason, from: DialogSubscription, mayRetryAtOnce: boolean): void {
    this.#dialogs.delete(from);
    if (this.#isOver()) return;
    // A new subscription takes the place of the last one.
    if (this.#dialogs.size > 0) this.#stands();
    else if (this.#isShortLived() && this.isRefusedForGood()) this.#end({ kind: 'failed', why });
    else this.#retry(why, mayRetryAtOnce && !this.#isShortLived() ? 0 : this.nextBackoffMs());
  }

  fill(request: SipRequest, expiresSec: number): SipRequest {
    this.core.describe(request);
    request.set(Event, this.#topic.event);
    request.set(Expires, expiresSec);
    if (this.#topic.accept.length > 0) request.setAll(Accept, this.#topic.accept.map(readMediaType));
    return request;
  }

  protected override onDue(): void {
    this.refresh();
  }

  get #isFetch(): boolean {
    return this.expiresSec === 0;
  }

  #subscribe(): void {
    this.#closeAttempt();
    const { clock, timers } = this.core.runtime;
    const request = this.fill(this.core.createRequest('SUBSCRIBE', this.resource), this.expiresSec);
    const timerN = timers.schedule(64 * this.core.timers.t1Ms, Subscription.#timerNFired, this as Subscription);
    const attempt: Attempt = { request, timerN, accepted: undefined, refused: undefined, answered: undefined };
    this.#attempt = attempt;
    this.#startedMs = clock.now();
    this.core.dialogs.expect(...halfDialog(request), this);
    attempt.answered = requestFollowing(this.core, request).then((outcome) => this.#answered(attempt, outcome));
  }

  #answered(attempt: Attempt, outcome: RequestOutcome): void {
    const response = successOf(outcome);
    const isCurrent = this.#attempt === attempt;
    if (response !== undefined && outcome.kind === 'response') {
      const accepted = { response, sent: outcome.request };
      if (isCurrent) attempt.accepted = accepted;
      this.#accepted(attempt, accepted);
      return;
    }
    const isEstablished = [...this.#dialogs.keys()].some((dialog) => isOf(dialog, attempt));
    // A NOTIFY said that it is accepted, and the answer was lost.
    if (outcome.kind === 'failed' && isEstablished) {
      for (const dialog of this.#dialogs.keys()) if (isOf(dialog, attempt)) dialog.answered(undefined);
      return;
    }
    if (!isCurrent && !isEstablished) return;
    this.#closeAttempt();
    for (const dialog of this.#dialogs.keys()) if (isOf(dialog, attempt)) this.#drop(dialog);
    if (this.#isOver()) return;
    if (!this.#isFetch && this.adaptExpires(outcome)) {
      this.#subscribe();
      return;
    }
    const delayMs = this.delayAfter(outcome);
    if (delayMs === undefined) this.#end({ kind: 'failed', why: reasonOf(outcome) });
    else this.#retry(reasonOf(outcome), delayMs);
  }

  #accepted(attempt: Attempt, accepted: AcceptedRequest): void {
    const expiresSec = Math.min(accepted.response.get(Expires) ?? this.expiresSec, this.expiresSec);
    for (const dialog of this.#dialogs.keys()) {
      if (!isOf(dialog, attempt)) continue;
      dialog.answered(accepted);
      // What a NOTIFY said counts more than what the 2xx says, which may be of another notifier.
      if (dialog.state === 'pending') dialog.granted(expiresSec);
    }
    if (!this.#isOver() || this.#attempt !== attempt) return;
    // It was taken back while it was asked for.
    this.#takeUp(accepted);
    for (const dialog of this.#dialogs.keys()) void dialog.leave();
  }

  /** The dialog of a 2xx whose NOTIFY has not come, to end it. */
  #takeUp({ response, sent }: AcceptedRequest): void {
    this.#closeAttempt();
    const dialog = Dialog.ofResponse(sent, response);
    if (dialog === undefined || this.#dialogs.size > 0) return;
    const made = new DialogSubscription(this.core, dialog, this.#topic, this.expiresSec, this);
    this.#dialogs.set(made, new NotifiedState(this.#package));
  }

  #stands(): void {
    // One that ends at once each time makes no progress.
    if (!this.#isShortLived()) this.resetBackoff();
    const active = [...this.#dialogs.keys()].filter(({ state }) => state === 'active');
    if (active.length === 0) this.become({ kind: 'pending' });
    else this.become({ kind: 'active', until: Math.max(...active.map(({ until }) => until)) });
  }

  /** A notifier ended it (RFC 6665 §4.1.3). */
  #terminated(state: SubscriptionStateValue): void {
    if (this.#dialogs.size > 0) {
      this.#stands();
      return;
    }
    const reason = state.reason?.toLowerCase() ?? 'unknown';
    if (this.#isFetch) {
      // Other notifiers may still answer.
      if (this.#attempt === undefined) this.#end({ kind: 'ended', reason });
      return;
    }
    const again = resubscription(state);
    const isShortLived = this.#isShortLived();
    if (again.kind === 'never' || (isShortLived && this.isRefusedForGood())) {
      this.#end({ kind: 'ended', reason });
      return;
    }
    this.#closeAttempt();
    const wantedMs = again.kind === 'later' ? again.delayMs : 0;
    const isHasty = wantedMs === undefined || isShortLived;
    this.#retry(
      { kind: 'rejected', by: 'remote', status: 480, phrase: reason },
      Math.max(wantedMs ?? 0, isHasty ? this.nextBackoffMs() : 0),
    );
  }

  #isShortLived(): boolean {
    return this.core.runtime.clock.now() - this.#startedMs < SHORT_LIVED_MS;
  }

  #retry(why: EndReason, delayMs: number): void {
    this.plan(delayMs);
    this.become({ kind: 'retrying', why, retryAt: this.epochIn(delayMs / 1000) });
  }

  #drop(dialog: DialogSubscription): void {
    this.#dialogs.delete(dialog);
    dialog.close();
  }

  #closeAttempt(): void {
    const attempt = this.#attempt;
    if (attempt === undefined) return;
    this.#attempt = undefined;
    this.core.runtime.timers.cancel(attempt.timerN);
    this.core.dialogs.unexpect(...halfDialog(attempt.request));
  }

  static readonly #timerNFired = (self: Subscription): void => {
    const attempt = self.#attempt;
    self.#closeAttempt();
    if (self.#isOver() || self.#dialogs.size > 0 || attempt === undefined) return;
    if (self.#isFetch && attempt.accepted !== undefined) self.#end({ kind: 'ended', reason: 'timeout' });
    else self.#retry(attempt.refused ?? { kind: 'timeout', waitedFor: 'response' }, self.nextBackoffMs());
  };

  #isOver(): boolean {
    return this.state.kind === 'terminated';
  }

  #end(why: SubscriptionEnd): void {
    this.cancelPlan();
    this.become({ kind: 'terminated', why });
  }
}

/** More notifiers of one SUBSCRIBE than these are refused. */
const MAX_NOTIFIERS = 64;

/** A subscription that ended sooner than this after it was asked for is not made again at once, and counts as refused. */
const SHORT_LIVED_MS = 10_000;

/** Whether the dialog was made by that SUBSCRIBE. */
function isOf({ dialog }: DialogSubscription, { request }: Attempt): boolean {
  return dialog.id.callId === request.get(CallId);
}

/** Call-ID and tag of this end, by which a request is known that makes the dialog. */
function halfDialog(request: SipRequest): [callId: string, localTag: string] {
  const from = request.get(From);
  return [request.get(CallId) ?? '', (from && tag(from)) ?? ''];
}
