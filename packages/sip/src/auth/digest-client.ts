import { decodeUtf8, encodeUtf8 } from '../grammar/utf8.ts';
import type { HeaderField } from '../message/header-field.ts';
import {
  type AuthenticationValue,
  Authorization,
  ProxyAuthenticate,
  ProxyAuthorization,
  WwwAuthenticate,
} from '../message/headers/authentication.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { Random } from '../runtime/random.ts';
import { algorithmOf, ALGORITHMS, type DigestAlgorithm, digestResponse, hashHa1 } from './digest.ts';

/** A user name with a password, or with the hashes that stand for one. */
export type Credentials =
  | {
      readonly username: string;
      /** The only realm they are for; any trusted realm when left out. */
      readonly realm?: string;
      readonly password: string;
    }
  | { readonly username: string; readonly ha1: Partial<Record<DigestAlgorithm, string>> };

/** What came of a challenge. */
export type DigestAnswer =
  | {
      readonly kind: 'retry';
      /** A copy of the request with credentials. Its CSeq is still that of the request: the caller counts on. */
      readonly request: SipRequest;
    }
  | { readonly kind: 'refused'; readonly why: DigestRefusal };

/**
 * - `wrong-credentials`: the server has seen our answer to its challenge and asks again.
 * - `foreign-realm`: no challenge is for a realm that is trusted with the credentials.
 * - `no-known-algorithm`: no challenge is Digest with MD5 or SHA-256, and qop `auth` or none.
 */
export type DigestRefusal = 'wrong-credentials' | 'foreign-realm' | 'no-known-algorithm';

type Side = 'www' | 'proxy';

/** The nonce in use for one realm. */
interface Session {
  readonly side: Side;
  readonly realm: string;
  readonly challenge: AuthenticationValue;
  readonly algorithm: DigestAlgorithm;
  readonly ha1: string;
  /** How often the nonce was used. */
  count: number;
}

const CHALLENGE: Record<Side, HeaderField<AuthenticationValue>> = { www: WwwAuthenticate, proxy: ProxyAuthenticate };
const ANSWER: Record<Side, HeaderField<AuthenticationValue>> = { www: Authorization, proxy: ProxyAuthorization };

/** A server that finds each new nonce stale at once is not believed more often than this. */
const MAX_STALE_IN_A_ROW = 3;

/** Answers digest challenges as a client: RFC 7616 §3.4, RFC 3261 §22, RFC 8760. */
export class DigestClient {
  readonly #random: Random;
  readonly #credentials: Credentials;
  readonly #trusts: (realm: string) => boolean;
  readonly #sessions = new Map<string, Session>();
  #staleInARow = 0;

  /** @param trusts whether a realm may have credentials: only that of our own registrar should */
  constructor(random: Random, credentials: Credentials, trusts: (realm: string) => boolean) {
    this.#random = random;
    this.#credentials = credentials;
    this.#trusts = trusts;
  }

