import {
  type ClientTransaction,
  Contact,
  createRequest,
  createResponse,
  CSeq,
  DigestClient,
  type Flow,
  type HostPort,
  isSipUri,
  MaxForwards,
  NO_PARAMS,
  RecordRoute,
  Route,
  RouteSet,
  sipUri,
  type ServerTransaction,
  type SipRequest,
  type SipResponse,
  tag,
  To,
  TransactionLayer,
  type TransactionUser,
  TransportLayer,
  type TransportProtocol,
} from '@sidetone/sip';
import { type TestRuntime, testRuntime, type VirtualNetwork, type VirtualTransport } from '@sidetone/testkit';

export const DOMAIN = 'biloxi.test';

/** A request and what has come back so far. */
export class Sent {
  readonly responses: SipResponse[] = [];
  transaction!: ClientTransaction;
  failure: string | undefined;
  /** The final response, or the failure's kind as a rejection. */
  readonly final: Promise<SipResponse>;
  #resolve!: (response: SipResponse) => void;
  #reject!: (error: Error) => void;

  constructor() {
    this.final = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // A test that does not await it is not failed by it.
    this.final.catch(() => undefined);
  }

  get statuses(): number[] {
    return this.responses.map(({ status }) => status);
  }

  onResponse(response: SipResponse): void {
    this.responses.push(response);
    if (response.status >= 200) this.#resolve(response);
  }

  onFailure(failure: { kind: string }): void {
    this.failure = failure.kind;
    this.#reject(new Error(failure.kind));
  }
}

export interface RequestOptions {
  readonly to?: string;
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: readonly [type: string, text: string];
  readonly callId?: string;
  readonly cseq?: number;
  readonly toTag?: string;
  readonly fromTag?: string;
}

/** A hand-driven SIP end: every message is made by the test, transactions and digest are the stack's. */
export class Phone implements TransactionUser {
  readonly name: string;
  readonly address: HostPort;
  readonly protocol: TransportProtocol;
  readonly runtime: TestRuntime;
  readonly transport: VirtualTransport;
  readonly layer: TransactionLayer;
  readonly requests: SipRequest[] = [];
  readonly servers: ServerTransaction[] = [];
  readonly cancels: SipRequest[] = [];
  readonly acks: SipRequest[] = [];
  /** What it does with a request; by default 200. */
  answer: (request: SipRequest, transaction: ServerTransaction) => void = (_request, transaction) =>
    this.respond(transaction, 200);
  readonly #server: HostPort;
  readonly #digest: DigestClient;
  #calls = 0;
  #cseq = 0;

