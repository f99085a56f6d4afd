/**
 * Typed events: `Events` maps each event's name to what its listeners receive.
 * A class that has events holds an Emitter and offers its `on`.
 */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, ReadonlySet<(payload: never) => void>>();

  /** Calls `listener` for every later event of that name. Returns the function that ends it. */
  on<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): () => void {
    // The set is replaced, never changed, so that an emit under way is not disturbed.
    this.#listeners.set(name, new Set(this.#listeners.get(name)).add(listener));
    return () => {
      const left = new Set(this.#listeners.get(name));
      left.delete(listener);
      this.#listeners.set(name, left);
    };
  }

  /** Calls the listeners in the order of their subscription. When one throws, the others still run, then it is thrown. */
  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
    const listeners = this.#listeners.get(name);
    if (listeners === undefined) return;
    const thrown: unknown[] = [];
    for (const listener of listeners) {
      try {
        (listener as (payload: Events[Name]) => void)(payload);
      } catch (error) {
        thrown.push(error);
      }
    }
    if (thrown.length === 1) throw thrown[0];
    if (thrown.length > 1) throw new AggregateError(thrown, `${thrown.length} listeners of ${String(name)} threw`);
  }

  /** Whether anybody listens to that event. */
  has(name: keyof Events): boolean {
    return (this.#listeners.get(name)?.size ?? 0) > 0;
  }
}
