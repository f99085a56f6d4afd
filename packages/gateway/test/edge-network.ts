import {
  Contact,
  contactExpires,
  createResponse,
  type Flow,
  type SipRequest,
  type SipResponse,
  To,
} from '@sidetone/sip';
import { type TestRuntime, testRuntime, VirtualNetwork, type VirtualTransport } from '@sidetone/testkit';
import { Gateway, type GatewayOptions } from '../src/gateway.ts';
import { FLOW_HEADER } from '../src/upstream.ts';
import { ScriptedEnd } from './scripted-end.ts';

const WS = { host: '192.0.2.1', port: 80 };
const SIP = { host: '192.0.2.1', port: 5060 };
const CORE = { host: '192.0.2.9', port: 5060 };
export const secret = new Uint8Array(32).fill(1);
export const aliceInstance = '"<urn:uuid:00000000-0000-1000-8000-00000000000a>"';

export interface EdgeOptions extends Partial<GatewayOptions> {
  readonly seed?: number;
  /** Whether edge and core speak TCP to each other. */
  readonly withTcp?: boolean;
  /** Whether the core's registrar lets the edge remove bindings, as our server does. Default: true. */
  readonly isRemovable?: boolean;
}

/** alice -ws- edge -udp- core, all scripted but the edge. */
export class EdgeNetwork {
  readonly net: VirtualNetwork;
  readonly core: ScriptedEnd;
  readonly alice: ScriptedEnd;
  gateway: Gateway;
  runtime: TestRuntime;
  readonly #options: EdgeOptions;
  readonly #phones: VirtualTransport;
  #listener: VirtualTransport;
  #nextSeed = 13;
  /** Contacts that the core's registrar holds, by AOR: what it got. */
  readonly registered: SipRequest[] = [];

  constructor(options: EdgeOptions = {}) {
    this.net = new VirtualNetwork({ seed: options.seed ?? 1 });
    this.#options = options;
    this.#phones = this.net.attach('alice', { host: '198.51.100.1', port: 40_000 }, 'WS');
    this.alice = new ScriptedEnd(testRuntime(this.net, 11), 'alice', [this.#phones], { sentBy: 'alice.invalid' });
    const udp = this.net.attach('core', CORE, 'UDP');
    const tcp = options.withTcp === true ? [this.net.attach('core', CORE, 'TCP')] : [];
    this.core = new ScriptedEnd(testRuntime(this.net, 12), 'core', [udp, ...tcp], { mtuBytes: 65_507 });
    this.core.onRequest = (request, transaction) => {
      this.core.requests.push(request);
      transaction.respond(request.method === 'REGISTER' ? this.#accept(request) : this.core.answer(request, 200));
    };
    ({ gateway: this.gateway, runtime: this.runtime, listener: this.#listener } = this.#startGateway());
  }

  /** Where the core sends requests for the edge. */
  readonly edgeTarget = { nextHop: { protocol: 'UDP', ...SIP } } as const;
  readonly edgeTcpTarget = { nextHop: { protocol: 'TCP', ...SIP } } as const;

  /** The edge's side of the WebSockets, oldest first. */
  get sockets(): readonly Flow[] {
    return this.#listener.flows;
  }

  /** The WebSocket that alice talks on; a new one when it has closed. */
  connect(end: ScriptedEnd = this.alice): Flow {
    return end.use(this.#phones.flowTo(WS));
  }

  /** Another phone with a connection of its own. */
  phone(name: string, port: number): ScriptedEnd {
    const transport = this.net.attach(name, { host: '198.51.100.1', port }, 'WS');
    const end = new ScriptedEnd(testRuntime(this.net, port), name, [transport], { sentBy: `${name}.invalid` });
    end.use(transport.flowTo(WS));
    return end;
  }

  /** An end on the SIP side that is not the upstream. */
  stranger(name: string, host: string): ScriptedEnd {
    return new ScriptedEnd(testRuntime(this.net, 77), name, [this.net.attach(name, { host, port: 5060 }, 'UDP')]);
  }

  /** Cuts alice's WebSocket, as a killed tab does. */
  async cut(): Promise<void> {
    for (const flow of this.#phones.flows) this.net.cut(flow);
    await this.net.settle();
  }

  /** Stops the gateway and starts another with the same secret and addresses. */
  async restart(): Promise<void> {
    await this.gateway.close();
    await this.net.settle();
    ({ gateway: this.gateway, runtime: this.runtime, listener: this.#listener } = this.#startGateway());
  }

  /** REGISTER with an instance and reg-id 1, as a phone that knows outbound. */
  registerRequest(
    end: ScriptedEnd,
    user: string,
    contact = `<sip:${user}@${user}.invalid;transport=ws>;+sip.instance=${aliceInstance};reg-id=1;expires=600`,
  ): SipRequest {
    const aor = `sip:${user}@example.test`;
    const request = end.request('REGISTER', 'sip:example.test', { from: aor, to: aor });
    request.addRaw('Contact', contact);
    request.addRaw('Supported', 'outbound');
    return request;
  }

  /** Connects when needed, and registers, outside a run. */
  async register(end: ScriptedEnd = this.alice, user = 'alice', contact?: string): Promise<SipResponse> {
    let response: SipResponse | undefined;
    await this.net.run(async () => {
      response = await this.registering(end, user, contact);
    });
    return response!;
  }

  /** The same, within a run. */
  registering(end: ScriptedEnd = this.alice, user = 'alice', contact?: string): Promise<SipResponse> {
    if (end === this.alice) this.connect();
    return end.send(this.registerRequest(end, user, contact));
  }

  /** Lets time pass within a run. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.runtime.timers.schedule(ms, () => resolve(), undefined));
  }

  /** The Path that the core's registrar got last. */
  get path(): string {
    return this.registered.at(-1)?.raw('Path') ?? '';
  }

  /** The flow token in it. */
  get token(): string {
    return /<sip:([^@]+)@/.exec(this.path)?.[1] ?? '';
  }

  #accept(request: SipRequest): SipResponse {
    this.registered.push(request);
    const response = createResponse(request, 200, undefined, 'registrar');
    for (const contact of request.all(Contact)) {
      if (contactExpires(contact) !== 0) response.append(Contact, contact);
    }
    if (request.has('Path') && request.raw('Contact')?.includes('reg-id') === true) {
      response.addRaw('Require', 'outbound');
    }
    if (this.#options.isRemovable !== false && request.has('Path')) response.addRaw(FLOW_HEADER, this.token);
    return response.has(To) ? response : this.core.answer(request, 400);
  }

  #startGateway(): { gateway: Gateway; runtime: TestRuntime; listener: VirtualTransport } {
    const { seed: _seed, withTcp, isRemovable: _isRemovable, ...options } = this.#options;
    // Branches are unique across restarts.
    const runtime = testRuntime(this.net, this.#nextSeed++);
    const listener = this.net.attach('edge', WS, 'WS');
    const gateway = new Gateway(runtime, {
      listener,
      udp: this.net.attach('edge', SIP, 'UDP'),
      ...(withTcp === undefined ? {} : { tcp: this.net.attach('edge', SIP, 'TCP') }),
      upstream: { protocol: 'UDP', ...CORE },
      secret,
      mtuBytes: 1300,
      mode: 'path',
      ...options,
    });
    return { gateway, runtime, listener };
  }
}
