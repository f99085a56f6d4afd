import type { NameAddr } from '../../grammar/name-addr.ts';
import type { SipUri } from '../../grammar/uri.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type {
  Flow,
  HostPort,
  Target,
  Transport,
  TransportHandler,
  TransportProtocol,
} from '../../transport/transport.ts';
import { KeepAlive } from './keep-alive.ts';
import type { KeepAliveOptions } from './user-agent-options.ts';

/** What an outbound flow is made of. */
export interface OutboundFlowParts {
  readonly transport: Transport;
  readonly nextHop: HostPort;
  readonly regId: number;
  /** Where we are reached over it. */
  readonly contact: SipUri;
  readonly keepAlive: KeepAliveOptions;
}

/**
 * One way of this user agent to its outbound proxy, and from there back to it (RFC 5626 §4.2). It outlives the
 * connections that it is made of. For the transport layer it stands in the place of its transport.
 */
export class OutboundFlow implements Transport {
  /** Tells the flows of one instance apart. */
  readonly regId: number;
  readonly contact: SipUri;
  /** RFC 3608: the way that the registrar wants new requests on this flow to take. */
  serviceRoute: readonly NameAddr[] = [];
  /** `failed` from the loss of its connection, or of its registration, until one of them is back. */
  status: 'usable' | 'failed' = 'usable';
  readonly #transport: Transport;
  readonly #nextHop: HostPort;
  readonly #keepAlive: KeepAlive;
  readonly #owners: WeakMap<Flow, OutboundFlow>;
  /** The connection that was opened last. */
  #newest: Flow | undefined;
  /** The one that the last request went on. */
  #outgoing: Flow | undefined;

  /** @param owners learns which connection belongs to which outbound flow */
  constructor(runtime: Runtime, parts: OutboundFlowParts, owners: WeakMap<Flow, OutboundFlow>) {
    this.#transport = parts.transport;
    this.#nextHop = parts.nextHop;
    this.regId = parts.regId;
    this.contact = parts.contact;
    this.#keepAlive = new KeepAlive(runtime, parts.keepAlive);
    this.#owners = owners;
  }

  get protocol(): TransportProtocol {
    return this.#transport.protocol;
  }

  get local(): HostPort {
    return this.#transport.local;
  }

  /** Where a request on this flow goes; a new connection when there is none. */
  get target(): Target {
    this.#outgoing = this.flowTo(this.#nextHop);
    return { flow: this.#outgoing };
  }

  /** Whether what came on that connection is of whom requests go to. */
  isOfNextHop(flow: Flow): boolean {
    return flow === this.#outgoing || flow.remote.host === this.#nextHop.host;
  }

  /** The connection that takes the place of one that has closed. */
  get newest(): Flow | undefined {
    return this.#newest;
  }

  flowTo(remote: HostPort): Flow {
    const flow = this.#transport.flowTo(remote);
    this.#owners.set(flow, this);
    return flow;
  }

  start(handler: TransportHandler): void {
    this.#transport.start({
      onWire: (wire, flow) => {
        this.#heard(flow);
        handler.onWire(wire, flow);
      },
      onPong: (flow) => this.#heard(flow),
      onFlowOpened: (flow) => {
        this.#owners.set(flow, this);
        this.#newest = flow;
        this.status = 'usable';
        handler.onFlowOpened?.(flow);
      },
      onFlowClosed: (flow, reason) => {
        this.#owners.set(flow, this);
        if (flow.isReliable && this.#newest?.isOpen !== true) {
          this.#keepAlive.stop();
          this.status = 'failed';
        }
        handler.onFlowClosed(flow, reason);
      },
      onOversized: (head, flow, limitBytes) => handler.onOversized?.(head, flow, limitBytes),
    });
  }

  close(): Promise<void> {
    this.stopKeepAlive();
    return this.#transport.close();
  }

  /** RFC 5626 §4.4: the server wants signs of life. @param everySec Flow-Timer; undefined when it names none */
  keepAlive(everySec: number | undefined): void {
    if (this.#newest?.isOpen === true) this.#keepAlive.start(this.#newest, everySec);
  }

  /** Nothing hangs on the connection any more. */
  stopKeepAlive(): void {
    this.#keepAlive.stop();
  }

  #heard(flow: Flow): void {
    if (!flow.isReliable) this.#owners.set(flow, this);
    this.#keepAlive.heard(flow);
  }
}
