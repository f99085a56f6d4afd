import { HEX, isIn } from './characters.ts';
import { escapeForeign } from './escapes.ts';
import type { Scanner } from './scanner.ts';
import { formatUriParams, readUriParams, type UriParams } from './uri-params.ts';

/** A telephone number, RFC 3966. */
export interface TelUri {
  readonly scheme: 'tel';
  /** As written, with visual separators; "#" stands for itself. */
  readonly number: string;
  /** `phone-context` says where a local number counts; `ext` and `isub` are what is behind it. */
  readonly params: UriParams;
}

/**
 * telephone-uri = "tel:" telephone-subscriber; telephone-subscriber = global-number / local-number (RFC 3966 §3).
 * Lenient: a local number need not say its context, and may have the pauses of RFC 2806 ("p", "w"); "#" and "*" may be
 * escaped. On failure the scanner stands where it went wrong.
 */
export function readTelUri(scanner: Scanner): TelUri | undefined {
  const start = scanner.pos;
  const isGlobal = scanner.peek() === 43;
  if (isGlobal) scanner.pos++;
  let digits = 0;
  let hasEscapes = false;
  for (let code = scanner.peek(); code !== -1 && code !== 59; code = scanner.peek()) {
    let length = 1;
    if (code === 37) {
      if (!ESCAPED.test(scanner.text.slice(scanner.pos, scanner.pos + 3))) break;
      hasEscapes = true;
      length = 3;
      digits++;
    } else if (isIn(code, HEX) || code === 42 || code === 35) {
      digits++;
    } else if (!isVisualSeparator(code) && (isGlobal || digits === 0 || !isPause(code))) {
      break;
    }
    scanner.pos += length;
  }
  if (digits === 0) return undefined;
  const written = scanner.text.slice(start, scanner.pos);
  const number = hasEscapes ? written.replace(/%2a/gi, '*').replaceAll('%23', '#') : written;
  const params = readUriParams(scanner);
  return scanner.isAtEnd ? { scheme: 'tel', number, params } : undefined;
}

/** "#" or "*" */
const ESCAPED = /^%2[3a]$/i;

/** visual-separator = "-" / "." / "(" / ")" */
function isVisualSeparator(code: number): boolean {
  return code === 45 || code === 46 || code === 40 || code === 41;
}

/** pause-character = one-second-pause / wait-for-dial-tone (RFC 2806 §2.2) */
function isPause(code: number): boolean {
  return (code | 32) === 112 || (code | 32) === 119;
}

/**
 * The text of a number. "#" is escaped, since it begins a fragment everywhere else (RFC 3986 §3.5), and parameters are in
 * the order that RFC 3966 §3 asks for.
 */
export function formatTelUri({ number, params }: TelUri): string {
  return `tel:${telephoneSubscriber(number, params)}`;
}

function telephoneSubscriber(number: string, params: UriParams): string {
  return (
    escapeForeign(number).replace(/[#;?]/g, escapeOne) + formatUriParams(params.size < 2 ? params : inOrder(params))
  );
}

function escapeOne(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** RFC 3966 §3: the subaddress or extension, the context, then the others by their names. */
function inOrder(params: UriParams): UriParams {
  const key = (name: string): string => `${FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length} ${name}`;
  return new Map([...params].toSorted(([a], [b]) => (key(a) < key(b) ? -1 : 1)));
}

const FIRST = ['isub', 'ext', 'phone-context'];

/** Whether the number counts everywhere: global-number = "+" … */
export function isGlobalNumber(uri: TelUri): boolean {
  return uri.number.startsWith('+');
}

/** The number alone, by which two are compared (RFC 3966 §4). */
export function telNumber(uri: TelUri): string {
  return withoutSeparators(uri.number);
}

function withoutSeparators(number: string): string {
  return number.replace(/[-.()]/g, '').toLowerCase();
}

/** RFC 3966 §4: the digits, and every parameter, in whatever order. */
export function telUriEquals(a: TelUri, b: TelUri): boolean {
  if (telNumber(a) !== telNumber(b) || a.params.size !== b.params.size) return false;
  for (const [name, value] of a.params) {
    if (!b.params.has(name) || comparable(name, value) !== comparable(name, b.params.get(name))) return false;
  }
  return true;
}

function comparable(name: string, value: string | undefined): string | undefined {
  const isNumber = name === 'ext' || (name === 'phone-context' && value?.startsWith('+') === true);
  return isNumber && value !== undefined ? withoutSeparators(value) : value?.toLowerCase();
}

/** telephone-subscriber as the user part of a SIP URI, in lower case so that equal numbers are equal users (RFC 3261 §19.1.6). */
export function telUserOf({ number, params }: TelUri): string {
  return telephoneSubscriber(number, params).toLowerCase();
}
