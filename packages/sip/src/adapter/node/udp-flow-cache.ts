/**
 * Keeps what was used last, at most `limit` entries. Two generations: when the young one is half of the limit, it
 * becomes the old one, and what was in the old one is forgotten unless it was used since.
 */
export class UdpFlowCache<T> {
  readonly #generationSize: number;
  #young = new Map<string, T>();
  #old = new Map<string, T>();

  constructor(limit: number) {
    this.#generationSize = Math.max(1, Math.floor(limit / 2));
  }

  get(key: string): T | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: T): void {
    if (this.#young.size >= this.#generationSize) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  delete(key: string): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }

  values(): readonly T[] {
    return [...new Set([...this.#old.values(), ...this.#young.values()])];
  }
}
