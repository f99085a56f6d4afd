/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** The only source of time in the core. */
export interface Clock {
  /** Milliseconds from an arbitrary point; never goes back. */
  now(): number;
  /** Wall clock, for dates shown to people and put on the wire. It may jump. */
  epoch(): EpochMs;
  /**
   * Asks for one call of `wake` when `now()` has reached `atMs`.
   * There is one pending wake-up per clock; a later call replaces it. Only the `TimerWheel` uses it.
   */
  wakeAt(atMs: number, wake: () => void): void;
}
