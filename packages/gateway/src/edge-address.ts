import { isSipUri, type HostPort, type SipUri, type Uri } from '@sidetone/sip';

const SIP_PORT = 5060;

/** The name and port under which SIP servers reach this gateway, and how it is recognised in URIs. */
export class EdgeAddress {
  /** The advertised name, else the address of the UDP socket; an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly #hosts: ReadonlySet<string>;

  /**
   * @param bound address of the UDP socket
   * @param advertised name that several gateways may share (`--advertise`)
   */
  constructor(bound: HostPort, advertised?: string) {
    this.host = plainHost(advertised ?? bound.host);
    this.port = bound.port;
    this.#hosts = new Set([this.host, plainHost(bound.host)]);
  }

  /** Whether the URI names this gateway's SIP port. */
  owns(uri: Uri): uri is SipUri {
    return isSipUri(uri) && (uri.port ?? SIP_PORT) === this.port && this.#hosts.has(plainHost(uri.host));
  }
}

/** Lower case, without the brackets of an IPv6 address. */
export function plainHost(host: string): string {
  const lower = host.toLowerCase();
  return lower.startsWith('[') ? lower.slice(1, -1) : lower;
}
