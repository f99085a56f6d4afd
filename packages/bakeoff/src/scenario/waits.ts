import type { Timer, TimerWheel } from '@sidetone/sip';

interface Wait {
  /** @returns whether it was what is waited for */
  readonly look: () => boolean;
  readonly giveUp: (reason: Error) => void;
  readonly timer: Timer;
}

/** Everything that a scenario waits for. It all ends when the scenario does, so nothing can hang. */
export class Waits {
  readonly #timers: TimerWheel;
  readonly #waits = new Set<Wait>();
  #ended: Error | undefined;

  constructor(timers: TimerWheel) {
    this.#timers = timers;
  }

  /**
   * Resolves with what `find` finds, looked for now and at every message, or undefined when the time has run out.
   * Rejects when the scenario is ended meanwhile.
   */
  until<T>(find: () => T | undefined, withinMs: number): Promise<T | undefined> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const found = find();
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const done = (value: T | undefined): void => {
        this.#timers.cancel(wait.timer);
        this.#waits.delete(wait);
        resolve(value);
      };
      const wait: Wait = {
        look: () => {
          const value = find();
          if (value !== undefined) done(value);
          return value !== undefined;
        },
        giveUp: (reason) => {
          this.#timers.cancel(wait.timer);
          this.#waits.delete(wait);
          reject(reason);
        },
        timer: this.#timers.schedule(withinMs, () => done(find()), undefined),
      };
      this.#waits.add(wait);
    });
  }

  /** A message came. The one who has waited longest looks first, and who finds what it waits for takes it. */
  look(): void {
    for (const wait of this.#waits) wait.look();
  }

  /** Ends all waiting, now and later. */
  end(reason: Error): void {
    this.#ended ??= reason;
    for (const wait of this.#waits) wait.giveUp(reason);
  }

  /** After `end`: waiting is possible again, for what is to be cleaned up. */
  reopen(): void {
    this.#ended = undefined;
  }
}
