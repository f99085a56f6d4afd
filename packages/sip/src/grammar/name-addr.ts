import { err, ok, type Result } from '../runtime/result.ts';
import { NO_PARAMS, type Params, readParams, withParam, writeParams, writeQuoted } from './parameters.ts';
import { parseError, type SipParseError } from './parse-error.ts';
import { Scanner } from './scanner.ts';
import { formatUri, isSipUri, readUri, type Uri } from './uri.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';
import type { WireText } from '../runtime/wire-text.ts';
import { SEMICOLON, SPACE } from './characters.ts';

/** A URI with the name of its owner and header parameters (§20.10). */
export interface NameAddr {
  /** As a person reads it. */
  readonly displayName?: string;
  readonly uri: Uri;
  /** Header parameters by lower-case name, quotes taken off. */
  readonly params: Params;
}

/** Parses an address as From, To and Contact have it: name-addr or addr-spec, with parameters (RFC 3261 §20.10, §25.1). */
export function parseNameAddr(text: WireText): Result<NameAddr, SipParseError> {
  const scanner = new Scanner(text);
  const value = readNameAddr(scanner);
  return value === undefined ? err(parseError(scanner.pos, 'name-addr', 'Malformed address')) : ok(value);
}

/**
 * name-addr = [display-name] LAQUOT addr-spec RAQUOT; display-name = *(token LWS) / quoted-string.
 * Lenient: an unquoted display name may hold any character. On failure the scanner stands near the error.
 */
export function readNameAddr(scanner: Scanner): NameAddr | undefined {
  const { text, end } = scanner;
  let displayName: string | undefined;
  if (scanner.peek() === 34) {
    displayName = scanner.quotedString();
    if (displayName === undefined || !scanner.eat(60)) return undefined;
    scanner.pos--;
  } else {
    const start = scanner.pos;
    let open = start;
    while (open < end && text.charCodeAt(open) !== 60) open++;
    if (open === end) return readAddrSpec(scanner);
    if (open > start) displayName = new Scanner(text, start, open).rest();
    scanner.pos = open;
  }
  let close = scanner.pos;
  while (close < end && text.charCodeAt(close) !== 62) close++;
  if (close === end) return undefined;
  const inner = new Scanner(text, scanner.pos + 1, close);
  const uri = readUri(inner, inner.end);
  if (uri === undefined) {
    scanner.pos = inner.pos;
    return undefined;
  }
  scanner.pos = close + 1;
  const params = scanner.isAtEnd ? NO_PARAMS : readParams(scanner);
  if (params === undefined) return undefined;
  return displayName === undefined || displayName === ''
    ? { uri, params }
    : { displayName: decodeUtf8(displayName), uri, params };
}

/**
 * addr-spec without brackets: what follows the first semicolon are header parameters (§20). A SIP URI with header fields
 * has to have brackets, else nobody could tell whose the parameters are (§20.10).
 */
function readAddrSpec(scanner: Scanner): NameAddr | undefined {
  const start = scanner.pos;
  scanner.until(SEMICOLON | SPACE);
  const uriEnd = scanner.pos;
  scanner.pos = start;
  const uri = readUri(scanner, uriEnd);
  if (uri === undefined || (isSipUri(uri) && uri.headers !== undefined)) return undefined;
  scanner.pos = uriEnd;
  const params = scanner.isAtEnd ? NO_PARAMS : readParams(scanner);
  return params === undefined ? undefined : { uri, params };
}

/** Always with brackets and a quoted display name, which every peer understands. */
export function formatNameAddr(value: NameAddr): WireText {
  const uri = `<${formatUri(value.uri)}>`;
  const name =
    value.displayName === undefined || value.displayName === '' ? '' : `${writeQuoted(encodeUtf8(value.displayName))} `;
  return value.params.size === 0 ? name + uri : name + uri + writeParams(value.params);
}

/** A NameAddr from its parts, without parameters unless given. */
export function nameAddr(uri: Uri, displayName?: string, params: Params = NO_PARAMS): NameAddr {
  return displayName === undefined ? { uri, params } : { displayName, uri, params };
}

/** The tag of a From or To (§19.3). */
export function tag(value: NameAddr): string | undefined {
  return value.params.get('tag');
}

/** The address with another tag (RFC 3261 §19.3). */
export function withTag(value: NameAddr, tagValue: string): NameAddr {
  return { ...value, params: withParam(value.params, 'tag', tagValue) };
}
