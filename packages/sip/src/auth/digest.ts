import { md5 } from '@noble/hashes/legacy.js';
import { sha256, sha512_256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encodeUtf8, toBytes } from '../grammar/utf8.ts';
import type { WireText } from '../runtime/wire-text.ts';

/** RFC 7616 §3.2, RFC 8760 §2.2. */
export type DigestAlgorithm = 'SHA-512-256' | 'SHA-256' | 'MD5';

/** What is protected: the request line, or the body too (RFC 7616 §3.4.3). */
export type DigestQop = 'auth' | 'auth-int';

const HASHES: Readonly<Record<DigestAlgorithm, (bytes: Uint8Array) => Uint8Array>> = {
  'SHA-512-256': sha512_256,
  'SHA-256': sha256,
  MD5: md5,
};

/** All that are known, from the strongest to the weakest. */
export const digestAlgorithms: readonly DigestAlgorithm[] = ['SHA-512-256', 'SHA-256', 'MD5'];

/** An algorithm as it is named in a challenge. */
export interface NamedAlgorithm {
  readonly algorithm: DigestAlgorithm;
  /** The form `-sess`: HA1 is made anew for each nonce (RFC 7616 §3.4.2). */
  readonly isSession: boolean;
}

const SESSION = '-SESS';

/** The algorithm of that name in any case; MD5 when none is named (RFC 7616 §3.3); undefined when it is not known. */
export function algorithmOf(name = 'MD5'): NamedAlgorithm | undefined {
  const upper = name.toUpperCase();
  const isSession = upper.endsWith(SESSION);
  const base = isSession ? upper.slice(0, -SESSION.length) : upper;
  const algorithm = digestAlgorithms.find((known) => known === base);
  return algorithm && { algorithm, isSession };
}

/** H(data): lower-case hexadecimal. */
export function hashHex(algorithm: DigestAlgorithm, data: WireText): string {
  return bytesToHex(HASHES[algorithm](toBytes(data)));
}

/** H(username:realm:password), RFC 7616 §3.4.2: what a server stores in place of a password. Texts are hashed as UTF-8. */
export function hashHa1(username: string, realm: string, password: string, algorithm: DigestAlgorithm): string {
  return hashHex(algorithm, encodeUtf8(`${username}:${realm}:${password}`));
}

/** HA1 by every known algorithm. */
export function hashAllHa1(username: string, realm: string, password: string): Record<DigestAlgorithm, string> {
  const hash = (algorithm: DigestAlgorithm): string => hashHa1(username, realm, password, algorithm);
  return { 'SHA-512-256': hash('SHA-512-256'), 'SHA-256': hash('SHA-256'), MD5: hash('MD5') };
}

/** What goes into a response besides HA1. Texts are as they travel. */
export interface DigestInput extends NamedAlgorithm {
  /** '' for the response that a server proves itself by (RFC 7616 §3.5). */
  readonly method: string;
  readonly uri: WireText;
  readonly nonce: WireText;
  /** Absent in the legacy form without qop (RFC 2069). */
  readonly auth?: { readonly nc: WireText; readonly cnonce: WireText; readonly qop: WireText };
  /** Counts with qop `auth-int` only. */
  readonly body: WireText;
}

/** The response, RFC 7616 §3.4.1 to §3.4.3. @param ha1 of the user; that of a session is made here */
export function digestResponse(ha1: string, input: DigestInput): string {
  const { algorithm, isSession, method, uri, nonce, auth, body } = input;
  const isWhole = auth?.qop.toLowerCase() === 'auth-int';
  const ha2 = hashHex(algorithm, isWhole ? `${method}:${uri}:${hashHex(algorithm, body)}` : `${method}:${uri}`);
  const middle = auth === undefined ? nonce : `${nonce}:${auth.nc}:${auth.cnonce}:${auth.qop}`;
  const key = isSession ? hashHex(algorithm, `${ha1}:${nonce}:${auth?.cnonce ?? ''}`) : ha1;
  return hashHex(algorithm, `${key}:${middle}:${ha2}`);
}

/** Compares in a time that tells nothing about where two texts differ. */
export function equalsInConstantTime(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ (b.charCodeAt(i % (b.length || 1)) | 0);
  return difference === 0;
}
