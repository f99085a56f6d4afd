/** Source of everything that must not be guessed or must not collide: tags, branches, nonces, Call-IDs, jitter. */
export interface Random {
  /** Uniform in [0, 1). */
  fraction(): number;
  /** Lower-case base 36 text with at least `bits` of randomness; 96 when left out. */
  token(bits?: number): string;
  /** `count` random bytes. */
  bytes(count: number): Uint8Array;
}

/** Bits that one character of base 36 carries. */
const BITS_PER_CHARACTER = Math.log2(36);

/** Number of base 36 characters that carry at least `bits`. */
export function tokenLength(bits: number): number {
  return Math.ceil(bits / BITS_PER_CHARACTER);
}
