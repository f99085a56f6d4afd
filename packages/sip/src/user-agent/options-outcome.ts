import type { EndReason } from './core/end-reason.ts';

/** What an OPTIONS learned about the other end (RFC 3261 §11). */
export type OptionsOutcome =
  | {
      readonly kind: 'answered';
      readonly allow: readonly string[];
      readonly supported: readonly string[];
      readonly accept: readonly string[];
      /** Event packages that it takes subscriptions for (RFC 6665 §4.4.4). */
      readonly events: readonly string[];
    }
  | { readonly kind: 'failed'; readonly why: EndReason };
