import {
  CallId,
  type ClientObserver,
  Contact,
  createRequest,
  CSeq,
  From,
  type Logger,
  MaxForwards,
  nameAddr,
  parseUri,
  type Random,
  type Runtime,
  type SipRequest,
  type SipResponse,
  To,
  type TransactionFailure,
  type Uri,
} from '@sidetone/sip';
import type { Registration } from './flow-table.ts';
import type { FlowToken } from './flow-token.ts';
import { FLOW_HEADER } from './upstream.ts';

/**
 * REGISTER that takes away the binding of a client that is gone (D2). It carries no credentials: our server trusts this
 * edge, and removes the binding only when its Path names the same flow.
 */
function createDeregistration(registration: Registration, random: Random): SipRequest {
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

/**
 * De-registrations under way. A REGISTER of the same name waits for the end of one: else the two could overtake each
 * other, and a phone would believe in a binding that is gone.
 */
export class Deregistrations {
  readonly #runtime: Runtime;
  readonly #send: (request: SipRequest, observer: ClientObserver) => void;
  /** By name: what waits for the end. */
  readonly #underWay = new Map<FlowToken, (() => void)[]>();

  constructor(runtime: Runtime, send: (request: SipRequest, observer: ClientObserver) => void) {
    this.#runtime = runtime;
    this.#send = send;
  }

  start(registration: Registration): void {
    const { token } = registration;
    if (this.#underWay.has(token)) return;
    this.#underWay.set(token, []);
    const observer = new DeregistrationObserver(registration, this.#runtime.log, () => this.#ended(token));
    this.#send(createDeregistration(registration, this.#runtime.random), observer);
  }

  isUnderWay(token: FlowToken): boolean {
    return this.#underWay.has(token);
  }

  /** Calls `next` when the de-registration of that name has ended, one way or another. */
  afterwards(token: FlowToken, next: () => void): void {
    this.#underWay.get(token)?.push(next);
  }

  #ended(token: FlowToken): void {
    const waiting = this.#underWay.get(token) ?? [];
    this.#underWay.delete(token);
    for (const next of waiting) next();
  }
}

/** Watches one of them. */
class DeregistrationObserver implements ClientObserver {
  readonly #registration: Registration;
  readonly #log: Logger;
  readonly #onEnd: () => void;

  constructor(registration: Registration, log: Logger, onEnd: () => void) {
    this.#registration = registration;
    this.#log = log;
    this.#onEnd = onEnd;
  }

  onResponse(response: SipResponse): void {
    if (response.status < 200) return;
    const fields = { addressOfRecord: this.#registration.addressOfRecord, status: response.status };
    if (response.status >= 300) this.#log.warn('a closed flow stays registered', fields);
    else this.#log.info('a closed flow was de-registered', fields);
    this.#onEnd();
  }

  onFailure(failure: TransactionFailure): void {
    this.#log.warn('a closed flow stays registered', {
      addressOfRecord: this.#registration.addressOfRecord,
      why: failure.kind,
    });
    this.#onEnd();
  }
}

function uriOf(addressOfRecord: string): Uri {
  const parsed = parseUri(addressOfRecord);
  return parsed.ok ? parsed.value : { scheme: 'sip', host: 'anonymous.invalid', params: new Map() };
}
