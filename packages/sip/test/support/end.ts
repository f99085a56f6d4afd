import {
  type ClientTransaction,
  createRequest,
  createResponse,
  type Flow,
  type HostPort,
  type SendOptions,
  type ServerTransaction,
  type SipRequest,
  type SipResponse,
  type Target,
  type TransactionFailure,
  TransactionLayer,
  type TransactionUser,
  TransportLayer,
  type TransportLayerOptions,
  type TransportProtocol,
} from '@sidetone/sip';
import { type TestRuntime, testRuntime, type VirtualNetwork, type VirtualTransport } from '@sidetone/testkit';

/** A bare transaction user for ladders: it does what the test tells it and writes down what it hears. */
export class End implements TransactionUser {
  readonly name: string;
  readonly address: HostPort;
  readonly runtime: TestRuntime;
  readonly transports: readonly VirtualTransport[];
  readonly transport: TransportLayer;
  readonly layer: TransactionLayer;
  /** In words, in order: `200 INVITE`, `timeout INVITE`, `request INVITE`, `ack`, … */
  readonly heard: string[] = [];
  readonly responses: SipResponse[] = [];
  readonly requests: SipRequest[] = [];
  readonly servers: ServerTransaction[] = [];
  readonly closed: string[] = [];
  answer: (request: SipRequest, transaction: ServerTransaction) => void = () => undefined;
  #callCount = 0;

  constructor(
    net: VirtualNetwork,
    name: string,
    address: HostPort,
    protocols: readonly TransportProtocol[] = ['UDP'],
    options: Omit<TransportLayerOptions, 'transports'> = {},
  ) {
    this.name = name;
    this.address = address;
    this.runtime = testRuntime(net, Number.parseInt(name, 36) % 2 ** 32);
    this.transports = protocols.map((protocol) => net.attach(name, address, protocol));
    this.transport = new TransportLayer(this.runtime, { transports: this.transports, ...options });
    this.layer = new TransactionLayer(this.runtime, this.transport, this);
  }

  request(method: string, to: End, uri = `sip:${to.name}@${uriHost(to)}`): SipRequest {
    this.#callCount += 1;
    const request = createRequest(method, uri);
    request.addRaw('Max-Forwards', '70');
    request.addRaw('From', `<sip:${this.name}@${uriHost(this)}>;tag=${this.name}-tag`);
    request.addRaw('To', `<${uri}>`);
    request.addRaw('Call-ID', `call-${this.#callCount}@${this.name}`);
    request.addRaw('CSeq', `1 ${method}`);
    return request;
  }

  send(
    request: SipRequest,
    to: End | Target,
    protocol: TransportProtocol = 'UDP',
    options?: SendOptions,
  ): ClientTransaction {
    const target = to instanceof End ? { nextHop: { protocol, ...to.address } } : to;
    return this.layer.send(request, target, this, options);
  }

  respond(transaction: ServerTransaction, status: number): void {
    transaction.respond(createResponse(transaction.request, status, undefined, `${this.name}-tag`));
  }

  onResponse(response: SipResponse, transaction: ClientTransaction): void {
    this.responses.push(response);
    this.heard.push(`${response.status} ${transaction.request.method}`);
  }

  onFailure(failure: TransactionFailure, transaction: ClientTransaction | ServerTransaction): void {
    const reason = failure.kind === 'transport' ? ` (${failure.reason})` : '';
    this.heard.push(`${failure.kind} ${transaction.request.method}${reason}`);
  }

  onRequest(request: SipRequest, transaction: ServerTransaction): void {
    this.requests.push(request);
    this.servers.push(transaction);
    transaction.observer = this;
    this.heard.push(`request ${request.method}`);
    this.answer(request, transaction);
  }

  onCancel(transaction: ServerTransaction, cancel: SipRequest): void {
    this.requests.push(cancel);
    this.heard.push(`cancel ${transaction.request.method}`);
    this.respond(transaction, 487);
  }

  onAck(ack: SipRequest): void {
    this.requests.push(ack);
    this.heard.push('ack');
  }

  onStrayResponse(response: SipResponse): void {
    this.heard.push(`stray ${response.status}`);
  }

  onFlowClosed(flow: Flow, reason: string): void {
    this.closed.push(`${flow.protocol} ${reason}`);
  }
}

function uriHost({ address: { host } }: End): string {
  return host.includes(':') ? `[${host}]` : host;
}
