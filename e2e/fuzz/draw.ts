import { SeededRandom } from '@sidetone/testkit';

/** Draws from a seed, so that a run can be repeated as far as the peers' answers allow. */
export class Draw {
  readonly #random: SeededRandom;

  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
  }

  /** A whole number from 0 up to, but not including, the limit. */
  below(limit: number): number {
    return Math.floor(this.#random.fraction() * limit);
  }

  chance(probability: number): boolean {
    return this.#random.fraction() < probability;
  }

  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  }

  word(): string {
    return this.#random.token(48);
  }
}
