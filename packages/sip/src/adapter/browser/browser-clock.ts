import type { Clock } from '../../runtime/clock.ts';

/** setTimeout takes at most 2^31 - 1 ms; the wheel asks again when it is woken early. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The clock of a page: `performance.now`, the wall clock, and one timeout. */
export class BrowserClock implements Clock {
  #pending: ReturnType<typeof setTimeout> | undefined;

  now(): number {
    return performance.now();
  }

  epoch(): number {
    return Date.now();
  }

  wakeAt(atMs: number, wake: () => void): void {
    clearTimeout(this.#pending);
    const delayMs = Math.min(Math.max(0, atMs - this.now()), LONGEST_DELAY_MS);
    this.#pending = setTimeout(wake, delayMs);
  }
}
