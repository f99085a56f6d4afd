import { lookup } from 'node:dns/promises';
import { formatHostPort, type HostPort } from '@sidetone/sip';
import { UsageError } from './usage-error.ts';

/** Which senders are gateways whose Path counts (DESIGN D14): the built-in one, and those of `--trusted-edge`. */
export type TrustedEdges = (remote: HostPort) => boolean;

/** The built-in gateway, as the server sees it. */
export interface BuiltInEdge {
  readonly udp: HostPort;
  /** Whether a TCP connection from there is the gateway's. */
  isSource(remote: HostPort): boolean;
}

/**
 * @param names hosts of `--trusted-edge`; a name stands for all its addresses at the start
 * @throws {UsageError} when a name is unknown
 */
export async function trustedEdges(names: readonly string[], builtIn: BuiltInEdge | undefined): Promise<TrustedEdges> {
  const addresses = new Set((await Promise.all(names.map(addressesOf))).flat());
  return (remote) =>
    addresses.has(remote.host) || (builtIn !== undefined && (isSame(remote, builtIn.udp) || builtIn.isSource(remote)));
}

async function addressesOf(name: string): Promise<string[]> {
  try {
    const found = await lookup(name.replace(/^\[(.*)\]$/, '$1'), { all: true });
    return found.map(({ address }) => address);
  } catch (error) {
    throw new UsageError(`--trusted-edge: there is no host ${name}`, { cause: error });
  }
}

function isSame(a: HostPort, b: HostPort): boolean {
  return formatHostPort(a) === formatHostPort(b);
}
