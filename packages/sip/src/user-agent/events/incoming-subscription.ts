import type { NameAddr } from '../../grammar/name-addr.ts';
import type { Uri } from '../../grammar/uri.ts';
import type { EventValue } from '../../message/headers/event.ts';
import type { NotifierSubscription } from './notifier-subscription.ts';

/** What a refusal of a SUBSCRIBE says besides its status. */
export interface SubscribeRefusal {
  /** The reason phrase; that of the status by default. */
  readonly phrase?: string;
  /** When the subscriber may try again, in seconds (RFC 3261 §20.33). */
  readonly retryAfterSec?: number;
}

/**
 * Somebody asks to be told of our state (RFC 6665 §4.2.1). It is decided within the handler; when the handler returns
 * without a decision, the subscription is pending.
 */
export interface IncomingSubscription {
  readonly from: NameAddr;
  /** What is subscribed to: the Request-URI. */
  readonly resource: Uri;
  readonly event: EventValue;
  /** The lifetime that would be granted, in seconds; 0 for a fetch, which gets one NOTIFY (§4.4.3). */
  readonly expiresSec: number;
  /**
   * Answers 200 and tells the state: the first NOTIFY leaves when the handler has returned, with what `notify` was given.
   * @param expiresSec a shorter lifetime than `expiresSec`
   * @throws {InvalidStateError} when it was decided before
   */
  accept(expiresSec?: number): NotifierSubscription;
  /** Answers 200 and tells that it waits for `authorize`. @throws {InvalidStateError} when it was decided before */
  pend(expiresSec?: number): NotifierSubscription;
  /** Refuses it; 403 by default (§4.2.1.3). @throws {InvalidStateError} when it was decided before */
  reject(status?: number, refusal?: SubscribeRefusal): void;
}

/** How a package is served. */
export interface ServeOptions {
  /** Lifetime in seconds of a subscription that does not ask for one: the package's, else 3600. */
  readonly defaultExpiresSec?: number;
  /** Shorter wishes are refused with 423; 60 by default. */
  readonly minExpiresSec?: number;
  /** Longer wishes are cut to this; 86 400 by default. */
  readonly maxExpiresSec?: number;
  /** Least time between two NOTIFYs about changes to one subscriber, in ms: the package's, else 0. */
  readonly minIntervalMs?: number;
  /** From this many subscriptions on, another one is refused with 503; 100 by default. */
  readonly limit?: number;
}
