import type { Random } from '../../runtime/random.ts';
import type { BackoffOptions } from './user-agent-options.ts';

/** RFC 5626 §4.5: defaults for a user agent with one flow. */
export const defaultBackoff: BackoffOptions = { baseMs: 30_000, maxMs: 1_800_000 };

/** Delays between attempts that keep failing (RFC 5626 §4.5). */
export class Backoff {
  readonly #options: BackoffOptions;
  readonly #random: Random;
  #failures = 0;

  constructor(options: BackoffOptions, random: Random) {
    this.#options = options;
    this.#random = random;
  }

  /** One more failure. @returns ms until the next attempt: 50 % to 100 % of a bound that doubles with each failure */
  nextMs(): number {
    this.#failures += 1;
    const { baseMs, maxMs } = this.#options;
    return Math.min(maxMs, baseMs * 2 ** this.#failures) * (0.5 + this.#random.fraction() / 2);
  }

  /** An attempt succeeded. */
  reset(): void {
    this.#failures = 0;
  }
}
