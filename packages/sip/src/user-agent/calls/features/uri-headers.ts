import { isAll, UNRESERVED } from '../../../grammar/characters.ts';
import { withoutControls, withoutParams } from '../../../grammar/parameters.ts';
import { isSipUri, type Uri } from '../../../grammar/uri.ts';
import { asWire } from '../../../grammar/utf8.ts';
import type { SipRequest } from '../../../message/sip-request.ts';
import { requireDialogUse } from './call-headers.ts';

/**
 * Header fields that a URI of somebody else may put into a request of ours. §19.1.5 forbids what says who asks and which way
 * the request goes; what is left out here is ignored.
 */
const CARRIED: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'replaces',
  'join',
  'subject',
  'priority',
  'in-reply-to',
  'accept-contact',
  'reject-contact',
  'request-disposition',
]);

/** A header field that a URI asks for. */
interface UriHeader {
  readonly name: string;
  readonly value: string;
}

/** headers = "?" header *( "&" header ), §19.1.1: what a request made from a URI should say, escapes undone. */
function uriHeaders(uri: Uri): readonly UriHeader[] {
  if (!isSipUri(uri) || uri.headers === undefined) return [];
  return uri.headers.split('&').flatMap((header) => {
    const equals = header.indexOf('=');
    if (equals < 1) return [];
    return [{ name: unescape(header.slice(0, equals)), value: unescape(header.slice(equals + 1)) }];
  });
}

/** A URI that asks for these header fields. A URI other than SIP cannot, and stays as it is. */
export function withUriHeaders(uri: Uri, headers: readonly UriHeader[]): Uri {
  if (!isSipUri(uri)) return uri;
  return { ...uri, headers: headers.map(({ name, value }) => `${escape(name)}=${escape(value)}`).join('&') };
}

/** The URI as it may stand in a Request-URI: without header fields and `method` (§19.1.1 table 1). */
export function requestTarget(uri: Uri): Uri {
  if (!isSipUri(uri)) return uri;
  const { headers: _headers, ...rest } = uri;
  return uri.params.size === 0 ? rest : { ...rest, params: withoutParams(uri.params, 'method') };
}

/** Writes into a request the header fields that a URI asks for, as far as strangers may, in place of what it says itself. */
export function carryUriHeaders(request: SipRequest, uri: Uri): void {
  const headers = uriHeaders(uri).filter(({ name }) => CARRIED.has(name.toLowerCase()));
  for (const { name } of headers) request.remove(name);
  for (const { name, value } of headers) request.addRaw(name, withoutControls(value));
  requireDialogUse(request);
}

function unescape(text: string): string {
  return text.replace(/%[\da-f]{2}/gi, (byte) => String.fromCharCode(Number.parseInt(byte.slice(1), 16)));
}

/** hname and hvalue: what may not stand unescaped is escaped, byte by byte. */
function escape(text: string): string {
  const wire = asWire(text);
  if (isAll(wire, UNRESERVED)) return wire;
  return wire.replace(/[^\w.!~*'()-]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
