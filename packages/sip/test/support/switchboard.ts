import {
  createResponse,
  type Flow,
  isSipUri,
  parseMessage,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  Via,
} from '@sidetone/sip';
import { type TestRuntime, testRuntime, type VirtualNetwork, type VirtualTransport } from '@sidetone/testkit';
import { addressOf } from './phones.ts';

/** Where a request goes next. */
export interface Hop {
  /** Name of an end. */
  readonly to: string;
  /** Another Request-URI than it came with. */
  readonly uri?: string;
  /** After so long without an answer it is cancelled, and the next hop is tried. */
  readonly waitMs?: number;
}

/** An INVITE that is tried at one end after another. */
interface Search {
  readonly request: SipRequest;
  readonly hops: readonly Hop[];
  index: number;
  /** Given up by us: its 487 goes no further. */
  readonly cancelled: Set<number>;
}

/**
 * A proxy that forwards without changing more than it has to, so that phones find each other: a user of any domain, or a
 * Contact, is the end of that name or address. It may screen, and try several ends one after another.
 */
export class Switchboard {
  readonly name: string;
  /** Answers a request by itself: the status; undefined lets it pass. */
  screen: (request: SipRequest) => number | undefined = () => undefined;
  /** Where an INVITE outside of a dialog goes, in order; undefined for where it says. */
  route: (request: SipRequest) => readonly Hop[] | undefined = () => undefined;
  readonly #transport: VirtualTransport;
  readonly #runtime: TestRuntime;
  readonly #searches = new Map<string, Search>();

  constructor(net: VirtualNetwork, name = 'proxy') {
    this.name = name;
    this.#runtime = testRuntime(net, 77);
    this.#transport = net.attach(name, addressOf(name), 'UDP');
    this.#transport.start({
      onWire: (wire, flow) => {
        const parsed = parseMessage(wire);
        if (!parsed.ok) throw new Error(parsed.error.reason);
        if (parsed.value.kind === 'request') this.#request(parsed.value, flow);
        else this.#response(parsed.value);
      },
      onFlowClosed: () => undefined,
    });
  }

  #request(request: SipRequest, flow: Flow): void {
    const isNew = !/;tag=/.test(request.raw('To') ?? '');
    const branch = request.get(Via)?.branch ?? '';
    const status = isNew && request.method !== 'ACK' && request.method !== 'CANCEL' ? this.screen(request) : undefined;
    if (status !== undefined) {
      flow.send(createResponse(request, status, undefined, this.name).toWire());
      return;
    }
    const known = this.#searches.get(branch);
    if (request.method === 'INVITE' && isNew && known === undefined) {
      const hops = this.route(request) ?? [{ to: destinationOf(request) }];
      const search = { request, hops, index: 0, cancelled: new Set<number>() };
      this.#searches.set(branch, search);
      this.#try(search);
    } else if (known === undefined) {
      this.#forward(request, { to: destinationOf(request) }, 0);
    } else {
      this.#forward(request, known.hops[known.index] as Hop, known.index);
    }
  }

  #response(response: SipResponse): void {
    const own = response.get(Via)?.branch ?? '';
    const index = Number(own.slice(own.lastIndexOf('-') + 1));
    response.removeFirst(Via);
    const above = response.get(Via);
    if (above === undefined) return;
    const search = this.#searches.get(above.branch ?? '');
    const isInvite = search !== undefined && /INVITE/.test(response.raw('CSeq') ?? '');
    if (isInvite && response.status >= 300 && response.status < 600) {
      if (search.index > index || search.cancelled.has(index)) {
        this.#acknowledge(search, index, response);
        return;
      }
      if (search.index + 1 < search.hops.length) {
        this.#acknowledge(search, index, response);
        search.index += 1;
        this.#try(search);
        return;
      }
    } else if (search?.cancelled.has(index) === true) {
      return;
    }
    this.#transport.flowTo({ host: above.host, port: above.port ?? 5060 }).send(response.toWire());
  }

  #try(search: Search): void {
    const { request, hops, index } = search;
    const hop = hops[index] as Hop;
    this.#forward(request, hop, index);
    if (hop.waitMs !== undefined)
      this.#runtime.timers.schedule(hop.waitMs, () => this.#giveUp(search, index), undefined);
  }

  #giveUp(search: Search, index: number): void {
    if (search.index !== index) return;
    search.cancelled.add(index);
    this.#sendHop(search, index, 'CANCEL');
    search.index += 1;
    if (search.index < search.hops.length) this.#try(search);
  }

  #acknowledge(search: Search, index: number, response: SipResponse): void {
    this.#sendHop(search, index, 'ACK', response);
  }

  /** CANCEL and the ACK for a failure go hop by hop (§17.1.1.3, §9.1). */
  #sendHop({ request, hops }: Search, index: number, method: string, response?: SipResponse): void {
    const hop = hops[index] as Hop;
    const lines = [
      `${method} ${hop.uri ?? request.uri} SIP/2.0`,
      'Max-Forwards: 70',
      `From: ${request.raw('From') ?? ''}`,
      `To: ${(response ?? request).raw('To') ?? ''}`,
      `Call-ID: ${request.raw('Call-ID') ?? ''}`,
      `CSeq: ${Number.parseInt(request.raw('CSeq') ?? '1', 10)} ${method}`,
    ];
    const parsed = parseMessage(`${lines.join('\r\n')}\r\n\r\n`);
    if (!parsed.ok || parsed.value.kind !== 'request') throw new Error('a hop request that is none');
    this.#send(parsed.value, request.get(Via)?.branch ?? '', hop, index);
  }

  #forward(request: SipRequest, hop: Hop, index: number): void {
    const copy = request.clone();
    if (hop.uri !== undefined) copy.uri = hop.uri;
    this.#send(copy, request.get(Via)?.branch ?? '', hop, index);
  }

  #send(request: SipRequest, branch: string, hop: Hop, index: number): void {
    const { host, port } = addressOf(this.name);
    request.prepend(Via, { protocol: 'UDP', host, port, branch: `${branch}-${this.name}-${index}`, params: new Map() });
    this.#transport.flowTo(addressOf(hop.to)).send(request.toWire());
  }
}

/** The end that a Request-URI names, by its user or by its address. */
function destinationOf(message: SipMessage): string {
  const uri = message.kind === 'request' ? message.parsedUri() : undefined;
  if (uri?.ok !== true || !isSipUri(uri.value)) throw new Error('no SIP URI');
  const { host, user } = uri.value;
  return nameAt(host) ?? user ?? host;
}

const NAMES = ['alice', 'bob', 'carol', 'dave', 'music', 'park', 'pc', 'proxy'];

function nameAt(host: string): string | undefined {
  return NAMES.find((name) => addressOf(name).host === host);
}
