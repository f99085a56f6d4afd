import {
  CallId,
  type ClientObserver,
  Contact,
  createRequest,
  CSeq,
  type Flow,
  From,
  type Logger,
  MaxForwards,
  nameAddr,
  parseUri,
  type Random,
  type SipRequest,
  type SipResponse,
  To,
  type TransactionFailure,
  type Uri,
} from '@sidetone/sip';
import type { Registration } from './flow-table.ts';
import { FLOW_HEADER } from './upstream.ts';

/**
 * REGISTER that takes away the binding of a client that is gone (D2). It carries no credentials: our server trusts this
 * edge, and removes the binding only when its Path names the same flow.
 */
export function createDeregistration(registration: Registration, random: Random): SipRequest {
  const person = uriOf(registration.addressOfRecord);
  const request = createRequest('REGISTER', registration.registrar);
  request.append(MaxForwards, 70);
  request.append(From, nameAddr(person, undefined, new Map([['tag', random.token()]])));
  request.append(To, nameAddr(person));
  request.append(CallId, random.token());
  request.append(CSeq, { number: 1, method: 'REGISTER' });
  const params = new Map<string, string>();
  if (registration.instance !== undefined) params.set('+sip.instance', registration.instance);
  if (registration.regId !== undefined) params.set('reg-id', String(registration.regId));
  params.set('expires', '0');
  request.append(Contact, nameAddr(registration.contactUri, undefined, params));
  request.addRaw(FLOW_HEADER, registration.token);
  return request;
}

/** Watches one de-registration. */
export class DeregistrationObserver implements ClientObserver {
  readonly #registration: Registration;
  readonly #log: Logger;
  readonly #liveFlow: (registration: Registration) => Flow | undefined;

  /** @param liveFlow the flow of a client that came back meanwhile */
  constructor(registration: Registration, log: Logger, liveFlow: (registration: Registration) => Flow | undefined) {
    this.#registration = registration;
    this.#log = log;
    this.#liveFlow = liveFlow;
  }

  onResponse(response: SipResponse): void {
    if (response.status < 200) return;
    const fields = { addressOfRecord: this.#registration.addressOfRecord, status: response.status };
    if (response.status >= 300) return this.#log.warn('a closed flow stays registered', fields);
    this.#log.info('a closed flow was de-registered', fields);
    // It came back while this was under way, and its new binding may be gone too: it registers again on a new flow.
    this.#liveFlow(this.#registration)?.close('the registration was removed');
  }

  onFailure(failure: TransactionFailure): void {
    this.#log.warn('a closed flow stays registered', {
      addressOfRecord: this.#registration.addressOfRecord,
      why: failure.kind,
    });
  }
}

function uriOf(addressOfRecord: string): Uri {
  const parsed = parseUri(addressOfRecord);
  return parsed.ok ? parsed.value : { scheme: 'sip', host: 'anonymous.invalid', params: new Map() };
}
