import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { lookup } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import type { NextHop } from '@sidetone/sip';
import { UsageError } from './usage-error.ts';

/** The server behind the gateway, by address. */
export interface UpstreamAddress {
  readonly hop: NextHop;
  /** All addresses of its name; it may send from any. */
  readonly addresses: readonly string[];
}

/**
 * Looks up the host of `--upstream`.
 * @throws {UsageError} when there is none
 */
export async function resolveUpstream(upstream: NextHop): Promise<UpstreamAddress> {
  try {
    const found = await lookup(upstream.host, { all: true, order: 'ipv4first' });
    const addresses = found.map(({ address }) => address);
    return { hop: { ...upstream, host: addresses[0] ?? upstream.host }, addresses };
  } catch (error) {
    throw new UsageError(`--upstream: there is no host ${upstream.host}`, { cause: error });
  }
}

/**
 * The address of this machine from which packets to `hop` leave. Nothing is sent: connecting a UDP socket only asks
 * the routing table.
 * @throws {UsageError} when there is no route
 */
export async function localAddressTowards({ host, port }: NextHop): Promise<string> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  try {
    socket.connect(port, host);
    await once(socket, 'connect');
    return socket.address().address;
  } catch (error) {
    throw new UsageError(`--upstream: this machine has no route to ${host}`, { cause: error });
  } finally {
    socket.close();
  }
}
