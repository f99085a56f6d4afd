import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { toBytes } from '../grammar/utf8.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { equalsInConstantTime } from './digest.ts';

export type NonceState = 'fresh' | 'expired' | 'forged';

/**
 * Nonces that carry their own proof: the time they were made, some randomness, and an HMAC of both (RFC 7616 §3.3).
 * Only the counts of nonces that were used with a right password are kept, and no longer than a nonce lives.
 */
export class Nonces {
  readonly #runtime: Runtime;
  readonly #lifeSec: number;
  readonly #realm: string;
  readonly #mac: ReturnType<typeof hmac.create>;
  /** The highest count per nonce: those of the running and of the last lifetime. */
  #counts = new Map<string, number>();
  #oldCounts = new Map<string, number>();
  #turnAtSec = 0;

  constructor(runtime: Runtime, secret: Uint8Array, realm: string, lifeSec: number) {
    this.#runtime = runtime;
    this.#lifeSec = lifeSec;
    this.#realm = realm;
    this.#mac = hmac.create(sha256, secret);
  }

  create(): string {
    const head = `${this.#nowSec().toString(36)}.${this.#runtime.random.token(64)}`;
    return `${head}.${this.#proof(head)}`;
  }

  check(nonce: string): NonceState {
    const dot = nonce.lastIndexOf('.');
    const madeAt = Number.parseInt(nonce.slice(0, nonce.indexOf('.')), 36);
    if (dot < 0 || !equalsInConstantTime(this.#proof(nonce.slice(0, dot)), nonce.slice(dot + 1))) return 'forged';
    const age = this.#nowSec() - madeAt;
    return age >= 0 && age < this.#lifeSec ? 'fresh' : 'expired';
  }

  /** Counts one use. False when the count is not above all before it: somebody sends a request again. */
  use(nonce: string, count: number): boolean {
    this.#forgetOld();
    const last = this.#counts.get(nonce) ?? this.#oldCounts.get(nonce) ?? 0;
    if (count <= last) return false;
    this.#counts.set(nonce, count);
    return true;
  }

  #forgetOld(): void {
    const now = this.#nowSec();
    if (now < this.#turnAtSec) return;
    this.#oldCounts = now < this.#turnAtSec + this.#lifeSec ? this.#counts : new Map();
    this.#counts = new Map();
    this.#turnAtSec = now + this.#lifeSec;
  }

  #proof(head: string): string {
    const digest = this.#mac
      .clone()
      .update(toBytes(`${this.#realm}:${head}`))
      .digest();
    return bytesToHex(digest.subarray(0, 16));
  }

  #nowSec(): number {
    return Math.floor(this.#runtime.clock.epoch() / 1000);
  }
}
