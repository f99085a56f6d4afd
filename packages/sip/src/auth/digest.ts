import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encodeUtf8, toBytes } from '../grammar/utf8.ts';
import type { WireText } from '../runtime/wire-text.ts';

/** RFC 8760 §2.2, without the ones that nobody offers. */
export type DigestAlgorithm = 'MD5' | 'SHA-256';

/** From the strongest to the weakest. */
export const ALGORITHMS: readonly DigestAlgorithm[] = ['SHA-256', 'MD5'];

/** The algorithm of that name in any case; MD5 when none is named (RFC 7616 §3.3); undefined when it is not known. */
export function algorithmOf(name: string | undefined): DigestAlgorithm | undefined {
  if (name === undefined) return 'MD5';
  const upper = name.toUpperCase();
  return ALGORITHMS.find((algorithm) => algorithm === upper);
}

/** H(data): lower-case hexadecimal. */
export function hashHex(algorithm: DigestAlgorithm, data: WireText): string {
  const bytes = toBytes(data);
  return bytesToHex(algorithm === 'MD5' ? md5(bytes) : sha256(bytes));
}

/** H(username:realm:password), RFC 7616 §3.4.2: what a server stores in place of a password. Texts are hashed as UTF-8. */
export function hashHa1(username: string, realm: string, password: string, algorithm: DigestAlgorithm): string {
  return hashHex(algorithm, encodeUtf8(`${username}:${realm}:${password}`));
}

/** What goes into a response besides HA1. Texts are as they travel. */
export interface DigestInput {
  readonly algorithm: DigestAlgorithm;
  readonly method: string;
  readonly uri: WireText;
  readonly nonce: WireText;
  /** Absent in the legacy form without qop (RFC 2069). */
  readonly auth?: { readonly nc: WireText; readonly cnonce: WireText; readonly qop: WireText };
}

/** The response, RFC 7616 §3.4.1, for qop `auth` or none. */
export function digestResponse(ha1: string, { algorithm, method, uri, nonce, auth }: DigestInput): string {
  const ha2 = hashHex(algorithm, `${method}:${uri}`);
  const middle = auth === undefined ? nonce : `${nonce}:${auth.nc}:${auth.cnonce}:${auth.qop}`;
  return hashHex(algorithm, `${ha1}:${middle}:${ha2}`);
}

/** Compares in a time that tells nothing about where two texts differ. */
export function equalsInConstantTime(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ (b.charCodeAt(i % (b.length || 1)) | 0);
  return difference === 0;
}
