/** Lifetimes that one kind of state may have, in seconds. */
export interface Lifetimes {
  /** What a request gets that asks for none. */
  readonly defaultSec: number;
  /** What asks for less, but not for zero, is refused with 423 (RFC 3261 §10.3 step 7). */
  readonly minSec: number;
  /** What asks for more gets this. */
  readonly maxSec: number;
}

/** What the server allows, as data. */
export interface Policy {
  readonly registration: Lifetimes & {
    /** A fork reaches at most this many branches; one more binding is refused with 403. */
    readonly bindingsPerUser: number;
  };
  readonly publication: Lifetimes & {
    readonly perUser: number;
    /** Largest presence document, in bytes; a larger one is refused with 413. */
    readonly maxBytes: number;
  };
  readonly subscription: Lifetimes & {
    /** Subscriptions that one watcher may have. */
    readonly perWatcher: number;
    /** Seconds until state is sent again that a watcher could not take at the time (5xx without Retry-After). */
    readonly retrySec: number;
  };
  readonly proxy: {
    /** Seconds until ringing is given up with 408. */
    readonly ringTimeoutSec: number;
    /** Timer C: seconds without a provisional response after which an INVITE branch is ended; more than 180 (§16.6 step 11). */
    readonly timerCSec: number;
    /** Seconds that cancelled branches have to end before their caller is answered anyway. */
    readonly cancelGraceSec: number;
  };
}

export const defaultPolicy: Policy = {
  registration: { defaultSec: 3600, minSec: 30, maxSec: 7200, bindingsPerUser: 10 },
  publication: { defaultSec: 3600, minSec: 30, maxSec: 7200, perUser: 20, maxBytes: 16_384 },
  subscription: { defaultSec: 3600, minSec: 30, maxSec: 7200, perWatcher: 1000, retrySec: 5 },
  proxy: { ringTimeoutSec: 60, timerCSec: 185, cancelGraceSec: 4 },
};

/** What a request for a lifetime gets. */
export type Lifetime = { readonly kind: 'granted'; readonly sec: number } | { readonly kind: 'too-brief' };

/** @param requestedSec undefined when the request asks for no particular lifetime; 0 ends the state */
export function grantLifetime(requestedSec: number | undefined, lifetimes: Lifetimes): Lifetime {
  const sec = Math.min(requestedSec ?? lifetimes.defaultSec, lifetimes.maxSec);
  return sec > 0 && sec < lifetimes.minSec ? { kind: 'too-brief' } : { kind: 'granted', sec };
}
