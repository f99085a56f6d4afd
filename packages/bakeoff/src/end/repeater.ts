import type { Timer, TimerWheel } from '@sidetone/sip';

const T1_MS = 500;
const T2_MS = 4_000;
/** 64*T1: nobody repeats for longer. */
const LONGEST_MS = 32_000;

/** Repeats what is sent over UDP until it is told to stop (RFC 3261 §17.1). */
export class Repeater {
  readonly #timers: TimerWheel;
  readonly #pending = new Map<string, Timer>();

  constructor(timers: TimerWheel) {
    this.#timers = timers;
  }

  start(key: string, send: () => void): void {
    this.stop(key);
    this.#schedule(key, send, T1_MS, 0);
  }

  stop(key: string): void {
    this.#timers.cancel(this.#pending.get(key));
    this.#pending.delete(key);
  }

  stopAll(): void {
    for (const key of this.#pending.keys()) this.stop(key);
  }

  #schedule(key: string, send: () => void, delayMs: number, elapsedMs: number): void {
    if (elapsedMs + delayMs > LONGEST_MS) return;
    const again = (): void => {
      send();
      this.#schedule(key, send, Math.min(2 * delayMs, T2_MS), elapsedMs + delayMs);
    };
    this.#pending.set(key, this.#timers.schedule(delayMs, again, undefined));
  }
}
