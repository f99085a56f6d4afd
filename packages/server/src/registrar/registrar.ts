import {
  CallId,
  CSeq,
  isSipUri,
  Require,
  To,
  userText,
  Via,
  type AddressOfRecord,
  type HostPort,
  type Runtime,
  type ServerTransaction,
  type SipRequest,
} from '@sidetone/sip';
import { UserAgent } from '@sidetone/sip/message';
import type { Authenticator } from '../authenticator.ts';
import type { Domains } from '../domains.ts';
import type { Binding } from '../location/binding.ts';
import type { BindingChange, LocationService } from '../location/location-service.ts';
import type { Policy } from '../policy.ts';
import { accepted, refusal, refuse, refused, type Decision, type Refusal } from '../refusal.ts';
import { isBehindNat, isFirstHop, sourceOf } from '../source-address.ts';
import { decideRegistration, type RegistrationInput } from './decide-registration.ts';
import { decideEdgeDeregistration, FLOW_HEADER } from './edge-deregistration.ts';
import { readContacts } from './registration-contacts.ts';
import { checkPath } from './registration-path.ts';
import { registrationResponse } from './registration-response.ts';

/** Option tags that a REGISTER may require. No GRUU is offered: it is not routed yet. */
const SUPPORTED: readonly string[] = ['path', 'outbound'];

export interface RegistrarParts {
  readonly runtime: Runtime;
  readonly domains: Domains;
  readonly authenticator: Authenticator;
  readonly location: LocationService;
  readonly policy: Policy;
  readonly trustedEdges: (remote: HostPort) => boolean;
}

/** The registrar, RFC 3261 §10.3. Its steps are in the order of the section. */
export class Registrar {
  readonly #parts: RegistrarParts;

  constructor(parts: RegistrarParts) {
    this.#parts = parts;
  }

  /** Handles a REGISTER whose Request-URI is one of our domains (step 1). */
  process(transaction: ServerTransaction): void {
    const { request } = transaction;
    const isFromTrustedEdge = this.#parts.trustedEdges(transaction.flow.remote);
    const invalid = checkRequire(request) ?? checkTo(request);
    if (invalid !== undefined) return this.#refuse(transaction, invalid);
    const flowName = isFromTrustedEdge ? request.raw(FLOW_HEADER) : undefined;
    if (flowName !== undefined) return this.#deregisterFor(transaction, flowName);

    const username = this.#parts.authenticator.authenticate(transaction, 'www');
    if (username === undefined) return;
    const aor = this.#authorize(request, username);
    if (aor.kind === 'refused') return this.#refuse(transaction, aor.refusal);
    const input = this.#read(transaction, aor.value, isFromTrustedEdge);
    if (input.kind === 'refused') return this.#refuse(transaction, input.refusal);
    this.#commit(transaction, aor.value, input.value, (bindings) =>
      decideRegistration(
        input.value,
        bindings,
        this.#parts.runtime.clock.epoch(),
        this.#parts.policy.registration.bindingsPerUser,
      ),
    );
  }

  /** Steps 4 and 5: a user may change the bindings of the own address of record, and of no other. */
  #authorize(request: SipRequest, username: string): Decision<AddressOfRecord> {
    const to = request.get(To)?.uri;
    if (to === undefined || !isSipUri(to) || userText(to) !== username)
      return refused(403, 'To is not the authenticated user');
    const aor = this.#parts.domains.addressOfRecord(to);
    return aor === undefined ? refused(404, 'To is not in this domain') : accepted(aor);
  }

  /** The first part of steps 6 and 7: what the request asks for. */
  #read(transaction: ServerTransaction, aor: AddressOfRecord, isFromTrustedEdge: boolean): Decision<RegistrationInput> {
    const { request, flow } = transaction;
    const change = readContacts(request, this.#parts.policy.registration);
    if (change.kind === 'refused') return change;
    const contacts = change.value.kind === 'change' ? change.value.contacts : [];
    // It would only lead back here, and loop.
    if (contacts.some(({ nameAddr: { uri } }) => isSipUri(uri) && this.#parts.domains.isOurs(uri))) {
      return refused(403, 'A contact cannot be an address of this server');
    }
    const usesOutbound = contacts.some(({ regId }) => regId !== undefined);
    const path = checkPath(request, flow.protocol, isFromTrustedEdge, usesOutbound);
    if (path.kind === 'refused') return path;
    const via = request.get(Via);
    const userAgent = request.get(UserAgent);
    return accepted({
      aor,
      callId: request.get(CallId) ?? '',
      cseq: request.get(CSeq)?.number ?? 0,
      change: change.value,
      path: path.value,
      source: sourceOf(flow),
      ...(via !== undefined && isFirstHop(request)
        ? { sentBy: { host: via.host, isBehindNat: isBehindNat(request) } }
        : {}),
      ...(userAgent === undefined ? {} : { userAgent }),
    });
  }

  /** DESIGN D2: the edge says that a client's socket has closed. */
  #deregisterFor(transaction: ServerTransaction, flowName: string): void {
    const to = transaction.request.get(To)?.uri;
    const aor = to !== undefined && isSipUri(to) ? this.#parts.domains.addressOfRecord(to) : undefined;
    if (aor === undefined) return this.#refuse(transaction, refusal(404, 'To is not in this domain'));
    this.#commit(transaction, aor, undefined, (bindings) =>
      decideEdgeDeregistration(transaction.request, flowName, bindings),
    );
  }

  /** The end of step 7 and step 8: all changes or none, then the list of what is there. */
  #commit(
    transaction: ServerTransaction,
    aor: AddressOfRecord,
    input: RegistrationInput | undefined,
    decide: (bindings: readonly Binding[]) => Decision<readonly BindingChange[]>,
  ): void {
    const { runtime, location } = this.#parts;
    location.exclusively(aor, async () => {
      const decision = decide(location.of(aor));
      if (decision.kind === 'refused') return this.#refuse(transaction, decision.refusal);
      try {
        await location.apply(aor, decision.value);
      } catch (error) {
        runtime.log.error('bindings were not stored', { aor, error: String(error) });
        return this.#refuse(transaction, refusal(500, 'The bindings could not be stored'));
      }
      const contacts = location.of(aor).map((binding) => ({ binding, expiresSec: location.remainingSec(binding) }));
      transaction.respond(registrationResponse(runtime, transaction.request, contacts, input));
    });
  }

  #refuse(transaction: ServerTransaction, why: Refusal): void {
    refuse(this.#parts.runtime.random, transaction, why);
  }
}

/** Step 2, §8.2.2.3: extensions that we do not know. */
function checkRequire(request: SipRequest): Refusal | undefined {
  const unknown = request.all(Require).filter((tag) => !SUPPORTED.includes(tag.toLowerCase()));
  return unknown.length === 0 ? undefined : refusal(420, undefined, { Unsupported: unknown.join(', ') });
}

/** §10.2: the address of record is a SIP or SIPS URI. */
function checkTo(request: SipRequest): Refusal | undefined {
  const to = request.get(To)?.uri;
  return to !== undefined && isSipUri(to) ? undefined : refusal(400, 'To is no SIP address');
}
