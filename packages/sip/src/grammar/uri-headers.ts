import { HNV } from './characters.ts';
import { notA } from './checked.ts';
import { escapeText, unescapeText } from './escapes.ts';
import { withoutParams } from './parameters.ts';
import { isSipUri, type SipUri, type Uri } from './uri.ts';

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

/** The URI as it may stand in a Request-URI: without header fields and `method` (§19.1.1 table 1). */
export function requestTarget(uri: Uri): Uri {
  if (!isSipUri(uri)) return uri;
  const { headers: _headers, ...rest } = uri;
  return uri.params.size === 0 ? rest : { ...rest, params: withoutParams(uri.params, 'method') };
}
