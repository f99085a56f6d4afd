import { err, ok, type Result } from '../runtime/result.ts';
import { canonicalEscapes, escapeForeign, unescapeText } from './escapes.ts';
import { equalsLower, isAll, PASSWORD, toLower, URI_HEADERS, USER } from './characters.ts';
import { formatHostPort, readHostPort } from './host.ts';
import { NO_PARAMS } from './parameters.ts';
import { parseError, type SipParseError } from './parse-error.ts';
import { Scanner } from './scanner.ts';
import { formatTelUri, readTelUri, type TelUri, telUserOf } from './tel-uri.ts';
import { formatUriParams, readUriParams, type UriParams } from './uri-params.ts';

/** SIP and SIPS URI, RFC 3261 §19.1. */
export interface SipUri {
  readonly scheme: 'sip' | 'sips';
  /** In canonical escaped form, so that equal users are equal strings; `userText` gives it readable. */
  readonly user?: string;
  readonly password?: string;
  /** Lower case; an IPv6 address in its brackets. */
  readonly host: string;
  readonly port?: number;
  readonly params: UriParams;
  /** The text after "?", in canonical escaped form; `uriHeaders` reads it. */
  readonly headers?: string;
}

/** A URI of any other scheme, kept whole. */
export interface OtherUri {
  /** Lower case. */
  readonly scheme: string;
  /** The whole URI. */
  readonly text: string;
}

/** Any URI. Of schemes other than `sip`, `sips` and `tel` the text is kept as it came. */
export type Uri = SipUri | TelUri | OtherUri;

/** Whether the scheme is `sip` or `sips` (RFC 3261 §19.1). */
export function isSipUri(uri: Uri): uri is SipUri {
  return 'host' in uri;
}

/** Whether the scheme is `tel` (RFC 3966). */
export function isTelUri(uri: Uri): uri is TelUri {
  return 'number' in uri;
}

/** A SIP URI from its parts; the scheme is `sip` and there are no parameters unless given. */
export function sipUri(parts: Partial<SipUri> & { readonly host: string }): SipUri {
  return { scheme: 'sip', params: NO_PARAMS, ...parts };
}

/** Parses a whole text as a URI. Total: every text gives a URI or the reason why it is none. */
export function parseUri(text: string): Result<Uri, SipParseError> {
  const scanner = new Scanner(text);
  const uri = readUri(scanner, scanner.end);
  return uri === undefined ? err(parseError(scanner.pos, 'URI', 'Malformed URI')) : ok(uri);
}

/**
 * Reads a URI from where the scanner is up to `end`. On failure the scanner stands where it went wrong.
 * absoluteURI = scheme ":" ( hier-part / opaque-part )
 */
export function readUri(scanner: Scanner, end: number): Uri | undefined {
  const { text } = scanner;
  const start = scanner.pos;
  let colon = -1;
  let at = -1;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code > 64 && code !== 127) continue;
    if (code === 58) {
      if (colon < 0) colon = i;
    } else if (code === 64) {
      if (at < 0) at = i;
    } else if (code <= 32 || code === 34 || code === 60 || code === 62 || code === 127) {
      // What would end the URI where it is written: controls, space, quotes, angle brackets.
      scanner.pos = i;
      return undefined;
    }
  }
  if (colon <= start) return undefined;
  if (equalsLower(text, start, colon, 'sip')) return readSipUri('sip', new Scanner(text, colon + 1, end), scanner, at);
  const scheme = toLower(text.slice(start, colon));
  if (scheme === 'sips') return readSipUri(scheme, new Scanner(text, colon + 1, end), scanner, at);
  if (scheme === 'tel') {
    const part = new Scanner(text, colon + 1, end);
    const uri = readTelUri(part);
    scanner.pos = part.pos;
    return uri;
  }
  if (!SCHEME.test(scheme) || colon + 1 === end) return undefined;
  scanner.pos = end;
  return { scheme, text: escapeForeign(text.slice(start, end)) };
}

/** scheme = ALPHA *(ALPHA / DIGIT / "+" / "-" / ".") */
const SCHEME = /^[a-z][a-z\d+.-]*$/;

/**
 * SIP-URI = "sip:" [userinfo] hostport uri-parameters [headers]; userinfo = (user / telephone-subscriber) [":" password] "@"
 * @param at where the first "@" is, or -1
 */
function readSipUri(scheme: 'sip' | 'sips', part: Scanner, outer: Scanner, at: number): SipUri | undefined {
  const { text, end } = part;
  const uri: { -readonly [K in keyof SipUri]: SipUri[K] } = { scheme, host: '', params: NO_PARAMS };
  if (at >= 0) {
    const colon = indexWithin(text, 58, part.pos, at);
    const userEnd = colon < 0 ? at : colon;
    // Lenient: an empty user is no user.
    if (userEnd > part.pos) uri.user = canonicalEscapes(text.slice(part.pos, userEnd), USER);
    if (colon >= 0 && userEnd > part.pos) uri.password = canonicalEscapes(text.slice(colon + 1, at), PASSWORD);
    part.pos = at + 1;
  }
  const hostPort = readHostPort(part);
  outer.pos = part.pos;
  if (hostPort === undefined) return undefined;
  uri.host = hostPort.host;
  if (hostPort.port !== undefined) uri.port = hostPort.port;
  uri.params = readUriParams(part);
  outer.pos = part.pos;
  if (part.isAtEnd) return uri;
  // headers = "?" header *("&" header)
  if (part.peek() === 63) uri.headers = canonicalHeaders(text.slice(part.pos + 1, end));
  // Lenient: a SIP URI has no fragment, and what looks like one is left out.
  else if (part.peek() !== 35) return undefined;
  outer.pos = end;
  return uri;
}

function canonicalHeaders(headers: string): string {
  return isAll(headers, URI_HEADERS) ? headers : canonicalEscapes(headers, URI_HEADERS);
}

function indexWithin(text: string, code: number, start: number, end: number): number {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === code) return i;
  return -1;
}

/** The user part for a person to read: escapes undone, UTF-8 decoded; '' when there is none. */
export function userText(uri: SipUri): string {
  return unescapeText(uri.user ?? '');
}

/** The text of a URI. What is not allowed where it stands is escaped, so that the result is always one URI. */
export function formatUri(uri: Uri): string {
  if (isTelUri(uri)) return formatTelUri(uri);
  if (!isSipUri(uri)) return escapeForeign(uri.text);
  let text = `${uri.scheme}:`;
  if (uri.user !== undefined) {
    text += canonicalEscapes(uri.user, USER);
    if (uri.password !== undefined) text += `:${canonicalEscapes(uri.password, PASSWORD)}`;
    text += '@';
  }
  text += formatHostPort(uri.host, uri.port);
  if (uri.params.size > 0) text += formatUriParams(uri.params);
  return uri.headers === undefined ? text : `${text}?${canonicalHeaders(uri.headers)}`;
}

/** The SIP URI that a number has at a host that knows numbers, such as a gateway (§19.1.6). */
export function sipUriOfTel(uri: TelUri, host: string): SipUri {
  return sipUri({ user: telUserOf(uri), host, params: new Map([['user', 'phone']]) });
}

/** The number that a SIP URI stands for when it says `user=phone`; undefined when it stands for none (§19.1.6). */
export function telUriOfSip(uri: SipUri): TelUri | undefined {
  if (uri.user === undefined || uri.params.get('user')?.toLowerCase() !== 'phone') return undefined;
  return readTelUri(new Scanner(uri.user));
}
