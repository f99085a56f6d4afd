import { isAll, HEX } from '../grammar/characters.ts';
import { isSipUri, parseUri, type SipUri } from '../grammar/uri.ts';
import { decodeUtf8, encodeUtf8 } from '../grammar/utf8.ts';
import {
  type AuthenticationValue,
  Authorization,
  ProxyAuthenticate,
  ProxyAuthorization,
  WwwAuthenticate,
} from '../message/headers/authentication.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { Runtime } from '../runtime/runtime.ts';
import {
  algorithmOf,
  type DigestAlgorithm,
  digestResponse,
  type DigestQop,
  equalsInConstantTime,
  hashAllHa1,
  type NamedAlgorithm,
} from './digest.ts';
import { readExtendedValue } from './extended-value.ts';
import { Nonces } from './nonces.ts';

const DEFAULT_QOP: readonly DigestQop[] = ['auth'];

/** What a server that challenges is made of. */
export interface DigestVerifierOptions {
  readonly realm: string;
  /** Offered in this order. SHA-256 first and MD5 last suits all known clients. */
  readonly algorithms: readonly DigestAlgorithm[];
  /** What clients may protect. Default: `auth` alone, since bodies may be changed on the way (RFC 7616 §3.3). */
  readonly qop?: readonly DigestQop[];
  /** Key of the nonces' HMAC, at least 16 random bytes. Servers that share it accept each other's nonces. */
  readonly secret: Uint8Array;
  /** Seconds for which a nonce is good. */
  readonly nonceLifeSec: number;
  /** The stored hash of a user; undefined when there is no such user or no hash for this algorithm. */
  readonly ha1: (username: string, algorithm: DigestAlgorithm) => string | undefined;
  /**
   * Whether a URI names the server that verifies. Some clients, SIPp among them, compute the response for the server's
   * address in place of the Request-URI. Default: nothing does, and the two have to agree.
   */
  readonly namesServer?: (uri: SipUri) => boolean;
}

/** What came of looking at the credentials of a request (RFC 7616 §3.4, RFC 3261 §22). */
export type DigestVerdict =
  | { readonly kind: 'authenticated'; readonly username: string }
  | {
      /** No credentials for this realm, or wrong ones. An unknown user gets the same answer in the same time. */
      readonly kind: 'challenge';
      /** Whether the credentials were right, but the nonce is too old or was used before. */
      readonly stale: boolean;
      /** Adds the challenges to a 401 or 407. */
      apply(response: SipResponse): void;
    }
  /** Answered 400. */
  | { readonly kind: 'malformed'; readonly reason: string };

/** Asks for digest credentials and verifies them: RFC 7616, RFC 3261 §22, RFC 8760. */
export class DigestVerifier {
  readonly #options: DigestVerifierOptions;
  readonly #nonces: Nonces;
  /** What an unknown user is measured against. */
  readonly #nobody: Record<DigestAlgorithm, string>;

  constructor(runtime: Runtime, options: DigestVerifierOptions) {
    this.#options = options;
    this.#nonces = new Nonces(runtime, options.secret, options.realm, options.nonceLifeSec);
    const password = runtime.random.token(128);
    this.#nobody = hashAllHa1('', options.realm, password);
  }

