import {
  RetryAfter,
  type ClientObserver,
  type Runtime,
  type SipResponse,
  type SipUri,
  type Timer,
  type TransactionFailure,
  type TransactionLayer,
} from '@sidetone/sip';
import type { Policy } from '../policy.ts';
import { notifyRequest, watcherRoute, type NotifyState, type WatcherRoute } from './notify-request.ts';
import type { SubscriptionRecord } from './subscription-record.ts';

/** What a watch asks of the notifier. */
export interface WatchHost {
  readonly runtime: Runtime;
  readonly transactions: TransactionLayer;
  readonly policy: Policy['subscription'];
  /** Our Contact towards a watcher. */
  contact(watch: Watch): SipUri;
  /** The presence document of who is watched, as text. */
  stateOf(watch: Watch): string;
  remainingSec(record: SubscriptionRecord): number;
  /** The watcher is gone: the subscription has ended. */
  onDead(watch: Watch, why: string): void;
}

type WatchState =
  /** The watcher has been told. */
  | { readonly kind: 'current' }
  /** A NOTIFY is under way. */
  | { readonly kind: 'notifying' }
  /** A NOTIFY is under way, and another must follow. */
  | { readonly kind: 'behind' }
  /** The watcher could not take it; it is sent again. */
  | { readonly kind: 'waiting'; readonly timer: Timer }
  | { readonly kind: 'ended' };

/** The longest that a Retry-After may put off a NOTIFY, in seconds. */
const MAX_RETRY_SEC = 60;

/**
 * The notifier's end of one subscription. One NOTIFY is under way at a time, so that none overtakes another; what
 * changes meanwhile is sent as it then is. What one watcher does touches no other.
 */
export class Watch implements ClientObserver {
  readonly #host: WatchHost;
  #record: SubscriptionRecord;
  #route: WatcherRoute | undefined;
  #state: WatchState = { kind: 'current' };
  #cseq: number;
  /** What the watcher was last sent. */
  #sent: string | undefined;

  constructor(host: WatchHost, record: SubscriptionRecord) {
    this.#host = host;
    this.#record = record;
    this.#route = watcherRoute(record);
    // §8.1.1.5: the clock's seconds; after a restart they are higher than what was used before.
    this.#cseq = Math.floor(host.runtime.clock.epoch() / 1000) % 2 ** 31;
  }

  get record(): SubscriptionRecord {
    return this.#record;
  }

  /** A refresh has replaced the record. */
  refreshed(record: SubscriptionRecord): void {
    this.#record = record;
    this.#route = watcherRoute(record);
  }

  /** RFC 6665 §4.2.1.2: sends the state whether it has changed or not, as every 200 to SUBSCRIBE asks. */
  notify(): void {
    switch (this.#state.kind) {
      case 'current':
        this.#send(this.#host.stateOf(this));
        return;
      case 'notifying':
      case 'behind':
        this.#sent = undefined;
        this.#state = { kind: 'behind' };
        return;
      case 'waiting':
        this.#host.runtime.timers.cancel(this.#state.timer);
        this.#send(this.#host.stateOf(this));
        return;
      case 'ended':
        return;
    }
  }

  /** The presentity's state may have changed. */
  stateChanged(text: string): void {
    switch (this.#state.kind) {
      case 'current':
        if (text !== this.#sent) this.#send(text);
        return;
      case 'notifying':
        this.#state = { kind: 'behind' };
        return;
      case 'behind':
      case 'waiting':
      case 'ended':
        return;
    }
  }

  /** The last NOTIFY: the subscription has ended by itself or by request. */
  terminate(reason: 'timeout' | 'noresource', text: string | undefined): void {
    if (this.#state.kind === 'ended') return;
    this.stop();
    this.#transmit({ kind: 'terminated', reason }, text);
  }

  /** Ends it without a word. */
  stop(): void {
    if (this.#state.kind === 'waiting') this.#host.runtime.timers.cancel(this.#state.timer);
    this.#state = { kind: 'ended' };
  }

  onResponse(response: SipResponse): void {
    if (this.#state.kind === 'ended' || response.status < 200) return;
    if (response.status < 300) return this.#settled();
    const retrySec = this.#retrySec(response);
    if (retrySec === undefined) return this.#host.onDead(this, `NOTIFY was answered ${response.status}`);
    const { timers } = this.#host.runtime;
    this.#state = { kind: 'waiting', timer: timers.schedule(retrySec * 1000, retry, this) };
  }

  onFailure(failure: TransactionFailure): void {
    if (this.#state.kind === 'ended') return;
    this.#host.onDead(this, failure.kind === 'timeout' ? 'NOTIFY was not answered' : failure.reason);
  }

  /** The time to wait is over. */
  retry(): void {
    if (this.#state.kind === 'waiting') this.#send(this.#host.stateOf(this));
  }

  #settled(): void {
    const wasBehind = this.#state.kind === 'behind';
    this.#state = { kind: 'current' };
    if (wasBehind) this.stateChanged(this.#host.stateOf(this));
  }

  /** RFC 6665 §4.2.2: a 5xx but 501, or a Retry-After, is no end; everything else is. */
  #retrySec(response: SipResponse): number | undefined {
    const retryAfter = response.get(RetryAfter);
    if (retryAfter !== undefined) return Math.min(Math.max(retryAfter.delaySec, 1), MAX_RETRY_SEC);
    return response.status >= 500 && response.status < 600 && response.status !== 501
      ? this.#host.policy.retrySec
      : undefined;
  }

  #send(text: string): void {
    this.#sent = text;
    this.#state = { kind: 'notifying' };
    this.#transmit({ kind: 'active', expiresSec: this.#host.remainingSec(this.#record) }, text);
  }

  #transmit(state: NotifyState, text: string | undefined): void {
    if (this.#route === undefined) return this.#host.onDead(this, 'its Contact cannot be reached');
    this.#cseq += 1;
    const request = notifyRequest(this.#record, this.#route, this.#cseq, this.#host.contact(this), state, text);
    this.#host.transactions.send(request, { nextHop: this.#route.hop }, this);
  }
}

function retry(watch: Watch): void {
  watch.retry();
}
