import { type Random, tokenLength } from '@sidetone/sip';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** The same numbers for the same seed. For tests only: anybody can guess them. */
export class SeededRandom implements Random {
  #state: number;

  constructor(seed = 1) {
    this.#state = seed >>> 0;
  }

  fraction(): number {
    // mulberry32: a counter, scrambled.
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let x = this.#state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  }

  token(bits = 96): string {
    let token = '';
    for (let left = tokenLength(bits); left > 0; left -= 1)
      token += DIGITS.charAt(Math.floor(this.fraction() * DIGITS.length));
    return token;
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => Math.floor(this.fraction() * 256));
  }
}
