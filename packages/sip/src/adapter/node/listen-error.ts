import { formatHostPort, type HostPort, type TransportProtocol } from '../../transport/transport.ts';

/** Why a transport cannot listen, in one sentence for whoever chose the address. */
export class ListenError extends Error {
  override readonly name: string = 'ListenError';
  readonly address: HostPort;
  readonly protocol: TransportProtocol;

  constructor(protocol: TransportProtocol, address: HostPort, why: string, cause: unknown) {
    super(`cannot listen on ${protocol} ${formatHostPort(address)}: ${why}`, { cause });
    this.protocol = protocol;
    this.address = address;
  }
}

/** The port is in use. */
export class PortTakenError extends ListenError {
  override readonly name = 'PortTakenError';

  constructor(protocol: TransportProtocol, address: HostPort, cause: unknown) {
    super(protocol, address, 'the port is taken', cause);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not use the port',
  EADDRNOTAVAIL: 'the address is not one of this machine',
  ENOTFOUND: 'the host name is not known',
  EAFNOSUPPORT: 'this machine has no such addresses',
};

/** The failure of a socket to listen, explained. */
export function listenError(protocol: TransportProtocol, address: HostPort, error: Error): ListenError {
  const code = errorCode(error);
  if (code === 'EADDRINUSE') return new PortTakenError(protocol, address, error);
  return new ListenError(protocol, address, REASONS[code] ?? error.message, error);
}

/** `EADDRINUSE` and the like; empty when the error is not one of the system's. */
export function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
