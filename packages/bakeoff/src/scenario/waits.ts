import type { SipMessage, Timer, TimerWheel } from '@sidetone/sip';

/** Who hears a message; a wait is for what one of them hears. */
type Listener = object;

const ANYBODY: Listener = {};

interface Wait {
  readonly listener: Listener;
  readonly look: (message: SipMessage) => void;
  readonly giveUp: (reason: Error) => void;
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
   * Resolves with what `find` makes of a message: of one that is there already, or of one that comes; undefined when the time
   * has run out. Rejects when the scenario is ended meanwhile.
   */
  until<T>(
    listener: Listener,
    find: (message: SipMessage) => T | undefined,
    backlog: Iterable<SipMessage>,
    withinMs: number,
  ): Promise<T | undefined> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    for (const message of backlog) {
      const found = find(message);
      if (found !== undefined) return Promise.resolve(found);
    }
    return new Promise((resolve, reject) => {
      const forget = (): void => {
        this.#timers.cancel(timer);
        this.#waits.delete(wait);
      };
      const timer: Timer = this.#timers.schedule(
        withinMs,
        () => {
          forget();
          resolve(undefined);
        },
        undefined,
      );
      const wait: Wait = {
        listener,
        look: (message) => {
          const found = find(message);
          if (found === undefined) return;
          forget();
          resolve(found);
        },
        giveUp: (reason) => {
          forget();
          reject(reason);
        },
      };
      this.#waits.add(wait);
    });
  }

  /** As `until`, of a message that comes to anybody, who may take it all the same. */
  overhear<T>(find: (message: SipMessage) => T | undefined, withinMs: number): Promise<T | undefined> {
    return this.until(ANYBODY, find, [], withinMs);
  }

  /** Lets time pass. Rejects when the scenario is ended meanwhile. */
  async pass(ms: number): Promise<void> {
    await this.until(this, () => undefined, [], ms);
  }

  /** A message came. Who has waited longest looks first; `isFree` tells whether nobody has taken it yet. */
  look(listener: Listener, message: SipMessage, isFree: () => boolean): void {
    for (const wait of this.#waits) {
      if (wait.listener === ANYBODY || (wait.listener === listener && isFree())) wait.look(message);
    }
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
