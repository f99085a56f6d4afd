import {
  algorithmOf,
  type AuthenticationValue,
  digestResponse,
  encodeUtf8,
  hashHa1,
  ProxyAuthenticate,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  toBytes,
  WwwAuthenticate,
} from '@sidetone/sip';
import type { TestEnd } from '../../end/test-end.ts';
import type { Stage } from '../../scenario/stage.ts';
import type { Account } from '../../scenario/target.ts';

/** What is wrong, or old-fashioned, about credentials. */
export interface CredentialOptions {
  /** What the response is computed for; that of the request by default. */
  readonly method?: string;
  readonly uri?: string;
  /** The challenge's own by default. */
  readonly nonce?: string;
  /** False: as RFC 2069 had it, without qop, nc and cnonce; only with MD5. */
  readonly qop?: false;
}

/** The account of the end that acts as the first user. */
export function firstAccount(stage: Stage): Account {
  const [account] = stage.target.accounts;
  stage.need(account !== undefined, 'an account at the target');
  return account;
}

/** The digest challenges of a 401 or 407 that can be answered. */
function challenges(response: SipResponse): readonly AuthenticationValue[] {
  return [...response.all(WwwAuthenticate), ...response.all(ProxyAuthenticate)].filter(
    ({ scheme, params }) =>
      scheme.toLowerCase() === 'digest' && algorithmOf(params.get('algorithm'))?.isSession === false,
  );
}

/**
 * The request again with credentials made by hand: as a new transaction, not sent yet. Undefined when the response is no
 * challenge that such credentials can answer.
 */
export function withCredentials(
  end: TestEnd,
  request: SipRequest,
  response: SipResponse,
  { user, password }: Account,
  options: CredentialOptions = {},
): SipRequest | undefined {
  const challenge = challenges(response).find(
    ({ params }) => options.qop !== false || algorithmOf(params.get('algorithm'))?.algorithm === 'MD5',
  );
  const named = algorithmOf(challenge?.params.get('algorithm'));
  if (challenge === undefined || named === undefined) return undefined;
  const { params } = challenge;
  const [realm, nonce] = [params.get('realm') ?? '', options.nonce ?? params.get('nonce') ?? ''];
  const { method = request.method, uri = request.uri } = options;
  const auth = options.qop === false ? undefined : { nc: '00000001', cnonce: end.token(16), qop: 'auth' };
  const input = { ...named, method, uri, nonce, body: '', ...(auth === undefined ? {} : { auth }) };
  const digest = digestResponse(hashHa1(user, realm, password, named.algorithm), input);
  const opaque = params.get('opaque');
  const parts = [
    `username="${user}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `response="${digest}"`,
    ...(params.has('algorithm') ? [`algorithm=${params.get('algorithm')}`] : []),
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
    ...(auth === undefined ? [] : [`qop=auth, nc=${auth.nc}, cnonce="${auth.cnonce}"`]),
  ];
  const again = end.again(request);
  again.addRaw(response.status === 401 ? 'Authorization' : 'Proxy-Authorization', `Digest ${parts.join(', ')}`);
  return again;
}

/** For controls: a request with credentials. */
export function hasCredentials(message: SipMessage): boolean {
  return message.has('Authorization') || message.has('Proxy-Authorization');
}

/** Whether a response asks for credentials. */
export function isChallenge({ status }: SipResponse): boolean {
  return status === 401 || status === 407;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base 64 of a text in UTF-8 (RFC 4648 §4). */
export function base64(text: string): string {
  const bytes = toBytes(encodeUtf8(text));
  let written = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let letter = 0; letter < 4; letter += 1) {
      written += at + letter > bytes.length ? '=' : (LETTERS[(three >> (18 - 6 * letter)) & 63] ?? '');
    }
  }
  return written;
}