  constructor(net: VirtualNetwork, name: string, address: HostPort, server: HostPort, protocol: TransportProtocol) {
    this.name = name;
    this.address = address;
    this.protocol = protocol;
    this.#server = server;
    this.runtime = testRuntime(
      net,
      Array.from(name).reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7),
    );
    this.transport = net.attach(name, address, protocol);
    const transport = new TransportLayer(this.runtime, { transports: [this.transport], mtuBytes: 65_507 });
    this.layer = new TransactionLayer(this.runtime, transport, this);
    const credentials = { username: userOf(name), password: `${userOf(name)}-secret` };
    this.#digest = new DigestClient(this.runtime.random, credentials, (realm) => realm === DOMAIN);
  }

  get aor(): string {
    return `sip:${userOf(this.name)}@${DOMAIN}`;
  }

  get contact(): string {
    const transport = this.protocol === 'UDP' ? '' : `;transport=${this.protocol.toLowerCase()}`;
    return `sip:${userOf(this.name)}@${this.address.host}:${this.address.port}${transport}`;
  }

  request(method: string, uri: string, options: RequestOptions = {}): SipRequest {
    this.#calls += 1;
    this.#cseq += 1;
    const request = createRequest(method, uri);
    const { toTag, fromTag = `${this.name}-${this.#calls}` } = options;
    request.set(MaxForwards, 70);
    request.addRaw('From', `<${options.from ?? this.aor}>;tag=${fromTag}`);
    request.addRaw('To', `<${options.to ?? uri}>${toTag === undefined ? '' : `;tag=${toTag}`}`);
    request.addRaw('Call-ID', options.callId ?? `${this.name}-call-${this.#calls}`);
    request.set(CSeq, { number: options.cseq ?? this.#cseq, method });
    if (method !== 'MESSAGE' && options.headers?.['Contact'] === undefined) {
      request.addRaw('Contact', `<${this.contact}>`);
    }
    for (const [name, value] of Object.entries(options.headers ?? {})) request.addRaw(name, value);
    request.setBody(options.body?.[0], options.body?.[1] ?? '');
    return request;
  }

  /** Sends to the server, unless another hop is given. */
  send(request: SipRequest, hop: HostPort = this.#server): Sent {
    const sent = new Sent();
    sent.transaction = this.layer.send(request.clone(), { nextHop: { protocol: this.protocol, ...hop } }, sent);
    return sent;
  }

  /** Sends, answers one challenge, and gives the final response. */
  async exchange(request: SipRequest): Promise<SipResponse> {
    const first = await this.send(request).final;
    if (first.status !== 401 && first.status !== 407) return first;
    const answer = this.#digest.answer(request, first);
    if (answer.kind === 'refused') return first;
    const retry = answer.request;
    this.#cseq += 1;
    retry.set(CSeq, { number: (request.get(CSeq)?.number ?? 0) + 1, method: request.method });
    return this.send(retry).final;
  }

  /** Answers a challenge as if the request had been sent to another URI. */
  answerFor(uri: string, request: SipRequest, challenge: SipResponse): SipRequest {
    const other = request.clone();
    other.uri = uri;
    const answer = this.#digest.answer(other, challenge);
    if (answer.kind === 'refused') throw new Error(answer.why);
    const retry = answer.request;
    retry.uri = request.uri;
    retry.set(CSeq, { number: (request.get(CSeq)?.number ?? 0) + 1, method: request.method });
    return retry;
  }

  register(
    options: RequestOptions & { readonly contact?: string; readonly expires?: number } = {},
  ): Promise<SipResponse> {
    const { contact = `<${this.contact}>`, expires = 3600, headers, ...rest } = options;
    return this.exchange(
      this.request('REGISTER', `sip:${DOMAIN}`, {
        to: this.aor,
        callId: `${this.name}-registration`,
        ...rest,
        headers: { Contact: contact, Expires: String(expires), ...headers },
      }),
    );
  }

  respond(transaction: ServerTransaction, status: number, headers: Readonly<Record<string, string>> = {}): void {
    const response = createResponse(transaction.request, status, undefined, `${this.name}-callee`);
    if (status < 300) response.set(Contact, { uri: contactUri(this), params: NO_PARAMS });
    for (const [name, value] of Object.entries(headers)) response.addRaw(name, value);
    transaction.respond(response);
  }

  /** The ACK for a 2xx that this phone got to its INVITE, along the route set. */
  acknowledge(invite: SipRequest, response: SipResponse): void {
    const ack = this.inDialog('ACK', invite, response);
    const first = ack.get(Route)?.uri;
    const hop = first !== undefined && isSipUri(first) ? { host: first.host, port: first.port ?? 5060 } : this.#server;
    this.layer.sendAck2xx(ack, { nextHop: { protocol: this.protocol, ...hop } });
  }

  /** A request of the caller within the dialog that `response` has made. */
  inDialog(method: string, invite: SipRequest, response: SipResponse): SipRequest {
    const contact = response.get(Contact);
    if (contact === undefined || contact === '*') throw new Error('the response has no Contact');
    const request = createRequest(method, contact.uri);
    request.set(MaxForwards, 70);
    RouteSet.ofUac(response).applyTo(request, contact.uri);
    for (const field of ['From', 'Call-ID']) request.addRaw(field, invite.raw(field) ?? '');
    request.addRaw('To', response.raw('To') ?? '');
    const number = invite.get(CSeq)?.number ?? 0;
    request.set(CSeq, { number: method === 'ACK' ? number : number + 1, method });
    request.setBody(undefined, '');
    return request;
  }

  /** A request of the callee within the dialog of an INVITE that this phone has answered. */
  inDialogAsCallee(method: string, invite: SipRequest): SipRequest {
    const contact = invite.get(Contact);
    if (contact === undefined || contact === '*') throw new Error('the INVITE has no Contact');
    const request = createRequest(method, contact.uri);
    request.set(MaxForwards, 70);
    RouteSet.ofUas(invite).applyTo(request, contact.uri);
    request.addRaw('From', `${invite.raw('To') ?? ''};tag=${this.name}-callee`);
    request.addRaw('To', invite.raw('From') ?? '');
    request.addRaw('Call-ID', invite.raw('Call-ID') ?? '');
    request.set(CSeq, { number: 1, method });
    request.setBody(undefined, '');
    return request;
  }

  /** Lets time pass, within `net.run`. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.runtime.timers.schedule(ms, resolve, undefined);
    });
  }

  onRequest(request: SipRequest, transaction: ServerTransaction): void {
    this.requests.push(request);
    this.servers.push(transaction);
    this.answer(request, transaction);
  }

  onCancel(transaction: ServerTransaction, cancel: SipRequest): void {
    this.cancels.push(cancel);
    this.respond(transaction, 487);
  }

  onAck(ack: SipRequest): void {
    this.acks.push(ack);
  }

  onStrayResponse(response: SipResponse): void {
    throw new Error(`${this.name} got a stray ${response.status}`);
  }

  onFlowClosed(_flow: Flow, _reason: string): void {
    // Ends of connections show in the transactions.
  }
}

/** `alice-tablet` is a device of alice. */
function userOf(name: string): string {
  return name.split('-')[0] ?? name;
}

function contactUri(phone: Phone) {
  return sipUri({
    user: userOf(phone.name),
    host: phone.address.host,
    port: phone.address.port,
    params: phone.protocol === 'UDP' ? NO_PARAMS : new Map([['transport', phone.protocol.toLowerCase()]]),
  });
}

export function toTag(message: SipRequest | SipResponse): string | undefined {
  const to = message.get(To);
  return to && tag(to);
}

export function recordRoutes(message: SipRequest | SipResponse): readonly string[] {
  return message.all(RecordRoute).map(({ uri }) => (isSipUri(uri) ? `${uri.host}:${uri.port ?? 5060}` : 'other'));
}
