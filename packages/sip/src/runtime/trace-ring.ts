import type { Trace, TraceEvent } from './trace.ts';

/** Keeps the last events and hands each new one to its subscribers. */
export class TraceRing implements Trace {
  readonly isActive: boolean = true;
  readonly #capacity: number;
  readonly #ring: TraceEvent[] = [];
  readonly #listeners = new Set<(event: TraceEvent) => void>();
  /** Index of the oldest event once the ring is full. */
  #oldest = 0;

  /** @param capacity how many events are kept; a positive integer */
  constructor(capacity = 1000) {
    if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError('capacity must be a positive integer');
    this.#capacity = capacity;
  }

  record(event: TraceEvent): void {
    if (this.#ring.length < this.#capacity) {
      this.#ring.push(event);
    } else {
      this.#ring[this.#oldest] = event;
      this.#oldest = (this.#oldest + 1) % this.#capacity;
    }
    for (const listener of this.#listeners) listener(event);
  }

  /** The kept events, oldest first. */
  events(): readonly TraceEvent[] {
    return [...this.#ring.slice(this.#oldest), ...this.#ring.slice(0, this.#oldest)];
  }

  clear(): void {
    this.#ring.length = 0;
    this.#oldest = 0;
  }

  /** Calls `listener` for every later event. Returns the function that ends it. */
  subscribe(listener: (event: TraceEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
