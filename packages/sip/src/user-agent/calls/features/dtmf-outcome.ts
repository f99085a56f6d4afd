import type { ToneTiming } from '../../../media/media-endpoint.ts';
import type { EndReason } from '../../core/end-reason.ts';

/** How tones are sent; 100 ms each and 70 ms between them by default. */
export type DtmfOptions = Partial<ToneTiming>;

/** What came of sending tones. */
export type DtmfOutcome =
  /** `media`: as telephone-events in the sound (RFC 4733). `info`: each tone in an INFO, all of which were taken. */
  | { readonly kind: 'sent'; readonly by: 'media' | 'info' }
  /** The other end takes tones in neither way; what came before this one it may have taken. */
  | { readonly kind: 'refused'; readonly status: number; readonly phrase: string }
  | { readonly kind: 'failed'; readonly why: EndReason };
