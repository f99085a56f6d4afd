import type { Logger } from '@sidetone/sip';

/**
 * Runs tasks with one key one after another, in the order in which they were given, and tasks with different keys at
 * the same time. The first one runs at once. RFC 3261 §10.3: requests are processed in the order they are received.
 */
export class KeyedQueue<K> {
  readonly #log: Logger;
  /** A key with a task under way, and the tasks behind it. */
  readonly #waiting = new Map<K, (() => Promise<void>)[]>();

  constructor(log: Logger) {
    this.#log = log;
  }

  run(key: K, task: () => Promise<void>): void {
    const waiting = this.#waiting.get(key);
    if (waiting !== undefined) {
      waiting.push(task);
      return;
    }
    this.#waiting.set(key, []);
    void this.#drain(key, task);
  }

  async #drain(key: K, first: () => Promise<void>): Promise<void> {
    for (let task: (() => Promise<void>) | undefined = first; task !== undefined;) {
      try {
        await task();
      } catch (error) {
        this.#log.error('a queued task failed', { key: String(key), error: String(error) });
      }
      task = this.#waiting.get(key)?.shift();
    }
    this.#waiting.delete(key);
  }
}
