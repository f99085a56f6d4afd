import {
  Contact,
  contactExpires,
  contactQ,
  Expires,
  formatNameAddr,
  formatUri,
  isSipUri,
  type NameAddr,
  type SipRequest,
  withoutParams,
} from '@sidetone/sip';
import { grantLifetime, type Lifetimes } from '../policy.ts';
import { accepted, refused, type Decision } from '../refusal.ts';

/** One Contact of a REGISTER, read. */
export interface RequestedContact {
  /** The URI's text. */
  readonly uri: string;
  readonly nameAddr: NameAddr;
  /** Granted lifetime in seconds; 0 removes the binding. */
  readonly expiresSec: number;
  readonly q: number;
  readonly instance?: string;
  readonly regId?: number;
  /** See `Binding.params`. */
  readonly params: string;
}

/** What a REGISTER asks for (§10.2). */
export type RequestedChange =
  | { readonly kind: 'query' }
  | { readonly kind: 'remove-all' }
  | { readonly kind: 'change'; readonly contacts: readonly RequestedContact[] };

/** §10.3 step 6 and the first half of step 7: what is asked, and for how long. */
export function readContacts(request: SipRequest, lifetimes: Lifetimes): Decision<RequestedChange> {
  const values = request.all(Contact);
  if (request.malformed(Contact) !== undefined) return refused(400, 'Malformed Contact');
  // §20.19: a malformed Expires counts as absent.
  const expires = request.get(Expires);
  if (values.includes('*')) {
    if (values.length > 1) return refused(400, 'Contact: * stands alone');
    return expires === 0 ? accepted({ kind: 'remove-all' }) : refused(400, 'Contact: * needs Expires: 0');
  }
  if (values.length === 0) return accepted({ kind: 'query' });
  const contacts: RequestedContact[] = [];
  for (const value of values) {
    if (value === '*') continue;
    if (!isSipUri(value.uri) || value.uri.scheme !== 'sip') {
      return refused(416, 'A contact here is a sip: URI');
    }
    const lifetime = grantLifetime(contactExpires(value) ?? expires, lifetimes);
    if (lifetime.kind === 'too-brief') {
      return refused(423, undefined, { 'Min-Expires': String(lifetimes.minSec) });
    }
    contacts.push(readContact(value, lifetime.sec));
  }
  const withRegId = contacts.filter((contact) => contact.regId !== undefined && contact.expiresSec > 0);
  // RFC 5626 §6: a flow has one contact.
  if (withRegId.length > 1) return refused(400, 'One Contact with a reg-id is registered at a time');
  return accepted({ kind: 'change', contacts });
}

function readContact(value: NameAddr, expiresSec: number): RequestedContact {
  const instance = value.params.get('+sip.instance');
  const regId = Number(value.params.get('reg-id') ?? Number.NaN);
  const uri = formatUri(value.uri);
  const listed = formatNameAddr({ uri: value.uri, params: withoutParams(value.params, 'expires') });
  return {
    uri,
    nameAddr: value,
    expiresSec,
    q: contactQ(value) ?? 1,
    ...(instance !== undefined && instance !== '' ? { instance } : {}),
    // RFC 5626 §4.2: 1 to 2^31 - 1, and only with an instance.
    ...(instance !== undefined && Number.isInteger(regId) && regId >= 1 && regId < 2 ** 31 ? { regId } : {}),
    params: listed.slice(`<${uri}>`.length),
  };
}
