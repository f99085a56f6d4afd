import type { Clock } from '../../runtime/clock.ts';

/** setTimeout takes at most 2^31 - 1 ms; the wheel asks again when it is woken early. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The clock of a process. Its one timeout does not keep the process alive: sockets do. */
export class NodeClock implements Clock {
  #pending: NodeJS.Timeout | undefined;

  now(): number {
    return performance.now();
  }

  epoch(): number {
    return Date.now();
  }

  wakeAt(atMs: number, wake: () => void): void {
    clearTimeout(this.#pending);
    this.#pending = setTimeout(wake, Math.min(Math.max(0, atMs - this.now()), LONGEST_DELAY_MS));
    this.#pending.unref();
  }
}
