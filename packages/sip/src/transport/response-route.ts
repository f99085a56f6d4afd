import type { Via } from '../message/headers/via.ts';
import { bareHost } from './address.ts';
import { defaultPort, type HostPort, type TransportProtocol } from './transport.ts';

/**
 * Where §18.2.2 and RFC 3581 §4 send a response over UDP, read from the top Via: the source of the request when it
 * asked for that, else its host and the port of its sent-by.
 */
export function datagramDestination(via: Via): HostPort {
  const maddr = via.params.get('maddr');
  const port = via.port ?? defaultPort('UDP');
  if (maddr !== undefined && maddr !== '') return { host: bareHost(maddr), port };
  const host = bareHost(via.received ?? via.host);
  return { host, port: typeof via.rport === 'number' ? via.rport : port };
}

/** The far end of the connection that a request came on, as `stampVia` has noted it; undefined when it has not. */
export function connectionSource(via: Via): HostPort | undefined {
  if (typeof via.rport !== 'number') return undefined;
  return { host: bareHost(via.received ?? via.host), port: via.rport };
}

/** §18.2.2: where a new connection leads when the request's own has ended. */
export function connectionDestination(via: Via, protocol: TransportProtocol): HostPort {
  return { host: bareHost(via.received ?? via.host), port: via.port ?? defaultPort(protocol) };
}
