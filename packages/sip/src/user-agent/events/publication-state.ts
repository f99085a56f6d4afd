import type { EpochMs } from '../../runtime/clock.ts';
import type { EndReason } from '../core/end-reason.ts';

/** State of published event state (RFC 3903 §4). */
export type PublicationState =
  | { readonly kind: 'publishing' }
  | { readonly kind: 'published'; readonly until: EpochMs; readonly entityTag: string }
  | { readonly kind: 'failed'; readonly why: EndReason; readonly retryAt?: EpochMs }
  | { readonly kind: 'removed' };

export interface PublicationEvents {
  changed: PublicationState;
}

export interface PublishOptions {
  /** Event package, for example `presence`. */
  readonly event: string;
  readonly contentType: string;
  readonly body: string;
  /** Wanted lifetime in seconds; 3600 by default. */
  readonly expiresSec?: number;
}
