import type { Via } from '../message/headers/via.ts';
import { bareHost } from './address.ts';
import { defaultPort, type Flow, type HostPort, type TransportProtocol } from './transport.ts';

/** What a response needs to find its way; it keeps nothing of the request alive but its flow. */
export interface ResponsePath {
  readonly protocol: TransportProtocol;
  /** The flow that the request came on, when that is known. */
  readonly flow: Flow | undefined;
  /** Of a datagram; of a new connection when the request's own has ended. */
  readonly destination: HostPort;
  /** The far end of the connection that the request came on, as its Via has it noted. */
  readonly source: HostPort | undefined;
}

/**
 * Where a response goes, read from the top Via (§18.2.2, RFC 3581 §4). Its `maddr` does not count: whoever sends a
 * request could have us answer to anybody (D14), and multicast, for which it was meant, is not served.
 * @param via as `stampVia` has left it
 * @param flow of the request, when that is known
 */
export function responsePath(via: Via, flow: Flow | undefined): ResponsePath {
  const protocol = (flow?.protocol ?? via.protocol) as TransportProtocol;
  const source = typeof via.rport === 'number' ? addressAt(hostOf(via, flow), via.rport, flow) : undefined;
  const port = via.port ?? defaultPort(protocol);
  if (protocol !== 'UDP') return { protocol, flow, destination: addressAt(hostOf(via, flow), port, flow), source };
  const destination = source ?? addressAt(hostOf(via, flow), port, flow);
  return { protocol, flow, destination, source };
}

function hostOf(via: Via, flow: Flow | undefined): string {
  const host = bareHost(via.received ?? via.host);
  // The same text, but no part of the request's.
  return host === flow?.remote.host ? flow.remote.host : host;
}

function addressAt(host: string, port: number, flow: Flow | undefined): HostPort {
  return flow !== undefined && host === flow.remote.host && port === flow.remote.port ? flow.remote : { host, port };
}
