import { type ContactValue, isSipUri, nameAddr, type SipUri, type Uri } from '@sidetone/sip';
import type { EdgeAddress } from './edge-address.ts';
import type { FlowToken } from './flow-token.ts';

/** URI parameter that carries the flow token of an alias. */
const FLOW = 'flow';

/**
 * For registrars that ignore Path: the Contact they see names the gateway. The user part stays; the alias is the same
 * whenever AOR, instance and reg-id are, so that a phone that returns refreshes its binding and makes no second one.
 */
export class ContactAlias {
  readonly #edge: EdgeAddress;

  constructor(edge: EdgeAddress) {
    this.#edge = edge;
  }

  /** The Contact to register in place of the client's own; header parameters stay. Only SIP URIs have an alias. */
  replace(contact: ContactValue, token: FlowToken): ContactValue {
    if (contact === '*' || !isSipUri(contact.uri)) return contact;
    const { user } = contact.uri;
    const uri: SipUri = {
      scheme: 'sip',
      ...(user === undefined ? {} : { user }),
      host: this.#edge.host,
      port: this.#edge.port,
      params: new Map([[FLOW, token]]),
    };
    return { ...nameAddr(uri, contact.displayName), params: contact.params };
  }

  /** The token of an alias of ours; undefined for any other URI. */
  tokenOf(uri: Uri): string | undefined {
    return this.#edge.owns(uri) ? uri.params.get(FLOW) : undefined;
  }
}
