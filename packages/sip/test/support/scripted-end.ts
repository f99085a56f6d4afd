import {
  Contact,
  createRequest,
  createResponse,
  CSeq,
  type Flow,
  From,
  nameAddr,
  parseMessage,
  RAck,
  RSeq,
  type SipRequest,
  type SipResponse,
  To,
  type TransportProtocol,
  Via,
  withTag,
} from '@sidetone/sip';
import type { VirtualNetwork, VirtualTransport } from '@sidetone/testkit';
import { addressOf, uri } from './phones.ts';

const STEP_MS = 100;

/** An end without any stack: it answers what the test says, and nothing by itself. */
export class ScriptedEnd {
  readonly name: string;
  readonly transport: VirtualTransport;
  readonly requests: SipRequest[] = [];
  readonly responses: SipResponse[] = [];
  onRequest: ((request: SipRequest) => void) | undefined;
  readonly #net: VirtualNetwork;
  readonly #seen = new Set<string>();
  #flow: Flow | undefined;
  #branches = 0;

  constructor(net: VirtualNetwork, name: string, protocol: TransportProtocol = 'UDP') {
    this.#net = net;
    this.name = name;
    this.transport = net.attach(name, addressOf(name), protocol);
    this.transport.start({
      onWire: (wire, flow) => {
        this.#flow = flow;
        const parsed = parseMessage(wire);
        if (!parsed.ok) throw new Error(parsed.error.reason);
        if (parsed.value.kind === 'response') {
          this.responses.push(parsed.value);
          return;
        }
        if (this.#isRepeated(parsed.value)) return;
        this.requests.push(parsed.value);
        this.onRequest?.(parsed.value);
      },
      onFlowClosed: () => undefined,
    });
  }

  /** Lets time pass until one more request of that method has come, which is then the last one. */
  async next(method: string, withinMs: number): Promise<SipRequest> {
    const count = this.all(method).length;
    for (let ms = 0; ms < withinMs && this.all(method).length === count; ms += STEP_MS) {
      await this.#net.clock.advance(STEP_MS);
    }
    if (this.all(method).length === count) throw new Error(`no ${method} within ${withinMs} ms`);
    return this.last(method);
  }

  /** All requests of a method, without retransmissions. */
  all(method: string): SipRequest[] {
    return this.requests.filter((request) => request.method === method);
  }

  /** The last request of a method. */
  last(method: string): SipRequest {
    const request = this.all(method).at(-1);
    if (request === undefined) throw new Error(`${this.name} got no ${method}`);
    return request;
  }

  /** Answers a request; the To tag is the end's name unless another one is given. */
  respond(request: SipRequest, status: number, edit?: (response: SipResponse) => void, tag = this.name): SipResponse {
    const response = createResponse(request, status, undefined, tag);
    const { host, port } = addressOf(this.name);
    if (status < 300) response.set(Contact, nameAddr(uri(`sip:${tag}@${host}:${port}`)));
    edit?.(response);
    this.#live().send(response.toWire());
    return response;
  }

  /** A request within the dialog that a request of the other end, answered with `tag`, has made. */
  inDialog(
    method: string,
    made: SipRequest,
    number: number,
    edit?: (request: SipRequest) => void,
    tag = this.name,
  ): SipRequest {
    const target = made.get(Contact);
    if (target === undefined || target === '*') throw new Error('no Contact');
    const request = createRequest(method, target.uri);
    request.set(From, withTag(made.get(To)!, tag));
    request.set(To, made.get(From)!);
    request.copyLines(made, 'Call-ID');
    request.set(CSeq, { number, method });
    return this.send(request, edit);
  }

  /** A request within the dialog that a response to a request of this end has made. */
  follow(
    method: string,
    made: SipRequest,
    response: SipResponse,
    number: number,
    edit?: (request: SipRequest) => void,
  ): SipRequest {
    const target = response.get(Contact);
    if (target === undefined || target === '*') throw new Error('no Contact');
    const request = createRequest(method, target.uri);
    request.copyLines(made, From);
    request.copyLines(response, To);
    request.copyLines(made, 'Call-ID');
    request.set(CSeq, { number, method });
    return this.send(request, edit);
  }

  /** Acknowledges a reliable provisional response to a request of this end (RFC 3262 §4). */
  prack(made: SipRequest, response: SipResponse, number: number, edit?: (prack: SipRequest) => void): SipRequest {
    return this.follow('PRACK', made, response, number, (prack) => {
      const { number: cseq = 0, method = '' } = response.get(CSeq) ?? {};
      prack.set(RAck, { rseq: response.get(RSeq) ?? 0, cseq, method });
      edit?.(prack);
    });
  }

  /** The ACK for a failure, in the transaction of the INVITE (RFC 3261 §17.1.1.3). */
  ack(invite: SipRequest, response: SipResponse): void {
    this.#inTransaction('ACK', invite, response);
  }

  /** Takes an INVITE back (RFC 3261 §9.1). */
  cancel(invite: SipRequest, edit?: (cancel: SipRequest) => void): void {
    this.#inTransaction('CANCEL', invite, invite, edit);
  }

  #inTransaction(
    method: string,
    invite: SipRequest,
    toOf: SipRequest | SipResponse,
    edit?: (request: SipRequest) => void,
  ): void {
    const request = createRequest(method, invite.uri);
    for (const field of [Via, From, 'Call-ID', 'Max-Forwards']) request.copyLines(invite, field);
    request.copyLines(toOf, To);
    request.set(CSeq, { number: invite.get(CSeq)?.number ?? 1, method });
    edit?.(request);
    this.#live().send(request.toWire());
  }

  /** The newest response of that status. */
  got(status: number): SipResponse {
    const response = this.responses.findLast((known) => known.status === status);
    if (response === undefined) throw new Error(`${this.name} got no ${status}`);
    return response;
  }

  /** Sends a request with a Via of its own and a Contact. */
  send(request: SipRequest, edit?: (request: SipRequest) => void): SipRequest {
    const { host, port } = addressOf(this.name);
    this.#branches += 1;
    request.addRaw('Max-Forwards', '70');
    request.prepend(Via, {
      protocol: this.transport.protocol,
      host,
      port,
      branch: `z9hG4bK-${this.name}-${this.#branches}`,
      params: new Map(),
    });
    request.set(Contact, nameAddr(uri(`sip:${this.name}@${host}:${port}`)));
    edit?.(request);
    this.#live().send(request.toWire());
    return request;
  }

  /** A request as it is, without a Via of its own. */
  sendAsIs(request: SipRequest): void {
    this.#live().send(request.toWire());
  }

  /** A request outside a dialog, from the user `name@biloxi.test`. */
  request(method: string, to: string, edit?: (request: SipRequest) => void): SipRequest {
    const request = createRequest(method, uri(to));
    request.set(From, withTag(nameAddr(uri(`sip:${this.name}@biloxi.test`)), `${this.name}-${this.#branches}`));
    request.set(To, nameAddr(uri(to)));
    request.addRaw('Call-ID', `${this.name}-${this.#branches}`);
    request.set(CSeq, { number: 1, method });
    return this.send(request, edit);
  }

  /** Without a flow of theirs yet: the way to that end. */
  towards(name: string): this {
    this.#flow = this.transport.flowTo(addressOf(name));
    return this;
  }

  #isRepeated(request: SipRequest): boolean {
    const key = `${request.method} ${request.get(Via)?.branch ?? ''}`;
    if (this.#seen.has(key)) return true;
    this.#seen.add(key);
    return false;
  }

  #live(): Flow {
    if (this.#flow === undefined) throw new Error('nobody to send to');
    return this.#flow;
  }
}