  /** Answers the challenges of a 401 or 407: the strongest algorithm of each trusted realm. */
  answer(request: SipRequest, response: SipResponse): DigestAnswer {
    const side: Side = response.status === 407 ? 'proxy' : 'www';
    const challenges = response.all(CHALLENGE[side]).filter(({ scheme }) => scheme.toLowerCase() === 'digest');
    if (challenges.length === 0) return { kind: 'refused', why: 'no-known-algorithm' };
    const trusted = challenges.filter((challenge) => this.#isTrusted(realmOf(challenge)));
    if (trusted.length === 0) return { kind: 'refused', why: 'foreign-realm' };

    const sessions: Session[] = [];
    for (const realm of new Set(trusted.map(realmOf))) {
      const ofRealm = trusted.filter((challenge) => realmOf(challenge) === realm);
      const session = this.#choose(side, realm, ofRealm);
      if (session === undefined) continue;
      const isStale = ofRealm.some(({ params }) => params.get('stale')?.toLowerCase() === 'true');
      if (this.#wasRefused(request, session, isStale)) return { kind: 'refused', why: 'wrong-credentials' };
      sessions.push(session);
    }
    if (sessions.length === 0) return { kind: 'refused', why: 'no-known-algorithm' };

    const retry = request.clone();
    for (const session of sessions) {
      this.#sessions.set(`${side} ${session.realm}`, session);
      this.#authorize(retry, session);
    }
    return { kind: 'retry', request: retry };
  }

  /** Adds credentials for the nonces that are known, so that the server need not ask. */
  preauthorize(request: SipRequest): void {
    for (const session of this.#sessions.values()) this.#authorize(request, session);
  }

  #isTrusted(realm: string): boolean {
    const credentials = this.#credentials;
    if ('realm' in credentials && credentials.realm !== undefined && credentials.realm !== realm) return false;
    return this.#trusts(realm);
  }

  #choose(side: Side, realm: string, challenges: readonly AuthenticationValue[]): Session | undefined {
    for (const algorithm of ALGORITHMS) {
      const ha1 = this.#ha1(realm, algorithm);
      const challenge = challenges.find(
        ({ params }) =>
          algorithmOf(params.get('algorithm')) === algorithm && hasUsableQop(params) && params.has('nonce'),
      );
      if (ha1 !== undefined && challenge !== undefined) return { side, realm, challenge, algorithm, ha1, count: 0 };
    }
    return undefined;
  }

  #ha1(realm: string, algorithm: DigestAlgorithm): string | undefined {
    const credentials = this.#credentials;
    return 'ha1' in credentials
      ? credentials.ha1[algorithm]
      : hashHa1(credentials.username, realm, credentials.password, algorithm);
  }

  /** Whether the request had credentials for the challenge at hand and they were not accepted. */
  #wasRefused(request: SipRequest, { side, realm, challenge }: Session, isStale: boolean): boolean {
    const sent = request.all(ANSWER[side]).find((value) => realmOf(value) === realm);
    if (sent === undefined) return false;
    const isDirect = this.#isDirectAnswer(sent, `${side} ${realm}`);
    if (isStale) {
      this.#staleInARow = isDirect ? this.#staleInARow + 1 : 0;
      return this.#staleInARow > MAX_STALE_IN_A_ROW;
    }
    return isDirect || sent.params.get('nonce') === challenge.params.get('nonce');
  }

  /** Whether the credentials were the first use of their nonce: a later one may merely be out of date. */
  #isDirectAnswer({ params }: AuthenticationValue, key: string): boolean {
    const nc = params.get('nc');
    if (nc !== undefined) return Number.parseInt(nc, 16) === 1;
    const session = this.#sessions.get(key);
    return session === undefined || session.challenge.params.get('nonce') !== params.get('nonce') || session.count <= 1;
  }

  #authorize(request: SipRequest, session: Session): void {
    const { challenge, algorithm, realm, ha1 } = session;
    const nonce = challenge.params.get('nonce') ?? '';
    const nc = (++session.count).toString(16).padStart(8, '0');
    const auth = challenge.params.has('qop') ? { nc, cnonce: this.#random.token(), qop: 'auth' } : undefined;
    const { method, uri } = request;
    const params = new Map([
      ['username', encodeUtf8(this.#credentials.username)],
      ['realm', encodeUtf8(realm)],
      ['nonce', nonce],
      ['uri', uri],
      ['response', digestResponse(ha1, { algorithm, method, uri, nonce, ...(auth === undefined ? {} : { auth }) })],
    ]);
    for (const name of ['algorithm', 'opaque']) {
      const value = challenge.params.get(name);
      if (value !== undefined) params.set(name, value);
    }
    if (auth !== undefined) for (const [name, value] of Object.entries(auth)) params.set(name, value);

    const field = ANSWER[session.side];
    const others = request.all(field).filter((value) => realmOf(value) !== realm);
    request.setAll(field, [...others, { scheme: 'Digest', params }]);
  }
}

function realmOf({ params }: AuthenticationValue): string {
  return decodeUtf8(params.get('realm') ?? '');
}

/** qop-options = "qop" EQUAL LDQUOT qop-value *("," qop-value) RDQUOT */
function hasUsableQop(params: ReadonlyMap<string, string>): boolean {
  const qop = params.get('qop');
  return qop === undefined || qop.split(',').some((value) => value.trim().toLowerCase() === 'auth');
}
