import { parseUri, uriEquals, type AddressOfRecord, type EpochMs, type SipUri, isSipUri } from '@sidetone/sip';
import type { Binding } from '../location/binding.ts';
import type { BindingChange } from '../location/location-service.ts';
import { socketHost } from '../domains.ts';
import { accepted, refused, type Decision } from '../refusal.ts';
import type { SourceAddress } from '../source-address.ts';
import type { RequestedChange, RequestedContact } from './registration-contacts.ts';
import type { RegistrationPath } from './registration-path.ts';

/** A REGISTER that may change the bindings of `aor`, read. */
export interface RegistrationInput {
  readonly aor: AddressOfRecord;
  readonly callId: string;
  readonly cseq: number;
  readonly change: RequestedChange;
  readonly path: RegistrationPath;
  readonly source: SourceAddress;
  /** The address that the user agent thinks it has, when it sent the request to us itself. */
  readonly sentBy?: { readonly host: string; readonly isBehindNat: boolean };
  readonly userAgent?: string;
}

/**
 * §10.3 steps 6 and 7: which changes a REGISTER makes, all or none. Pure.
 * @param bindings the current bindings, in order
 * @param maxBindings how many there may be afterwards
 */
export function decideRegistration(
  input: RegistrationInput,
  bindings: readonly Binding[],
  now: EpochMs,
  maxBindings: number,
): Decision<readonly BindingChange[]> {
  const { change } = input;
  switch (change.kind) {
    case 'query':
      return accepted([]);
    case 'remove-all':
      return bindings.some((binding) => isOutOfOrder(input, binding)) ? outOfOrder() : accepted(bindings.map(removal));
    case 'change':
      return decideContacts(input, change.contacts, bindings, now, maxBindings);
  }
}

function decideContacts(
  input: RegistrationInput,
  contacts: readonly RequestedContact[],
  bindings: readonly Binding[],
  now: EpochMs,
  maxBindings: number,
): Decision<readonly BindingChange[]> {
  const changes: BindingChange[] = [];
  const keys = new Set(bindings.map((binding) => binding.key));
  for (const contact of contacts) {
    const existing = matchingBinding(input, contact, bindings);
    if (existing !== undefined && isOutOfOrder(input, existing)) return outOfOrder();
    if (contact.expiresSec === 0) {
      if (existing === undefined) continue;
      keys.delete(existing.key);
      changes.push(removal(existing));
      continue;
    }
    const binding = newBinding(input, contact, existing, now);
    keys.add(binding.key);
    changes.push({ kind: 'put', record: binding });
  }
  if (keys.size > maxBindings && keys.size > bindings.length) {
    return refused(403, `Too many bindings: at most ${maxBindings} for one address of record`);
  }
  return accepted(changes);
}

/** With outbound by instance and reg-id (RFC 5626 §6), else by the rules of URI comparison (§10.3 step 7). */
function matchingBinding(
  input: RegistrationInput,
  contact: RequestedContact,
  bindings: readonly Binding[],
): Binding | undefined {
  const outbound = outboundOf(input, contact);
  if (outbound !== undefined) {
    const { instance, regId } = outbound;
    return bindings.find(({ outbound: own }) => own?.instance === instance && own.regId === regId);
  }
  return bindings.find((binding) => {
    if (binding.contact === contact.uri) return true;
    const uri = parseUri(binding.contact);
    return uri.ok && uriEquals(uri.value, contact.nameAddr.uri);
  });
}

function outboundOf({ path }: RegistrationInput, { instance, regId }: RequestedContact): Binding['outbound'] {
  return path.outbound === 'applies' && instance !== undefined && regId !== undefined ? { instance, regId } : undefined;
}

/** §10.3 step 7: a request of the same user agent that is not newer than the binding. */
function isOutOfOrder({ callId, cseq }: RegistrationInput, binding: Binding): boolean {
  return binding.callId === callId && cseq <= binding.cseq;
}

function outOfOrder(): Decision<never> {
  return refused(500, 'CSeq is not newer than that of the binding');
}

function removal({ owner, key }: Binding): BindingChange {
  return { kind: 'remove', owner, key };
}

function newBinding(
  input: RegistrationInput,
  contact: RequestedContact,
  existing: Binding | undefined,
  now: EpochMs,
): Binding {
  const outbound = outboundOf(input, contact);
  const key = outbound === undefined ? contact.uri : `${outbound.instance};reg-id=${outbound.regId}`;
  const { flowName } = input.path;
  return {
    owner: input.aor,
    key: existing?.key ?? key,
    contact: contact.uri,
    params: contact.params,
    q: contact.q,
    expiresAt: now + contact.expiresSec * 1000,
    updatedAt: now,
    callId: input.callId,
    cseq: input.cseq,
    path: input.path.path,
    ...(outbound === undefined ? {} : { outbound }),
    source: input.source,
    reach: reachOf(input, contact.nameAddr.uri),
    ...(input.userAgent === undefined ? {} : { userAgent: input.userAgent }),
    ...(flowName === undefined ? {} : { flowName }),
  };
}

/** How requests will find the contact; see `Binding.reach`. */
function reachOf(input: RegistrationInput, uri: RequestedContact['nameAddr']['uri']): Binding['reach'] {
  if (input.path.path.length > 0) return 'path';
  if (!isSipUri(uri) || input.sentBy === undefined) return 'contact';
  // A connection is used again (RFC 5626 §5.3); its address means nothing for a listener.
  if (input.source.protocol !== 'UDP') return 'source';
  if (!isReachable(uri)) return 'source';
  // Behind a NAT the contact shows the inside: use the address that the request came from.
  return input.sentBy.isBehindNat && uri.host === input.sentBy.host && socketHost(uri.host) !== input.source.host
    ? 'source'
    : 'contact';
}

/** Whether we could send to what the contact says. */
function isReachable(uri: SipUri): boolean {
  const transport = uri.params.get('transport')?.toLowerCase();
  return !uri.host.endsWith('.invalid') && (transport === undefined || transport === 'udp' || transport === 'tcp');
}
