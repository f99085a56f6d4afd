import { digestResponse, hashHa1, type SipRequest } from '@sidetone/sip';
import type { TestEnd } from '../../end/test-end.ts';
import type { Stage } from '../../scenario/stage.ts';
import { lineValues } from '../../trace/line-values.ts';

/** Who asks, and by what (RFC 3261 §22.2, §22.3). */
const FIELDS = {
  401: { asked: 'WWW-Authenticate', answered: 'Authorization' },
  407: { asked: 'Proxy-Authenticate', answered: 'Proxy-Authorization' },
} as const;

export interface Challenge {
  readonly nonce: string;
  /** `auth` by default; none when empty. */
  readonly qop?: string;
  readonly isStale?: boolean;
  /** The domain of the target by default. */
  readonly realm?: string;
}

/** Asks for credentials for the domain of the target, by MD5, which everybody knows. */
export function challenge(
  stage: Stage,
  end: TestEnd,
  request: SipRequest,
  status: 401 | 407,
  options: Challenge,
): void {
  const { nonce, qop = 'auth', isStale = false, realm = stage.target.domain } = options;
  const parts = [`Digest realm="${realm}"`, `nonce="${nonce}"`, 'algorithm=MD5', 'opaque="bakeoff"'];
  if (qop !== '') parts.push(`qop="${qop}"`);
  if (isStale) parts.push('stale=true');
  end.reply(request, status, (response) => response.addRaw(FIELDS[status].asked, parts.join(', ')));
}

/** The credentials of a request for the domain of the target, as they are written. */
export function credentials(stage: Stage, request: SipRequest, status: 401 | 407): string | undefined {
  const values = lineValues(request, FIELDS[status].answered);
  return values.find((value) => credentialParam(value, 'realm') === stage.target.domain);
}

/** A parameter of credentials, in quotes or not. */
export function credentialParam(value: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|[\\s,])${name}\\s*=\\s*(?:"([^"]*)"|([^\\s,"]+))`, 'i').exec(value);
  return found?.[1] ?? found?.[2];
}

/** Whether credentials are right: made with the password, for that nonce and this request. */
export function isProven(stage: Stage, request: SipRequest, value: string | undefined, nonce: string): boolean {
  const { user, password } = stage.login;
  const param = (name: string): string | undefined => (value === undefined ? undefined : credentialParam(value, name));
  const [uri, nc, cnonce] = [param('uri'), param('nc'), param('cnonce')];
  if (uri === undefined || param('nonce') !== nonce) return false;
  const right = digestResponse(hashHa1(user, stage.target.domain, password, 'MD5'), {
    algorithm: 'MD5',
    isSession: false,
    method: request.method,
    uri,
    nonce,
    body: request.body,
    ...(nc === undefined || cnonce === undefined ? {} : { auth: { nc, cnonce, qop: 'auth' } }),
  });
  return param('response') === right;
}
