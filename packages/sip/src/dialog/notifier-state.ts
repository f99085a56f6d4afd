import type { EpochMs } from '../runtime/clock.ts';

/** Why a subscription ended, seen from the notifier. */
export type NotifierEnd =
  /** The subscriber took it back: SUBSCRIBE with `Expires: 0`, also a fetch (RFC 6665 §4.4.3). */
  | { readonly kind: 'unsubscribed' }
  /** It was not refreshed. */
  | { readonly kind: 'expired' }
  /** This end ended it, for the reason that went out. */
  | { readonly kind: 'terminated'; readonly reason: string }
  /** A NOTIFY could not be delivered. `cause` is for a log, in English. */
  | { readonly kind: 'failed'; readonly cause: string };

/** State of a subscription, seen from the notifier (RFC 6665 §4.2.2). */
export type NotifierState =
  /** It waits for a decision: the subscriber is told that and nothing else. */
  | { readonly kind: 'pending'; readonly until: EpochMs }
  | { readonly kind: 'active'; readonly until: EpochMs }
  | { readonly kind: 'terminated'; readonly why: NotifierEnd };

/** The state of a resource, as a NOTIFY carries it. */
export interface NotifyContent {
  readonly contentType: string;
  /**
   * The whole state as text; sent as UTF-8. A function writes it when it is sent: documents with a version number have one
   * more in each NOTIFY of a subscription, from 0 on (RFC 4235 §4.1).
   */
  readonly body: string | ((version: number) => string);
}

/** What the NOTIFY that ends a subscription says besides the reason. */
export interface LastNotify {
  readonly content?: NotifyContent | undefined;
  /** When the subscriber may try again, in seconds. */
  readonly retryAfterSec?: number | undefined;
}
