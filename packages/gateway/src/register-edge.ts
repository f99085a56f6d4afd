import {
  addressOfRecord,
  type Clock,
  Contact,
  contactExpires,
  type ContactValue,
  Expires,
  type Flow,
  type NameAddr,
  nameAddr,
  numberParam,
  Path,
  Require,
  type SipRequest,
  type SipResponse,
  Supported,
  To,
  uriEquals,
  Via,
} from '@sidetone/sip';
import type { ContactAlias } from './contact-alias.ts';
import type { EdgeAddress } from './edge-address.ts';
import type { FlowTable, Registration } from './flow-table.ts';
import type { FlowToken, FlowTokens } from './flow-token.ts';
import { FLOW_HEADER } from './upstream.ts';

/** A REGISTER on its way to the registrar. */
export interface PendingRegistration {
  readonly flow: Flow;
  readonly token: FlowToken;
  readonly addressOfRecord: string;
  readonly registrar: string;
  /** As the client wrote it; undefined when it only asks, `*` when it removes all. */
  readonly contact: ContactValue | undefined;
  /** As the registrar sees it. */
  readonly sentContact: ContactValue | undefined;
  /** Lifetime asked for, in seconds. */
  readonly expiresSec: number;
}

/** Lifetime where neither side says one (RFC 3261 §10.2.1.1). */
const DEFAULT_EXPIRES_SEC = 3600;

/** The edge's part in registration: RFC 3327 §5.2, RFC 5626 §5.1, and what the 2xx teaches (D2). */
export class RegisterEdge {
  readonly #clock: Clock;
  readonly #edge: EdgeAddress;
  readonly #tokens: FlowTokens;
  readonly #table: FlowTable;
  readonly #alias: ContactAlias | undefined;

  /** @param alias in `contact-alias` mode; without it the edge adds Path */
  constructor(clock: Clock, edge: EdgeAddress, tokens: FlowTokens, table: FlowTable, alias: ContactAlias | undefined) {
    this.#clock = clock;
    this.#edge = edge;
    this.#tokens = tokens;
    this.#table = table;
    this.#alias = alias;
  }

  /** Edits the REGISTER that goes to the registrar. */
  prepare(request: SipRequest, flow: Flow): PendingRegistration {
    const to = request.get(To);
    const name = to === undefined ? '' : addressOfRecord(to.uri);
    const contact = request.get(Contact);
    const token = this.#nameFlow(name, contact, flow);
    // A client is no trusted edge: its own Path counts for nothing (D14).
    request.remove(Path);
    let sentContact = contact;
    if (this.#alias === undefined) {
      this.#addPath(request, token);
    } else if (contact !== undefined) {
      sentContact = this.#alias.replace(contact, token);
      if (sentContact !== contact) request.replaceFirst(Contact, sentContact);
    }
    return {
      flow,
      token,
      addressOfRecord: name,
      registrar: request.uri,
      contact,
      sentContact,
      expiresSec: (contact && contactExpires(contact)) ?? request.get(Expires) ?? DEFAULT_EXPIRES_SEC,
    };
  }

  /** Learns from a 2xx and gives the client its own Contact back. @returns the name that has this flow now */
  accept(response: SipResponse, pending: PendingRegistration): FlowToken | undefined {
    const granted = response.all(Contact);
    const isRemovable = response.raw(FLOW_HEADER) === pending.token;
    response.remove(FLOW_HEADER);
    if (this.#alias !== undefined) this.#restoreContacts(response, granted, pending);
    const { contact, flow, token } = pending;
    if (contact === undefined) return undefined;
    if (contact === '*') {
      for (const registration of this.#table.registrationsOf(flow)) {
        if (registration.addressOfRecord === pending.addressOfRecord) {
          this.#table.register(flow, { ...registration, untilMs: 0 });
        }
      }
      return undefined;
    }
    const own = granted.find((candidate) => isSameBinding(candidate, pending.sentContact));
    const expiresSec =
      own === undefined ? pending.expiresSec : (contactExpires(own) ?? response.get(Expires) ?? pending.expiresSec);
    const registration: Registration = {
      token,
      addressOfRecord: pending.addressOfRecord,
      registrar: pending.registrar,
      contactUri: contact.uri,
      instance: instanceOf(contact),
      regId: regIdOf(contact),
      usesOutbound: response.all(Require).includes('outbound'),
      isRemovable,
      untilMs: pending.expiresSec === 0 || expiresSec === 0 ? 0 : this.#clock.now() + expiresSec * 1000,
    };
    this.#table.register(flow, registration);
    return registration.untilMs === 0 ? undefined : token;
  }

  #nameFlow(name: string, contact: ContactValue | undefined, flow: Flow): FlowToken {
    const instance = contact === undefined || contact === '*' ? undefined : instanceOf(contact);
    if (contact === undefined || contact === '*' || instance === undefined) return this.#table.connectionToken(flow);
    return this.#tokens.forRegistration({ addressOfRecord: name, instance, regId: regIdOf(contact) });
  }

  #addPath(request: SipRequest, token: FlowToken): void {
    const params = new Map<string, string | undefined>([['lr', undefined]]);
    // RFC 5626 §5.1: `ob` says that this edge is the client's first hop.
    if (request.all(Via).length === 1) params.set('ob', undefined);
    const { host, port } = this.#edge;
    request.append(Path, nameAddr({ scheme: 'sip', user: token, host, port, params }));
    // RFC 3327 §5.1: a registrar keeps a Path only for clients that know it.
    const supported = request.all(Supported);
    if (!supported.includes('path')) request.setAll(Supported, [...supported, 'path']);
  }

  #restoreContacts(response: SipResponse, granted: readonly ContactValue[], pending: PendingRegistration): void {
    let isChanged = false;
    const restored = granted.map((contact): ContactValue => {
      if (contact === '*') return contact;
      const token = this.#alias?.tokenOf(contact.uri);
      if (token === undefined) return contact;
      const own = token === pending.token && pending.contact !== '*' ? pending.contact : undefined;
      const uri = own?.uri ?? this.#table.contactOf(token);
      if (uri === undefined) return contact;
      isChanged = true;
      return { ...contact, uri };
    });
    if (isChanged) response.setAll(Contact, restored);
  }
}

/** RFC 5626 §6: instance and reg-id name a binding; else its URI does (RFC 3261 §10.3 step 7). */
function isSameBinding(a: ContactValue, b: ContactValue | undefined): boolean {
  if (a === '*' || b === undefined || b === '*') return false;
  const instance = instanceOf(b);
  if (instance !== undefined && instanceOf(a) === instance && regIdOf(a) === regIdOf(b)) return true;
  return uriEquals(a.uri, b.uri);
}

function instanceOf(contact: NameAddr): string | undefined {
  return contact.params.get('+sip.instance');
}

function regIdOf(contact: NameAddr): number | undefined {
  return numberParam(contact.params, 'reg-id');
}
