import { decodeUtf8, encodeUtf8 } from '../grammar/utf8.ts';
import type { HeaderField } from '../message/header-field.ts';
import {
  AuthenticationInfo,
  type AuthenticationValue,
  Authorization,
  ProxyAuthenticate,
  ProxyAuthorization,
  WwwAuthenticate,
} from '../message/headers/authentication.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { Random } from '../runtime/random.ts';
import type { Credentials } from './credentials.ts';
import {
  algorithmOf,
  type DigestQop,
  digestResponse,
  equalsInConstantTime,
  hashHa1,
  hashHex,
  type NamedAlgorithm,
} from './digest.ts';
import { writeExtendedValue } from './extended-value.ts';

/** Who asks: a user agent server by 401, or a proxy by 407 (RFC 3261 §22.2, §22.3). */
export type Side = 'www' | 'proxy';

export const SIDES: readonly Side[] = ['proxy', 'www'];

export const CHALLENGE: Record<Side, HeaderField<AuthenticationValue>> = {
  www: WwwAuthenticate,
  proxy: ProxyAuthenticate,
};
const ANSWER: Record<Side, HeaderField<AuthenticationValue>> = { www: Authorization, proxy: ProxyAuthorization };

/** The nonce in use for one realm, and what answers it (RFC 7616 §3.4). */
export class DigestSession {
  readonly side: Side;
  readonly realm: string;
  readonly #random: Random;
  readonly #username: string;
  readonly #ha1: string;
  readonly #named: NamedAlgorithm;
  readonly #qop: DigestQop | undefined;
  readonly #params: AuthenticationValue['params'];
  #nonce: string;
  /** The same for all uses of a nonce, so that a server may make the HA1 of a `-sess` form once. */
  #cnonce: string;
  /** How often the nonce was used. */
  #count = 0;

  /** @returns undefined for a challenge that cannot be answered with these credentials */
  static of(random: Random, side: Side, challenge: AuthenticationValue, user: Credentials): DigestSession | undefined {
    const { params } = challenge;
    const named = algorithmOf(params.get('algorithm'));
    const nonce = params.get('nonce');
    const qop = qopOf(params.get('qop'));
    if (named === undefined || nonce === undefined || qop === 'unknown') return undefined;
    // RFC 7616 §3.4: without qop there is no cnonce, which the session form needs.
    if (qop === undefined && named.isSession) return undefined;
    const realm = realmOf(challenge);
    const ha1 =
      'ha1' in user ? user.ha1[named.algorithm] : hashHa1(user.username, realm, user.password, named.algorithm);
    return ha1 === undefined
      ? undefined
      : new DigestSession(random, side, realm, user.username, ha1, named, qop, params);
  }

  private constructor(
    random: Random,
    side: Side,
    realm: string,
    username: string,
    ha1: string,
    named: NamedAlgorithm,
    qop: DigestQop | undefined,
    params: AuthenticationValue['params'],
  ) {
    this.#random = random;
    this.side = side;
    this.realm = realm;
    this.#username = username;
    this.#ha1 = ha1;
    this.#named = named;
    this.#qop = qop;
    this.#params = params;
    this.#nonce = params.get('nonce') ?? '';
    this.#cnonce = random.token();
  }

  get nonce(): string {
    return this.#nonce;
  }

  /** The credentials that a request has for this realm. */
  sentIn(request: SipRequest): AuthenticationValue['params'] | undefined {
    return request.all(ANSWER[this.side]).find((value) => realmOf(value) === this.realm)?.params;
  }

  /** Whether these credentials were the first use of their nonce; a later one may merely be out of date. */
  isFirstUse(sent: AuthenticationValue['params']): boolean {
    const nc = sent.get('nc');
    if (nc !== undefined) return Number.parseInt(nc, 16) === 1;
    return this.#nonce !== sent.get('nonce') || this.#count <= 1;
  }

