import { COMMA, isAll, isSpace, SPACE, TOKEN } from '../../grammar/characters.ts';
import { checkedToken } from '../../grammar/checked.ts';
import { writeQuoted } from '../../grammar/parameters.ts';
import { Scanner, splitCommas } from '../../grammar/scanner.ts';
import { field, type HeaderField } from '../header-field.ts';

/** A challenge or credentials: a scheme such as `Digest` and its parameters, names in lower case, quotes taken off. */
export interface AuthenticationValue {
  readonly scheme: string;
  readonly params: ReadonlyMap<string, string>;
}

/** challenge = auth-scheme LWS auth-param *(COMMA auth-param); credentials alike */
function read(scanner: Scanner): AuthenticationValue | undefined {
  const scheme = scanner.token();
  if (scheme === '' || !isSpace(scanner.peek())) return undefined;
  scanner.skipSpace();
  const params = readAuthParams(scanner);
  return params === undefined ? undefined : { scheme, params };
}

/** auth-param *(COMMA auth-param); undefined when malformed or when there are none */
function readAuthParams(scanner: Scanner): ReadonlyMap<string, string> | undefined {
  const params = new Map<string, string>();
  while (!scanner.isAtEnd) {
    const name = scanner.token().toLowerCase();
    if (name === '' || !scanner.eat(61)) return undefined;
    const value = scanner.peek() === 34 ? scanner.quotedString() : scanner.until(COMMA | SPACE);
    if (value === undefined || params.has(name)) return undefined;
    params.set(name, value);
    if (!scanner.eat(44) && !scanner.isAtEnd) return undefined;
    // Lenient: an empty parameter between two commas is skipped.
    while (scanner.eat(44));
  }
  return params.size === 0 ? undefined : params;
}

/**
 * Commas separate parameters as well as challenges: a new challenge starts where a token is not followed by "=".
 */
function splitChallenges(text: string, start: number, end: number): number[] {
  const parts = splitCommas(text, start, end);
  const bounds: number[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const from = parts[i] as number;
    const to = parts[i + 1] as number;
    if (bounds.length === 0 || startsChallenge(text, from, to)) bounds.push(from, to);
    else bounds[bounds.length - 1] = to;
  }
  return bounds;
}

function startsChallenge(text: string, start: number, end: number): boolean {
  const scanner = new Scanner(text, start, end);
  return scanner.token() !== '' && !scanner.eat(61);
}

const BARE_IN_CHALLENGE = /* @__PURE__ */ new Set(['stale', 'algorithm', 'userhash']);
const BARE_IN_CREDENTIALS = /* @__PURE__ */ new Set(['algorithm', 'qop', 'nc', 'userhash', 'username*']);

function writer(bare: ReadonlySet<string>): (value: AuthenticationValue) => string {
  return ({ scheme, params }) => `${checkedToken(scheme, 'scheme')} ${writeAuthParams(params, bare)}`;
}

function writeAuthParams(params: ReadonlyMap<string, string>, bare: ReadonlySet<string>): string {
  const parts: string[] = [];
  for (const [name, value] of params) {
    const key = checkedToken(name, 'parameter name');
    parts.push(`${key}=${bare.has(name) && isAll(value, TOKEN) ? value : writeQuoted(value)}`);
  }
  return parts.join(', ');
}

const challenge = { read, write: /* @__PURE__ */ writer(BARE_IN_CHALLENGE) };
const credentials = { read, write: /* @__PURE__ */ writer(BARE_IN_CREDENTIALS) };

/** §20.44 */
export const WwwAuthenticate: HeaderField<AuthenticationValue> = /* @__PURE__ */ field(
  'WWW-Authenticate',
  challenge,
  splitChallenges,
);
/** §20.27 */
export const ProxyAuthenticate: HeaderField<AuthenticationValue> = /* @__PURE__ */ field(
  'Proxy-Authenticate',
  challenge,
  splitChallenges,
);
/** §20.7 */
export const Authorization: HeaderField<AuthenticationValue> = /* @__PURE__ */ field('Authorization', credentials);
/** §20.28 */
export const ProxyAuthorization: HeaderField<AuthenticationValue> = /* @__PURE__ */ field(
  'Proxy-Authorization',
  credentials,
);
/**
 * What the server proves and asks for next, §20.6: `rspauth`, `nextnonce`, `qop`, `cnonce`, `nc`, names in lower case,
 * quotes taken off.
 */
export const AuthenticationInfo: HeaderField<ReadonlyMap<string, string>> = /* @__PURE__ */ field(
  'Authentication-Info',
  {
    read: readAuthParams,
    write: (params: ReadonlyMap<string, string>) => writeAuthParams(params, BARE_IN_CREDENTIALS),
  },
);
