import type { Random } from '../../runtime/random.ts';
import type { BackoffOptions } from './user-agent-options.ts';

/** RFC 5626 §4.5. */
export const defaultBackoff: BackoffOptions = { baseMs: 30_000, maxMs: 1_800_000 };

/** RFC 5626 §4.5: there is less haste while another flow works. 30 s and 90 s are the defaults there. */
const UNHURRIED = 3;

/** Delays between attempts that keep failing (RFC 5626 §4.5). */
export class Backoff {
  readonly #options: BackoffOptions;
  readonly #random: Random;
  #failures = 0;

  constructor(options: BackoffOptions, random: Random) {
    this.#options = options;
    this.#random = random;
  }

  /**
   * One more failure.
   * @param isHurried false while another flow works
   * @returns ms until the next attempt: 50 % to 100 % of a bound that doubles with each failure
   */
  nextMs(isHurried = true): number {
    this.#failures += 1;
    const { baseMs, unhurriedBaseMs = UNHURRIED * baseMs, maxMs } = this.#options;
    const base = isHurried ? baseMs : unhurriedBaseMs;
    return Math.min(maxMs, base * 2 ** this.#failures) * (0.5 + this.#random.fraction() / 2);
  }

  /** An attempt succeeded. */
  reset(): void {
    this.#failures = 0;
  }
}
