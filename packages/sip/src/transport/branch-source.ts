import type { Random } from '../runtime/random.ts';

/** §8.1.1.7 */
export const MAGIC_COOKIE = 'z9hG4bK';

/** Bits that tell this process from all others. */
const PREFIX_BITS = 64;

/** Makes branches that are unique in space and time: a random prefix of this process and a counter. */
export class BranchSource {
  readonly #prefix: string;
  #count = 0;

  constructor(random: Random) {
    this.#prefix = `${MAGIC_COOKIE}${random.token(PREFIX_BITS)}.`;
  }

  /** @param suffix goes to the end; a token, or nothing */
  next(suffix = ''): string {
    this.#count += 1;
    const branch = this.#prefix + this.#count.toString(36);
    return suffix === '' ? branch : `${branch}.${suffix}`;
  }
}
