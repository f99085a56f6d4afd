import type { Uri } from '../../grammar/uri.ts';
import type { EpochMs } from '../../runtime/clock.ts';
import type { EndReason } from '../core/end-reason.ts';
import type { EventPackage } from './event-package.ts';

/** State of published event state (RFC 3903 §4). */
export type PublicationState =
  | { readonly kind: 'publishing' }
  | { readonly kind: 'published'; readonly until: EpochMs; readonly entityTag: string }
  | { readonly kind: 'failed'; readonly why: EndReason; readonly retryAt?: EpochMs }
  | { readonly kind: 'removed' };

/** What a publication tells of itself. */
export interface PublicationEvents {
  changed: PublicationState;
}

/** What is published (RFC 3903 §4). */
export interface PublishOptions {
  /** Event package, or its name, for example `presence`. */
  readonly event: string | Pick<EventPackage<unknown>, 'name'>;
  /** Whose state it is (RFC 3903 §4.1); the address of record of this user by default. */
  readonly resource?: Uri;
  readonly contentType: string;
  readonly body: string;
  /** Wanted lifetime in seconds; 3600 by default. */
  readonly expiresSec?: number;
}
