import type { DigestAlgorithm } from './digest.ts';

/** A user name with a password, or with the hashes that stand for one. */
export type Credentials = {
  readonly username: string;
  /** The only realm they are for. When left out, any realm that is trusted: that of our own registrar. */
  readonly realm?: string;
} & ({ readonly password: string } | { readonly ha1: Partial<Record<DigestAlgorithm, string>> });
