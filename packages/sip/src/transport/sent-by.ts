import { NO_PARAMS } from '../grammar/parameters.ts';
import type { Via } from '../message/headers/via.ts';
import type { Random } from '../runtime/random.ts';
import { bareHost, isUnspecified } from './address.ts';
import {
  defaultPort,
  type Flow,
  formatHostPort,
  type HostPort,
  type Transport,
  type TransportProtocol,
} from './transport.ts';

/** How many different sent-by values are remembered. A process has few; those of one connection need no memory. */
const MAX_KNOWN = 64;

/** What our Vias say of us, and which Vias are ours (§18.1.1, §18.1.2). */
export class SentBy {
  readonly #transports: readonly Transport[];
  readonly #choose: (flow: Flow) => HostPort;
  /** RFC 7118 B.1: the name of an end that nobody can connect to. */
  readonly #anonymousHost: string;
  readonly #known = new Set<string>();

  constructor(random: Random, transports: readonly Transport[], choose: ((flow: Flow) => HostPort) | undefined) {
    this.#transports = transports;
    this.#anonymousHost = `${random.token(64)}.invalid`;
    this.#choose = choose ?? ((flow) => this.#ownAddress(flow));
    for (const { protocol, local } of transports) if (local.port !== 0) this.#known.add(key(protocol, local));
  }

  /** Our Via for a request on that flow. */
  via(flow: Flow, branch: string): Via {
    const { host, port } = this.#choose(flow);
    if (this.#known.size < MAX_KNOWN) this.#known.add(key(flow.protocol, { host, port }));
    return {
      protocol: flow.protocol,
      host,
      ...(port === 0 ? {} : { port }),
      branch,
      // RFC 3581 §3: the answer comes back to the port that this request leaves from.
      ...(flow.protocol === 'UDP' ? { rport: 'requested' as const } : {}),
      params: NO_PARAMS,
    };
  }

  /** Whether a Via may have been written by us, perhaps before a restart. */
  isOurs(via: Via): boolean {
    const protocol = via.protocol as TransportProtocol;
    const host = bareHost(via.host);
    if (via.port !== undefined) return this.#known.has(key(protocol, { host, port: via.port }));
    return (
      this.#known.has(key(protocol, { host, port: 0 })) ||
      this.#known.has(key(protocol, { host, port: defaultPort(protocol) }))
    );
  }

  #ownAddress(flow: Flow): HostPort {
    const ofProtocol = this.#transports.filter(({ protocol }) => protocol === flow.protocol);
    const transport = ofProtocol.find(({ local }) => local.host === flow.local.host) ?? ofProtocol[0];
    if (transport === undefined || transport.local.port === 0) return { host: this.#anonymousHost, port: 0 };
    // The address that is listened on: a connection's own port accepts nobody.
    const { host, port } = transport.local;
    if (!isUnspecified(host)) return { host, port };
    // §18.2.2: the peer answers to where the request came from, at this port.
    return { host: isUnspecified(flow.local.host) ? this.#anonymousHost : flow.local.host, port };
  }
}

function key(protocol: TransportProtocol, address: HostPort): string {
  return `${protocol} ${formatHostPort({ host: bareHost(address.host), port: address.port })}`;
}