  /** @param kind `www` reads Authorization and asks by 401, `proxy` reads Proxy-Authorization and asks by 407 */
  verify(request: SipRequest, kind: 'www' | 'proxy'): DigestVerdict {
    const field = kind === 'www' ? Authorization : ProxyAuthorization;
    const malformed = request.malformed(field);
    if (malformed !== undefined) return { kind: 'malformed', reason: malformed.reason };
    const realm = encodeUtf8(this.#options.realm);
    for (const value of request.all(field)) {
      if (value.scheme.toLowerCase() === 'digest' && value.params.get('realm') === realm) {
        return this.#verify(request, value.params, kind);
      }
    }
    return this.#challenge(kind, false);
  }

  #verify(request: SipRequest, params: AuthenticationValue['params'], kind: 'www' | 'proxy'): DigestVerdict {
    const read = readCredentials(params);
    if (typeof read === 'string') return { kind: 'malformed', reason: read };
    // The session forms are not offered.
    if (read.named === undefined || read.named.isSession) return this.#challenge(kind, false);
    const { algorithm } = read.named;
    if (!this.#options.algorithms.includes(algorithm)) return this.#challenge(kind, false);
    if (read.auth !== undefined && !this.#qop.includes(read.auth.qop)) {
      return { kind: 'malformed', reason: 'Credentials with a qop that was not offered' };
    }
    // Without qop nothing stops a replay; the legacy form is left to MD5, and each of its nonces is good for one request.
    if (read.auth === undefined && algorithm !== 'MD5') return { kind: 'malformed', reason: 'Credentials without qop' };
    // RFC 7616 §3.4.6: a response for another URI is no proof for this one.
    if (!namesSameResource(read.uri, request.uri, this.#options.namesServer))
      return { kind: 'malformed', reason: 'Digest uri differs from the Request-URI' };

    const { username } = read;
    const state = this.#nonces.check(read.nonce);
    const ha1 = this.#options.ha1(username, algorithm);
    const { method, body } = request;
    const input = { ...read, ...read.named, method, body };
    const expected = digestResponse(ha1 ?? this.#nobody[algorithm], input);
    const isRight =
      equalsInConstantTime(expected, read.response.toLowerCase()) && ha1 !== undefined && state !== 'forged';
    if (!isRight) return this.#challenge(kind, false);
    const count = read.auth === undefined ? 1 : Number.parseInt(read.auth.nc, 16);
    const isUsable = state === 'fresh' && this.#nonces.use(read.nonce, count);
    return isUsable ? { kind: 'authenticated', username } : this.#challenge(kind, true);
  }

  get #qop(): readonly DigestQop[] {
    return this.#options.qop ?? DEFAULT_QOP;
  }

  #challenge(kind: 'www' | 'proxy', stale: boolean): DigestVerdict {
    const { algorithms, realm } = this.#options;
    return {
      kind: 'challenge',
      stale,
      apply: (response) => {
        const nonce = this.#nonces.create();
        const field = kind === 'www' ? WwwAuthenticate : ProxyAuthenticate;
        for (const algorithm of algorithms) {
          const params = new Map([
            ['realm', encodeUtf8(realm)],
            ['nonce', nonce],
            ['algorithm', algorithm],
            ['qop', this.#qop.join(',')],
          ]);
          if (stale) params.set('stale', 'true');
          response.append(field, { scheme: 'Digest', params });
        }
      },
    };
  }
}

interface DigestCredentials {
  /** As a person reads it. */
  readonly username: string;
  readonly nonce: string;
  readonly uri: string;
  readonly response: string;
  /** Undefined when it is not known here. */
  readonly named: NamedAlgorithm | undefined;
  readonly auth?: { readonly nc: string; readonly cnonce: string; readonly qop: DigestQop };
}

/** The parameters of RFC 7616 §3.4, or what is wrong with them. */
function readCredentials(params: AuthenticationValue['params']): DigestCredentials | string {
  const username = usernameOf(params);
  const nonce = params.get('nonce');
  const uri = params.get('uri');
  const response = params.get('response');
  if (username === undefined || nonce === undefined || uri === undefined || response === undefined) {
    return 'Credentials without username, nonce, uri or response';
  }
  const base = { username, nonce, uri, response, named: algorithmOf(params.get('algorithm')) };
  const qop = params.get('qop')?.toLowerCase();
  if (qop === undefined) return base;
  const nc = params.get('nc');
  const cnonce = params.get('cnonce');
  if (qop !== 'auth' && qop !== 'auth-int') return 'Unknown qop';
  if (nc === undefined || nc.length !== 8 || !isAll(nc, HEX) || cnonce === undefined) return 'Malformed nc or cnonce';
  return { ...base, auth: { nc, cnonce, qop } };
}

/** RFC 7616 §3.4: `username*` is for names beyond ASCII; both at once is an error. */
function usernameOf(params: AuthenticationValue['params']): string | undefined {
  const plain = params.get('username');
  const extended = params.get('username*');
  if (extended !== undefined) return plain === undefined ? readExtendedValue(extended) : undefined;
  return plain === undefined ? undefined : decodeUtf8(plain);
}

/** The same user at the same host and port, or at the same server; parameters may have been taken off on the way. */
function namesSameResource(digestUri: string, requestUri: string, namesServer?: (uri: SipUri) => boolean): boolean {
  if (digestUri === requestUri) return true;
  const [first, second] = [parseUri(digestUri), parseUri(requestUri)];
  if (!first.ok || !second.ok || !isSipUri(first.value) || !isSipUri(second.value)) return false;
  const { user, host, port } = first.value;
  if (user === second.value.user && host === second.value.host && port === second.value.port) return true;
  if (namesServer?.(first.value) !== true || !namesServer(second.value)) return false;
  return user === undefined || user === second.value.user;
}
