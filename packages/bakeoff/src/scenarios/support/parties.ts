import { From, isSipUri, type NameAddr, parseUri, type SipMessage, tag, To, type Uri, uriEquals } from '@sidetone/sip';

/** What has no place in the URI of a To or From, so that whoever writes one leaves it out (RFC 3261 §19.1.1, table 1). */
const OUT_OF_PLACE = new Set(['transport', 'maddr', 'ttl', 'method', 'lr']);

/** Whether two URIs name the same party, as far as a To or From can say. What is no URI names nobody. */
export function namesSameParty(a: string, b: string): boolean {
  const [first, second] = [parseUri(a), parseUri(b)];
  return first.ok && second.ok && isSameParty(first.value, second.value);
}

/** Whether the To of two messages is the same: the party and the tag. */
export function isSameTo(a: SipMessage, b: SipMessage): boolean {
  return isSameAddress(a.get(To), b.get(To));
}

/** As `isSameTo`, of the From. */
export function isSameFrom(a: SipMessage, b: SipMessage): boolean {
  return isSameAddress(a.get(From), b.get(From));
}

function isSameParty(a: Uri, b: Uri): boolean {
  return uriEquals(inTo(a), inTo(b));
}

function isSameAddress(a: NameAddr | undefined, b: NameAddr | undefined): boolean {
  return a !== undefined && b !== undefined && isSameParty(a.uri, b.uri) && tag(a) === tag(b);
}

function inTo(uri: Uri): Uri {
  if (!isSipUri(uri)) return uri;
  const { port: _port, headers: _headers, params, ...rest } = uri;
  return { ...rest, params: new Map([...params].filter(([name]) => !OUT_OF_PLACE.has(name.toLowerCase()))) };
}
