import { tokenLength, type Random } from '../../runtime/random.ts';

const BASE_36 = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Bytes from this value on would favour the first digits: 252 is the largest multiple of 36 in a byte. */
const FAIR_LIMIT = 252;

/** Randomness of the Web Crypto API. */
export class BrowserRandom implements Random {
  fraction(): number {
    const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
    // 53 bits, the precision of a number.
    return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
  }

  token(bits = 96): string {
    const length = tokenLength(bits);
    let token = '';
    while (token.length < length) {
      for (const byte of this.bytes(length - token.length + 2)) {
        if (byte < FAIR_LIMIT && token.length < length) token += BASE_36.charAt(byte % 36);
      }
    }
    return token;
  }

  bytes(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    // One call gives at most 65,536 bytes.
    for (let start = 0; start < count; start += 65_536) crypto.getRandomValues(bytes.subarray(start, start + 65_536));
    return bytes;
  }
}
