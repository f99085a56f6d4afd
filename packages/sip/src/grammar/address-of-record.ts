import { telNumber } from './tel-uri.ts';
import { isSipUri, isTelUri, type Uri } from './uri.ts';
import { canonicalEscapes } from './escapes.ts';
import { USER } from './characters.ts';

declare const brand: unique symbol;

/** The name of a person in the location service, such as `sip:alice@example.com`. Equal names are equal strings. */
export type AddressOfRecord = string & { readonly [brand]: 'AddressOfRecord' };

/**
 * The canonical address of record (§10.3 step 5): no password, port, parameters or headers, host in lower case, escapes
 * in canonical form. `sips` and `sip` name the same person.
 */
export function addressOfRecord(uri: Uri): AddressOfRecord {
  return canonicalText(uri) as AddressOfRecord;
}

function canonicalText(uri: Uri): string {
  if (isTelUri(uri)) return `tel:${telNumber(uri)}`;
  if (!isSipUri(uri)) return uri.text;
  const host = uri.host.toLowerCase();
  return uri.user === undefined ? `sip:${host}` : `sip:${canonicalEscapes(uri.user, USER)}@${host}`;
}
