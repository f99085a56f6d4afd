import type { Clock } from '../runtime/clock.ts';
import { err, ok, type Result } from '../runtime/result.ts';
import { bareHost } from './address.ts';
import { Refusals } from './refusals.ts';
import {
  type Flow,
  formatHostPort,
  type HostPort,
  type Target,
  type Transport,
  type TransportProtocol,
} from './transport.ts';

/** Finds the flow for a destination among all transports. */
export class FlowDirectory {
  readonly #transports: readonly Transport[];
  /** Connections that stand, by protocol and remote address. */
  readonly #standing = new Map<string, Flow>();
  /** All that were ever made: what ends without having been was refused. */
  readonly #made = new WeakSet<Flow>();
  readonly #refusals: Refusals;

  constructor(clock: Clock, transports: readonly Transport[]) {
    this.#transports = transports;
    this.#refusals = new Refusals(clock);
  }

  opened(flow: Flow): void {
    this.#made.add(flow);
    this.#standing.set(flowKey(flow.protocol, flow.remote), flow);
  }

  closed(flow: Flow): void {
    const key = flowKey(flow.protocol, flow.remote);
    if (this.#standing.get(key) === flow) this.#standing.delete(key);
    if (flow.protocol === 'TCP' && !this.#made.has(flow)) this.#refusals.note(flow.remote);
  }

  /** The connection that stands with that far end. */
  standing(protocol: TransportProtocol, remote: HostPort): Flow | undefined {
    const flow = this.#standing.get(flowKey(protocol, remote));
    return flow?.isOpen === true ? flow : undefined;
  }

  towards(target: Target): Result<Flow, string> {
    if ('flow' in target) return ok(target.flow);
    const { protocol, host, port } = target.nextHop;
    return this.to(protocol, { host: bareHost(host), port });
  }

  to(protocol: TransportProtocol, remote: HostPort): Result<Flow, string> {
    const transport = this.#transportFor(protocol, remote);
    if (transport === undefined) return err(`there is no transport for ${protocol}`);
    const flow = transport.flowTo(remote);
    return flow.isOpen ? ok(flow) : err(`the transport for ${protocol} is closed`);
  }

  /** §18.1.1: a connection to the same address for what is too large for a datagram; undefined when there can be none. */
  connectionInsteadOf(flow: Flow): Flow | undefined {
    if (flow.protocol !== 'UDP' || this.#refusals.has(flow.remote)) return undefined;
    const connection = this.#transportFor('TCP', flow.remote)?.flowTo(flow.remote);
    return connection?.isOpen === true ? connection : undefined;
  }

  #transportFor(protocol: TransportProtocol, remote: HostPort): Transport | undefined {
    const candidates = this.#transports.filter((transport) => transport.protocol === protocol);
    return candidates.find(({ local }) => isIpv6(local.host) === isIpv6(remote.host)) ?? candidates[0];
  }
}

function isIpv6(host: string): boolean {
  return host.includes(':');
}

function flowKey(protocol: TransportProtocol, remote: HostPort): string {
  return `${protocol} ${formatHostPort(remote)}`;
}