  /** Puts credentials into a request, in place of older ones for the realm. */
  authorize(request: SipRequest): void {
    const nc = (++this.#count).toString(16).padStart(8, '0');
    const auth = this.#qop === undefined ? undefined : { nc, cnonce: this.#cnonce, qop: this.#qop };
    const params = new Map([...this.#nameParams(), ['realm', encodeUtf8(this.realm)], ['nonce', this.#nonce]]);
    params.set('uri', request.uri);
    params.set('response', this.#response(request.method, request.uri, request.body, this.#nonce, auth));
    for (const name of ['algorithm', 'opaque']) {
      const value = this.#params.get(name);
      if (value !== undefined) params.set(name, value);
    }
    if (auth !== undefined) for (const [name, value] of Object.entries(auth)) params.set(name, value);

    const field = ANSWER[this.side];
    const others = request.all(field).filter((value) => realmOf(value) !== this.realm);
    request.remove(field);
    // RFC 3261 §7.3.1: what proxies look at stands on top; a Via comes above it when the request leaves.
    for (const value of [{ scheme: 'Digest', params }, ...others]) request.prepend(field, value);
  }

  /**
   * RFC 7616 §3.5: takes the nonce that the server wants next.
   * @returns false when the server has proved something, and wrongly: it does not know the password
   */
  learn(request: SipRequest, response: SipResponse): boolean {
    const info = response.get(AuthenticationInfo);
    const sent = this.sentIn(request);
    if (info === undefined || sent === undefined) return true;
    const proof = info.get('rspauth');
    if (proof !== undefined) {
      const [nc, cnonce, qop] = [sent.get('nc'), sent.get('cnonce'), info.get('qop') ?? sent.get('qop')];
      const auth = nc === undefined || cnonce === undefined || qop === undefined ? undefined : { nc, cnonce, qop };
      const expected = this.#response('', sent.get('uri') ?? '', response.body, sent.get('nonce') ?? '', auth);
      if (!equalsInConstantTime(expected, proof.toLowerCase())) return false;
    }
    const next = info.get('nextnonce');
    if (next !== undefined && next !== this.#nonce) {
      this.#nonce = next;
      this.#cnonce = this.#random.token();
      this.#count = 0;
    }
    return true;
  }

  #response(
    method: string,
    uri: string,
    body: string,
    nonce: string,
    auth: { readonly nc: string; readonly cnonce: string; readonly qop: string } | undefined,
  ): string {
    const input = { ...this.#named, method, uri, nonce, body };
    return digestResponse(this.#ha1, auth === undefined ? input : { ...input, auth });
  }

  /** RFC 7616 §3.4, §3.4.4: the name in secret, in ASCII, or as SIP has always written it. */
  #nameParams(): [name: string, value: string][] {
    const name = this.#username;
    if (this.#params.get('userhash')?.toLowerCase() === 'true') {
      const hash = hashHex(this.#named.algorithm, encodeUtf8(`${name}:${this.realm}`));
      return [
        ['username', hash],
        ['userhash', 'true'],
      ];
    }
    const wire = encodeUtf8(name);
    // A server that names its charset knows `username*`; others get UTF-8 in a quoted string (RFC 3261 §25.1).
    const isExtended = wire !== name && this.#params.get('charset')?.toUpperCase() === 'UTF-8';
    return [isExtended ? ['username*', writeExtendedValue(name)] : ['username', wire]];
  }
}

export function realmOf({ params }: AuthenticationValue): string {
  return decodeUtf8(params.get('realm') ?? '');
}

/**
 * qop-options = "qop" EQUAL LDQUOT qop-value *("," qop-value) RDQUOT. A body may be changed on the way by those who are there
 * for it, so it is protected only where that is asked for.
 */
function qopOf(options: string | undefined): DigestQop | 'unknown' | undefined {
  if (options === undefined) return undefined;
  const values = options.split(',').map((value) => value.trim().toLowerCase());
  if (values.includes('auth')) return 'auth';
  return values.includes('auth-int') ? 'auth-int' : 'unknown';
}
