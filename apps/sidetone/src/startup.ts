/** What a start has opened so far, so that a start that fails leaves nothing behind. */
export class Startup {
  readonly #closers: (() => Promise<void>)[] = [];

  /** @param close is called when the start fails, the latest first */
  opened<T>(part: T, close: (part: T) => Promise<void>): T {
    this.#closers.push(() => close(part));
    return part;
  }

  async undo(): Promise<void> {
    for (const close of this.#closers.reverse()) await close();
  }
}
