import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import { formatHostPort, type HostPort } from '@sidetone/sip';
import { errorCode } from './file-error.ts';
import { UsageError } from './usage-error.ts';

/** Where one listener of the program is bound, and the option that says so. */
export interface ListenerAddress extends HostPort {
  readonly option: '--http' | '--sip';
}

/**
 * Turns a host name into an address of this machine.
 * @throws {UsageError} when the name is unknown
 */
export async function resolveListener(option: ListenerAddress['option'], wanted: HostPort): Promise<ListenerAddress> {
  try {
    // IPv4 first, so that `localhost` is the address that SIP phones try.
    const { address } = await lookup(wanted.host, { order: 'ipv4first' });
    return { option, host: address, port: wanted.port };
  } catch (error) {
    throw new UsageError(`${option}: there is no host ${wanted.host}`, { cause: error });
  }
}

/** Whether only this machine can reach the address. */
export function isLoopback(address: string): boolean {
  return /^127\.\d+\.\d+\.\d+$/.test(address) || address === '::1' || /^::ffff:127\./i.test(address);
}

/** Whether the listener takes what comes to any address of the machine. */
export function isWildcard(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}

/** The addresses of this machine by which others can reach it; IPv4 first. */
export function machineAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const reachable = all.filter(({ internal, address }) => !internal && !/^fe80:/i.test(address));
  return [
    ...reachable.filter(({ family }) => family === 'IPv4'),
    ...reachable.filter(({ family }) => family === 'IPv6'),
  ].map(({ address }) => address);
}

/** The mistake behind a socket that could not be opened; any other error is returned as it is. */
export function listenError(address: ListenerAddress, error: unknown): Error {
  const where = formatHostPort(address);
  const { option } = address;
  const code = errorCode(error);
  switch (code) {
    case 'EADDRINUSE':
      return new UsageError(`${where} is already in use; choose another with ${option}`, { cause: error });
    case 'EACCES':
      return new UsageError(`${where} needs more rights than this user has; choose another with ${option}`, {
        cause: error,
      });
    case 'EADDRNOTAVAIL':
      return new UsageError(`${address.host} is not an address of this machine; choose another with ${option}`, {
        cause: error,
      });
    case undefined:
    default:
      return error instanceof Error ? error : new Error(String(error));
  }
}
