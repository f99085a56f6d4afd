import type { EpochMs } from '../../runtime/clock.ts';
import type { EndReason } from '../core/end-reason.ts';

/** Why a subscription ended for good. */
export type SubscriptionEnd =
  /** This end unsubscribed. */
  | { readonly kind: 'unsubscribed' }
  /** The notifier ended it: `rejected`, `noresource`, `invariant` (RFC 6665 §4.1.3). */
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
export interface Notification {
  /** `undefined` when the NOTIFY had no body. */
  readonly contentType: string | undefined;
  /** The body as text, decoded from UTF-8. */
  readonly body: string;
}

export interface SubscriptionEvents {
  changed: SubscriptionState;
  notify: Notification;
}

export interface SubscribeOptions {
  /** Event package, for example `presence`. */
  readonly event: string;
  /** Media types of bodies that are understood. */
  readonly accept: readonly string[];
  /** Wanted lifetime in seconds; 3600 by default. */
  readonly expiresSec?: number;
}
