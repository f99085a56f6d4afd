import { type HostPort, isSipUri, parseUri, type SipUri, type Uri } from '@sidetone/sip';

const SIP_PORT = 5060;

/** The name and port under which SIP servers reach this gateway, and how it is recognised in URIs. */
export class EdgeAddress {
  /** The advertised name, else the address of the UDP socket; an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly #bound: HostPort;

  /**
   * @param bound address of the UDP socket
   * @param advertised name that several gateways may share (`--advertise`), with a port where that is not the socket's
   */
  constructor(bound: HostPort, advertised?: string) {
    this.#bound = { host: plainHost(bound.host), port: bound.port };
    const { host, port = bound.port } = advertised === undefined ? bound : parseHostPort(advertised);
    this.host = plainHost(host);
    this.port = port;
  }

  /** Whether the URI names this gateway's SIP port. */
  owns(uri: Uri): uri is SipUri {
    if (!isSipUri(uri)) return false;
    const host = plainHost(uri.host);
    const port = uri.port ?? SIP_PORT;
    return (host === this.host && port === this.port) || (host === this.#bound.host && port === this.#bound.port);
  }
}

/** @throws {RangeError} when it is not `NAME`, `NAME:PORT`, `[IPv6]` or `[IPv6]:PORT` */
function parseHostPort(text: string): { readonly host: string; readonly port?: number } {
  const parsed = parseUri(`sip:${text}`);
  if (!parsed.ok || !isSipUri(parsed.value) || parsed.value.user !== undefined || parsed.value.params.size > 0) {
    throw new RangeError(`not a host name with an optional port: ${text}`);
  }
  return parsed.value;
}

/** Lower case, without the brackets of an IPv6 address. */
export function plainHost(host: string): string {
  const lower = host.toLowerCase();
  return lower.startsWith('[') ? lower.slice(1, -1) : lower;
}
