/** How long a notifier lets subscriptions last, in seconds (RFC 6665 §4.2.1.1). */
export interface SubscriptionLifetime {
  /** For a SUBSCRIBE without Expires; the event package says it (RFC 6665 §5.4.4). */
  readonly defaultSec: number;
  /** Shorter wishes are refused with 423; 0 takes all. */
  readonly minSec: number;
  /** Longer wishes are cut to this. */
  readonly maxSec: number;
  /** A refresh gets what is left of the first one, and no more. */
  readonly isFixed?: boolean;
}

/** RFC 6665 §4.2.1.1: a wish of an hour or more, and the wish to end, are never too brief. */
const NEVER_BRIEF_SEC = 3600;

/** @returns the lifetime in seconds, undefined when the wish is too brief (423) */
export function grantLifetime(wishSec: number | undefined, lifetime: SubscriptionLifetime): number | undefined {
  const sec = wishSec ?? lifetime.defaultSec;
  if (sec > 0 && sec < NEVER_BRIEF_SEC && sec < lifetime.minSec) return undefined;
  return Math.min(sec, lifetime.maxSec);
}
