import { canonicalEscapes } from './escapes.ts';
import { URI_PARAM, USER } from './characters.ts';
import { telUriEquals } from './tel-uri.ts';
import { isSipUri, isTelUri, type SipUri, type Uri } from './uri.ts';
import type { UriParams } from './uri-params.ts';

/** Whether two URIs are one: §19.1.4 for SIP, RFC 3966 §4 for telephone numbers. */
export function uriEquals(a: Uri, b: Uri): boolean {
  if (a === b) return true;
  if (a.scheme !== b.scheme) return false;
  if (isSipUri(a)) return isSipUri(b) && sipUriEquals(a, b);
  if (isTelUri(a)) return isTelUri(b) && telUriEquals(a, b);
  return !isSipUri(b) && !isTelUri(b) && a.text === b.text;
}

function sipUriEquals(a: SipUri, b: SipUri): boolean {
  return (
    a.user === b.user &&
    a.password === b.password &&
    a.host.toLowerCase() === b.host.toLowerCase() &&
    a.port === b.port &&
    sipParamsMatch(a.params, b.params) &&
    sipParamsMatch(b.params, a.params) &&
    headersMatch(a.headers, b.headers)
  );
}

/** §19.1.4: these never match their absence; any other parameter is ignored when only one URI has it. */
const NEVER_IGNORED = new Set(['user', 'ttl', 'method', 'maddr', 'transport']);

function sipParamsMatch(from: UriParams, against: UriParams): boolean {
  for (const [name, value] of from) {
    if (against.has(name)) {
      if (comparable(value) !== comparable(against.get(name))) return false;
    } else if (NEVER_IGNORED.has(name)) {
      return false;
    }
  }
  return true;
}

function comparable(value: string | undefined): string | undefined {
  return value === undefined ? undefined : canonicalEscapes(value, USER | URI_PARAM).toLowerCase();
}

/** Header components are never ignored, and their order is of no meaning. */
function headersMatch(a: string | undefined, b: string | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const sorted = (headers: string) => comparable(headers)?.split('&').toSorted().join('&');
  return sorted(a) === sorted(b);
}
