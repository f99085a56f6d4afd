import {
  Contact,
  contactExpires,
  Expires,
  isSipUri,
  parseUri,
  uriEquals,
  type NameAddr,
  type SipRequest,
} from '@sidetone/sip';
import type { Binding } from '../location/binding.ts';
import type { BindingChange } from '../location/location-service.ts';
import { accepted, refused, type Decision } from '../refusal.ts';

/** Names the flow whose socket has closed: the user part of the edge's Path URI (DESIGN D2). */
export const FLOW_HEADER = 'X-Sidetone-Flow';

/**
 * A REGISTER of a trusted edge whose client has gone (DESIGN D2). It has no credentials and its own Call-ID; it may
 * only remove, and only bindings that were registered through the flow that it names. Pure.
 */
export function decideEdgeDeregistration(
  request: SipRequest,
  flowName: string,
  bindings: readonly Binding[],
): Decision<readonly BindingChange[]> {
  const contacts = request.all(Contact);
  if (contacts.length === 0 || request.malformed(Contact) !== undefined) return refused(400, 'Contact is missing');
  const expires = request.get(Expires);
  const changes: BindingChange[] = [];
  for (const contact of contacts) {
    if (contact === '*' || (contactExpires(contact) ?? expires) !== 0) {
      return refused(403, 'An edge may only remove bindings of its flows');
    }
    // What is already gone, or was registered anew from elsewhere, needs no change.
    const binding = bindings.find((candidate) => names(contact, candidate));
    if (binding === undefined) continue;
    if (binding.flowName !== flowName) return refused(403, 'The binding was not registered through this flow');
    changes.push({ kind: 'remove', owner: binding.owner, key: binding.key });
  }
  return accepted(changes);
}

/** Whether a Contact means this binding: by instance and reg-id, else by URI. */
function names(contact: NameAddr, { outbound, contact: uri }: Binding): boolean {
  if (outbound !== undefined) {
    return (
      contact.params.get('+sip.instance') === outbound.instance &&
      Number(contact.params.get('reg-id')) === outbound.regId
    );
  }
  const own = parseUri(uri);
  return isSipUri(contact.uri) && own.ok && uriEquals(own.value, contact.uri);
}
