import { randomFillSync } from 'node:crypto';
import { tokenLength, type Random } from '../../runtime/random.ts';

const POOL_BYTES = 8192;
const BASE_36 = '0123456789abcdefghijklmnopqrstuvwxyz';
/** Bytes from this value on would favour the first digits: 252 is the largest multiple of 36 in a byte. */
const FAIR_LIMIT = 252;

/** Cryptographic randomness, drawn from a pool so that a token costs no system call. */
export class NodeRandom implements Random {
  readonly #pool = Buffer.alloc(POOL_BYTES);
  #used = POOL_BYTES;

  fraction(): number {
    // 53 bits, the precision of a number.
    return ((this.#word() >>> 5) * 2 ** 26 + (this.#word() >>> 6)) / 2 ** 53;
  }

  token(bits = 96): string {
    const length = tokenLength(bits);
    let token = '';
    while (token.length < length) {
      const byte = this.#byte();
      if (byte < FAIR_LIMIT) token += BASE_36.charAt(byte % 36);
    }
    return token;
  }

  bytes(count: number): Uint8Array {
    return randomFillSync(new Uint8Array(count));
  }

  #byte(): number {
    if (this.#used === POOL_BYTES) this.#fill();
    const byte = this.#pool[this.#used] ?? 0;
    // What has been given out is not kept.
    this.#pool[this.#used] = 0;
    this.#used += 1;
    return byte;
  }

  #word(): number {
    return ((this.#byte() << 24) | (this.#byte() << 16) | (this.#byte() << 8) | this.#byte()) >>> 0;
  }

  #fill(): void {
    randomFillSync(this.#pool);
    this.#used = 0;
  }
}
