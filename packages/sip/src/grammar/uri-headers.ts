import { HNV } from './characters.ts';
import { notA } from './checked.ts';
import { escapeText, unescapeText } from './escapes.ts';
import type { SipUri } from './uri.ts';

/** A header field of the request that is made from a URI (§19.1.1): its name, and its value as text; `body` is the body. */
export type UriHeader = readonly [name: string, value: string];

/** The header fields that a URI asks for, in order, escapes undone. A name without a value has ''. */
export function uriHeaders(uri: SipUri): readonly UriHeader[] {
  const headers: UriHeader[] = [];
  for (const header of (uri.headers ?? '').split('&')) {
    const equals = header.indexOf('=');
    const name = unescapeText(equals < 0 ? header : header.slice(0, equals));
    if (name !== '') headers.push([name, equals < 0 ? '' : unescapeText(header.slice(equals + 1))]);
  }
  return headers;
}

/**
 * The URI with these header fields and no others, as in the Refer-To of an attended transfer (RFC 3891 §4).
 * @throws {RangeError} when a name is empty
 */
export function withUriHeaders(uri: SipUri, headers: readonly UriHeader[]): SipUri {
  const { headers: _former, ...rest } = uri;
  if (headers.length === 0) return rest;
  const texts = headers.map(([name, value]) => {
    if (name === '') throw notA('header name', name);
    return `${escapeText(name, HNV)}=${escapeText(value, HNV)}`;
  });
  return { ...rest, headers: texts.join('&') };
}
