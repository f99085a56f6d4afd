import {
  type Flow,
  type HostPort,
  type NextHop,
  type Runtime,
  TransactionLayer,
  type Transport,
  type TransportCounters,
  TransportLayer,
} from '@sidetone/sip';
import { ClosedFlows, type GoneHandler } from './closed-flow.ts';
import { ContactAlias } from './contact-alias.ts';
import { Deregistrations } from './deregistration.ts';
import { Drops } from './drops.ts';
import { EdgeAddress } from './edge-address.ts';
import { EdgeProxy } from './edge-proxy.ts';
import { FlowTable, type Registration } from './flow-table.ts';
import { FlowTokens } from './flow-token.ts';
import { Forwarder } from './forwarder.ts';
import { type GatewayCounts, newCounts } from './gateway-counts.ts';
import { Layers } from './layers.ts';
import { RecordRoutes } from './record-route.ts';
import { RegisterEdge } from './register-edge.ts';
import { SipSide } from './sip-side.ts';
import { Upstream } from './upstream.ts';
import { WaitingRequests } from './waiting-requests.ts';

/** The side of the browsers: a `WsListener`, or in tests any transport of protocol WS. */
export interface ClientListener extends Transport {
  onRegistered?(flow: Flow): void;
}

export interface GatewayOptions {
  readonly listener: ClientListener;
  readonly udp: Transport;
  readonly tcp?: Transport;
  readonly upstream: NextHop;
  /** Addresses from which the upstream may send, when `upstream.host` is a name or it has several. */
  readonly upstreamAddresses?: readonly string[];
  /** Key of the flow tokens, at least 16 bytes. Kept across restarts, and shared by gateways of one name. */
  readonly secret: Uint8Array;
  /** Above this size a request goes by TCP (RFC 3261 §18.1.1). */
  readonly mtuBytes: number;
  /** `contact-alias` for registrars that ignore Path. */
  readonly mode: 'path' | 'contact-alias';
  /** Host name, or `NAME:PORT`, for Via, Path and Record-Route; the address of the UDP socket when left out. */
  readonly advertise?: string;
  /** How long a client may be away before its binding goes. Default 10. */
  readonly graceSec?: number;
  /** How long a request waits for its client to return. Default 5. */
  readonly returnWaitSec?: number;
  /** Requests in progress above which new ones get 503. Default 20,000. */
  readonly maxInProgress?: number;
  /** The same for one WebSocket. Default 1,000. */
  readonly maxInProgressPerClient?: number;
}

/**
 * The edge between SIP over WebSocket and SIP over UDP and TCP (RFC 7118, RFC 5626, D2). It takes over the transports:
 * starts them, and closes them in `close`.
 */
export class Gateway implements GoneHandler {
  readonly counts: GatewayCounts = newCounts();
  /** The name under which SIP servers reach it. */
  readonly address: HostPort;
  readonly #table: FlowTable;
  readonly #deregistrations: Deregistrations;
  readonly #forwarder: Forwarder;
  readonly #closedFlows: ClosedFlows;
  readonly #transports: readonly Transport[];
  readonly #layers = new Layers();

  constructor(runtime: Runtime, options: GatewayOptions) {
    const { listener, udp, tcp } = options;
    const edge = new EdgeAddress(udp.local, options.advertise);
    const tokens = new FlowTokens(options.secret);
    const table = new FlowTable(tokens, runtime.random);
    const alias = options.mode === 'contact-alias' ? new ContactAlias(edge) : undefined;
    const routes = new RecordRoutes(edge, tokens);
    const register = new RegisterEdge(runtime.clock, edge, tokens, table, alias);
    const waiting = new WaitingRequests(runtime, (options.returnWaitSec ?? 5) * 1000);
    const { counts } = this;
    const upstream = new Upstream(options.upstream, options.upstreamAddresses);
    const drops = new Drops(runtime, counts);
    const layers = this.#layers;
    this.address = { host: edge.host, port: edge.port };
    this.#table = table;
    this.#deregistrations = new Deregistrations(runtime, (request, observer) =>
      layers.transaction.send(request, upstream.target, observer),
    );
    const sipSide = new SipSide({ edge, tokens, table, routes, alias, upstream });
    this.#closedFlows = new ClosedFlows(runtime, table, (options.graceSec ?? 10) * 1000, this);
    this.#forwarder = new Forwarder(
      runtime,
      {
        table,
        register,
        sipSide,
        waiting,
        counts,
        drops,
        maxInProgress: options.maxInProgress ?? 20_000,
        maxInProgressPerClient: options.maxInProgressPerClient ?? 1_000,
        onRegistered: (flow) => {
          if (flow.isOpen) listener.onRegistered?.(flow);
          // It closed before the 2xx came: the binding stands all the same.
          else this.#closedFlows.flowClosed(flow);
        },
      },
      layers,
    );
    this.#transports = tcp === undefined ? [listener, udp] : [listener, udp, tcp];
    const proxy = new EdgeProxy(
      runtime,
      {
        table,
        routes,
        register,
        sipSide,
        upstream,
        forwarder: this.#forwarder,
        drops,
        closedFlows: this.#closedFlows,
        deregistrations: this.#deregistrations,
        counts,
      },
      layers,
    );
    const transport = new TransportLayer(runtime, {
      transports: this.#transports,
      mtuBytes: options.mtuBytes,
      sentBy: () => this.address,
      successorOf: (flow: Flow) => table.successorOf(flow),
    });
    layers.start(transport, new TransactionLayer(runtime, transport, proxy));
  }

  /** Names that have a registration through this gateway. */
  get registrations(): number {
    return this.#table.size;
  }

  /** Requests in progress. */
  get inProgress(): number {
    return this.#forwarder.size;
  }

  /** Messages in and out, and what was malformed. */
  get traffic(): TransportCounters {
    return this.#layers.transport.counters;
  }

  onRegistrationGone(registration: Registration): void {
    if (!registration.isRemovable) return;
    this.counts.deregistered += 1;
    this.#deregistrations.start(registration);
  }

  isRegistering({ token }: Registration): boolean {
    return this.#forwarder.isRegistering(token);
  }

  onFlowGone(flow: Flow): void {
    this.#forwarder.giveUp(flow);
  }

  /** Closes all transports. Bindings stay: phones come back to this gateway or to its successor. */
  async close(): Promise<void> {
    this.#closedFlows.stop();
    await Promise.all(this.#transports.map((transport) => transport.close()));
  }
}
