import type { Params } from '../../grammar/parameters.ts';
import type { EpochMs } from '../../runtime/clock.ts';
import type { EndReason } from '../core/end-reason.ts';
import type { EventPackage } from './event-package.ts';

/** Why a subscription ended for good. */
export type SubscriptionEnd =
  /** This end unsubscribed. */
  | { readonly kind: 'unsubscribed' }
  /**
   * The notifier ended it: `rejected`, `noresource`, `invariant` (RFC 6665 §4.1.3). A fetch ends so too, mostly with
   * `timeout` (§4.4.3).
   */
  | { readonly kind: 'ended'; readonly reason: string }
  | { readonly kind: 'failed'; readonly why: EndReason };

/** State of a subscription, seen from the subscriber (RFC 6665 §4.1.2). */
export type SubscriptionState =
  /** SUBSCRIBE is out, or the notifier has not decided yet. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'active'; readonly until: EpochMs }
  /** It failed, and is tried again by itself. */
  | { readonly kind: 'retrying'; readonly why: EndReason; readonly retryAt: EpochMs }
  | { readonly kind: 'terminated'; readonly why: SubscriptionEnd };

/** What one NOTIFY said. */
export interface Notification<T = unknown> {
  /** As it was written, with its parameters; `undefined` when the NOTIFY had no body. */
  readonly contentType: string | undefined;
  /** The body as text, decoded from UTF-8. */
  readonly body: string;
  /**
   * The body as the event package reads it, partial ones put together with what was told before. `undefined` without
   * package or body, and when the body cannot be read.
   */
  readonly value: T | undefined;
  /** Why the body cannot be read, in English. */
  readonly problem: string | undefined;
  /** Names the notifier: a subscription that was forked has several. */
  readonly notifier: string;
}

/** What a subscription tells of itself. */
export interface SubscriptionEvents<T = unknown> {
  changed: SubscriptionState;
  notify: Notification<T>;
}

/** What is subscribed to, and for how long (RFC 6665 §4.1.2). */
export interface SubscribeOptions<T = unknown> {
  /** Event package, or its name, for example `presence`. A name of `UserAgentOptions.eventPackages` means that package. */
  readonly event: string | EventPackage<T>;
  /** Media types of bodies that are understood. Those of the package by default; without a package all are taken. */
  readonly accept?: readonly string[];
  /**
   * Wanted lifetime in seconds: the package's by default, else 3600. 0 fetches the state once (RFC 6665 §4.4.3): after the
   * notification the subscription is terminated.
   */
  readonly expiresSec?: number;
  /** The `id` of the event, which tells subscriptions of one dialog apart (RFC 6665 §4.5.2). A token. */
  readonly id?: string;
  /** Other parameters of the event, such as those of RFC 4235 §3.2. */
  readonly eventParams?: Params;
  /**
   * Which notifiers of a forked SUBSCRIBE are kept (RFC 6665 §5.4.9): the first one, and the others are refused with 481;
   * or all. The package says it by default, else `one`.
   */
  readonly forks?: 'one' | 'all';
}
