import { err, ok, type Result } from '../runtime/result.ts';
import { canonicalEscapes, escapeForeign, unescapeText } from './escapes.ts';
import { HEX, isIn, PASSWORD, toLower, URI_PARAM, USER } from './characters.ts';
import { formatHostPort, readHostPort } from './host.ts';
import { NO_PARAMS, type Params } from './parameters.ts';
import { parseError, type SipParseError } from './parse-error.ts';
import { Scanner } from './scanner.ts';

/** Parameters of a URI by lower-case name; a flag such as `lr` is present with `undefined`. */
export type UriParams = Params;

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
  /** The text after "?". */
  readonly headers?: string;
}

/** A telephone number, RFC 3966. */
export interface TelUri {
  readonly scheme: 'tel';
  /** As written, with visual separators. */
  readonly number: string;
  readonly params: UriParams;
}

/** A URI of any other scheme, kept whole. */
export interface OtherUri {
  /** Lower case. */
  readonly scheme: string;
  /** The whole URI. */
  readonly text: string;
}

export type Uri = SipUri | TelUri | OtherUri;

export function isSipUri(uri: Uri): uri is SipUri {
  return 'host' in uri;
}

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
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    // What would end the URI where it is written: controls, space, quotes, angle brackets.
    if (code <= 32 || code === 34 || code === 60 || code === 62 || code === 127) {
      scanner.pos = i;
      return undefined;
    }
  }
  const colon = text.indexOf(':', start);
  if (colon <= start || colon >= end) return undefined;
  const scheme = toLower(text.slice(start, colon));
  if (scheme === 'sip' || scheme === 'sips') return readSipUri(scheme, new Scanner(text, colon + 1, end), scanner);
  if (scheme === 'tel') return readTelUri(new Scanner(text, colon + 1, end), scanner);
  if (!SCHEME.test(scheme) || colon + 1 === end) return undefined;
  scanner.pos = end;
  return { scheme, text: text.slice(start, end) };
}

/** scheme = ALPHA *(ALPHA / DIGIT / "+" / "-" / ".") */
const SCHEME = /^[a-z][a-z\d+.-]*$/;

/** SIP-URI = "sip:" [userinfo] hostport uri-parameters [headers]; userinfo = (user / telephone-subscriber) [":" password] "@" */
function readSipUri(scheme: 'sip' | 'sips', part: Scanner, outer: Scanner): SipUri | undefined {
  const { text, end } = part;
  const uri: { -readonly [K in keyof SipUri]: SipUri[K] } = { scheme, host: '', params: NO_PARAMS };
  const at = indexWithin(text, '@', part.pos, end);
  if (at >= 0) {
    const colon = indexWithin(text, ':', part.pos, at);
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
  if (part.peek() !== 63) return undefined;
  uri.headers = text.slice(part.pos + 1, end);
  outer.pos = end;
  return uri;
}

function indexWithin(text: string, character: string, start: number, end: number): number {
  const code = character.charCodeAt(0);
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === code) return i;
  return -1;
}

/** uri-parameters = *(";" uri-parameter); other-param = pname ["=" pvalue] */
function readUriParams(scanner: Scanner): UriParams {
  if (scanner.peek() !== 59) return NO_PARAMS;
  const { text } = scanner;
  const params = new Map<string, string | undefined>();
  while (scanner.peek() === 59) {
    const start = ++scanner.pos;
    let equals = -1;
    for (let code = scanner.peek(); code !== -1 && code !== 59 && code !== 63; code = scanner.peek()) {
      if (code === 61 && equals < 0) equals = scanner.pos;
      scanner.pos++;
    }
    const name = toLower(text.slice(start, equals < 0 ? scanner.pos : equals));
    if (name === '' || params.has(name)) continue;
    params.set(name, equals < 0 ? undefined : text.slice(equals + 1, scanner.pos));
  }
  return params;
}

/** telephone-uri = "tel:" telephone-subscriber (RFC 3966 §3): digits, letters "*" "#" of a local number, visual separators, parameters */
function readTelUri(part: Scanner, outer: Scanner): TelUri | undefined {
  const start = part.pos;
  if (part.peek() === 43) part.pos++;
  let digits = 0;
  for (let code = part.peek(); code !== -1 && code !== 59; code = part.peek()) {
    const isDialed = isIn(code, HEX) || code === 42 || code === 35;
    if (!isDialed && !isVisualSeparator(code)) break;
    if (isDialed) digits++;
    part.pos++;
  }
  outer.pos = part.pos;
  if (digits === 0) return undefined;
  const number = part.text.slice(start, part.pos);
  const params = readUriParams(part);
  outer.pos = part.pos;
  return part.isAtEnd ? { scheme: 'tel', number, params } : undefined;
}

/** visual-separator = "-" / "." / "(" / ")" */
function isVisualSeparator(code: number): boolean {
  return code === 45 || code === 46 || code === 40 || code === 41;
}

/** The number alone, by which two are compared (RFC 3966 §5). */
export function telNumber(uri: TelUri): string {
  return uri.number.replace(/[-.()]/g, '').toLowerCase();
}

/** The user part for a person to read: escapes undone, UTF-8 decoded; '' when there is none. */
export function userText(uri: SipUri): string {
  return unescapeText(uri.user ?? '');
}

/** The text of a URI. What is not allowed where it stands is escaped, so that the result is always one URI. */
export function formatUri(uri: Uri): string {
  if (isTelUri(uri)) return `tel:${escapeForeign(uri.number)}${formatUriParams(uri.params)}`;
  if (!isSipUri(uri)) return escapeForeign(uri.text);
  let text = `${uri.scheme}:`;
  if (uri.user !== undefined) {
    text += canonicalEscapes(uri.user, USER);
    if (uri.password !== undefined) text += `:${canonicalEscapes(uri.password, PASSWORD)}`;
    text += '@';
  }
  text += formatHostPort(uri.host, uri.port);
  if (uri.params.size > 0) text += formatUriParams(uri.params);
  return uri.headers === undefined ? text : `${text}?${escapeForeign(uri.headers)}`;
}

function formatUriParams(params: UriParams): string {
  let text = '';
  for (const [name, value] of params) {
    text += `;${canonicalEscapes(name, URI_PARAM)}`;
    if (value !== undefined) text += `=${canonicalEscapes(value, URI_PARAM)}`;
  }
  return text;
}
