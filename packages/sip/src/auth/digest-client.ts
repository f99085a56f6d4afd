import { formatUri } from '../grammar/uri.ts';
import { To } from '../message/headers/addresses.ts';
import type { AuthenticationValue } from '../message/headers/authentication.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { Random } from '../runtime/random.ts';
import type { Credentials } from './credentials.ts';
import { CHALLENGE, DigestSession, realmOf, type Side, SIDES } from './digest-session.ts';

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
 * - `no-known-algorithm`: no challenge is Digest with an algorithm and a qop that we know.
 */
export type DigestRefusal = 'wrong-credentials' | 'foreign-realm' | 'no-known-algorithm';

/** A server that finds each new nonce stale at once is not believed more often than this. */
const MAX_STALE_IN_A_ROW = 3;

/** Nonces that are kept; the oldest goes first. */
const MAX_SESSIONS = 64;

/** Answers digest challenges as a client: RFC 7616 §3.4, RFC 3261 §22, RFC 8760. */
export class DigestClient {
  readonly #random: Random;
  readonly #credentials: readonly Credentials[];
  readonly #trusts: (realm: string) => boolean;
  readonly #sessions = new Map<string, DigestSession>();
  #staleInARow = 0;

  /**
   * @param credentials of those for a realm the first one counts
   * @param trusts whether a realm may have credentials that name none: only that of our own registrar should
   */
  constructor(random: Random, credentials: Credentials | readonly Credentials[], trusts: (realm: string) => boolean) {
    this.#random = random;
    this.#credentials = [credentials].flat();
    this.#trusts = trusts;
  }

  /**
   * Answers the challenges of a 401 or 407: every realm that we have credentials for, whoever asks (§22.3), each by the
   * topmost challenge that we understand (RFC 8760 §2.4).
   */
  answer(request: SipRequest, response: SipResponse): DigestAnswer {
    const sessions: DigestSession[] = [];
    let why: DigestRefusal = 'no-known-algorithm';
    for (const side of SIDES) {
      const challenges = response.all(CHALLENGE[side]).filter(({ scheme }) => scheme.toLowerCase() === 'digest');
      for (const realm of new Set(challenges.map(realmOf))) {
        const credentials = this.#credentialsFor(realm);
        if (credentials === undefined) {
          if (why === 'no-known-algorithm') why = 'foreign-realm';
          continue;
        }
        const ofRealm = challenges.filter((challenge) => realmOf(challenge) === realm);
        const session = this.#choose(side, ofRealm, credentials);
        if (session === undefined) continue;
        if (this.#wasRefused(request, session, ofRealm)) why = 'wrong-credentials';
        else sessions.push(session);
      }
    }
    if (sessions.length === 0) return { kind: 'refused', why };
    const retry = request.clone();
    const to = destinationOf(request);
    for (const session of sessions) {
      this.#keep(keyOf(session, to), session);
      session.authorize(retry);
    }
    return { kind: 'retry', request: retry };
  }

  /**
   * Adds credentials for the nonces that are known, so that nobody need ask: for proxies, and for the user agent server
   * that has asked for them under the same To (§22.2). Others do not get to see them.
   */
  preauthorize(request: SipRequest): void {
    for (const session of this.#sessionsFor(request)) session.authorize(request);
  }

  /**
   * Takes what a 2xx says about the credentials of its request (RFC 7616 §3.5).
   * @returns false when the server has shown that it does not know the password
   */
  learn(request: SipRequest, response: SipResponse): boolean {
    let isProven = true;
    for (const session of this.#sessionsFor(request)) {
      if (session.side === 'www') isProven = session.learn(request, response) && isProven;
    }
    return isProven;
  }

  #sessionsFor(request: SipRequest): readonly DigestSession[] {
    if (this.#sessions.size === 0) return [];
    const to = destinationOf(request);
    return [...this.#sessions].filter(([key, session]) => key === keyOf(session, to)).map(([, session]) => session);
  }

  #credentialsFor(realm: string): Credentials | undefined {
    const exact = this.#credentials.find((candidate) => candidate.realm === realm);
    if (exact !== undefined || !this.#trusts(realm)) return exact;
    return this.#credentials.find((candidate) => candidate.realm === undefined);
  }

  #choose(side: Side, challenges: readonly AuthenticationValue[], credentials: Credentials): DigestSession | undefined {
    for (const challenge of challenges) {
      const session = DigestSession.of(this.#random, side, challenge, credentials);
      if (session !== undefined) return session;
    }
    return undefined;
  }

  #keep(key: string, session: DigestSession): void {
    this.#sessions.delete(key);
    this.#sessions.set(key, session);
    if (this.#sessions.size <= MAX_SESSIONS) return;
    for (const oldest of this.#sessions.keys()) {
      this.#sessions.delete(oldest);
      return;
    }
  }

  /** Whether the request had credentials for the challenge at hand and they were not accepted. */
  #wasRefused(request: SipRequest, session: DigestSession, challenges: readonly AuthenticationValue[]): boolean {
    const sent = session.sentIn(request);
    if (sent === undefined) return false;
    const isFirstUse = (this.#sessions.get(keyOf(session, destinationOf(request))) ?? session).isFirstUse(sent);
    if (challenges.some(({ params }) => params.get('stale')?.toLowerCase() === 'true')) {
      this.#staleInARow = isFirstUse ? this.#staleInARow + 1 : 0;
      return this.#staleInARow > MAX_STALE_IN_A_ROW;
    }
    return isFirstUse || sent.get('nonce') === session.nonce;
  }
}

/** §22.2: for a user agent server by To and realm, §22.3: for a proxy by realm. */
function keyOf({ side, realm }: DigestSession, to: string): string {
  return side === 'www' ? `www ${to} ${realm}` : `proxy ${realm}`;
}

function destinationOf(request: SipRequest): string {
  const to = request.get(To);
  return to === undefined ? '' : formatUri(to.uri);
}
