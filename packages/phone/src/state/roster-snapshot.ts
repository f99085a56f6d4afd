import type { Sentence } from '../outcomes/sentence.ts';
import type { Aor, EpochMs } from './basics.ts';

export interface BuddySnapshot {
  readonly aor: Aor;
  readonly displayName: string;
  readonly presence: PresenceSnapshot;
}

/** What is known about somebody, from PIDF and RPID (RFC 3863, RFC 4480). `note` is free text, never empty. */
export type PresenceSnapshot =
  /** Not heard yet. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'available'; readonly note?: string; readonly since: EpochMs }
  | { readonly kind: 'busy'; readonly note?: string; readonly since: EpochMs }
  | { readonly kind: 'away'; readonly note?: string; readonly since: EpochMs }
  | { readonly kind: 'offline'; readonly note?: string; readonly since: EpochMs }
  /** The server does not tell, and says why. */
  | { readonly kind: 'withheld'; readonly why: Sentence };

export type OwnStatus = 'available' | 'busy' | 'away';

/** The own status as it was set; it is published whenever the phone is signed in. */
export interface OwnPresenceSnapshot {
  readonly status: OwnStatus;
  /** Free text; empty when there is none. */
  readonly note: string;
  /** Whether others can know it. */
  readonly publication:
    | { readonly kind: 'unpublished' }
    | { readonly kind: 'publishing' }
    | { readonly kind: 'published' }
    | { readonly kind: 'failed'; readonly why: Sentence };
}
