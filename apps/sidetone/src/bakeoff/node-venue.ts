import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import type { Venue } from '@sidetone/bakeoff';
import type { HostPort, Runtime } from '@sidetone/sip';
import { openTcp, openUdp, WebSocketTransport } from '@sidetone/sip/node';
import { UsageError } from '../usage-error.ts';
import type { TargetAddress } from './target-address.ts';

/** A target whose host is an address now, and the network on which ends of ours meet it. */
export interface Meeting {
  readonly venue: Venue;
  readonly address: HostPort;
}

/**
 * The network of this machine. Every end gets sockets of its own on a free port of the address from which the target is
 * reached.
 * @throws {UsageError} when the host has no address
 */
export async function meet(runtime: Runtime, target: TargetAddress): Promise<Meeting> {
  const host = await addressOf(target.host);
  const own = await localAddressTowards(host, target.port);
  const { url } = target;
  return {
    address: { host, port: target.port },
    venue: {
      runtime,
      protocols: url === undefined ? ['UDP', 'TCP'] : target.protocols,
      open: (protocol) => {
        if (protocol === 'UDP') return openUdp({ host: own, port: 0 });
        if (protocol === 'TCP') return openTcp({ host: own, port: 0 });
        return Promise.resolve(new WebSocketTransport(runtime, { url: url ?? '' }));
      },
    },
  };
}

async function addressOf(host: string): Promise<string> {
  try {
    return (await lookup(host)).address;
  } catch {
    throw new UsageError(`TARGET: there is no host ${host}`);
  }
}

/** Nothing is sent: the socket only asks the system for the way. */
async function localAddressTowards(host: string, port: number): Promise<string> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.connect(port, host, resolve);
    });
    return socket.address().address;
  } catch {
    throw new UsageError(`TARGET: there is no way to ${host} from here`);
  } finally {
    socket.close();
  }
}
