import { addressOfRecord, sipUri, type AddressOfRecord, type HostPort, type SipUri } from '@sidetone/sip';

/**
 * Which URIs name this server. Several domains are names of one: their users have the address of record of the first.
 * The addresses that the server listens on name it too, so that `sip:bob@192.0.2.1` reaches bob.
 */
export class Domains {
  /** The first domain: of addresses of record, and the digest realm. */
  readonly primary: string;
  readonly #names: ReadonlySet<string>;
  readonly #addresses: ReadonlySet<string>;
  readonly #ports: ReadonlySet<number>;

  /**
   * @param addresses where the server listens, with the name it advertises, if any
   * @throws {RangeError} when there is no domain
   */
  constructor(domains: readonly string[], addresses: readonly HostPort[]) {
    const names = domains.map((name) => name.toLowerCase());
    if (names[0] === undefined || names[0] === '') throw new RangeError('a server needs a domain');
    this.primary = names[0];
    this.#names = new Set(names);
    this.#addresses = new Set(addresses.map(({ host, port }) => `${uriHost(host)} ${port}`));
    // 5060 is what a client writes that spells out the default.
    this.#ports = new Set([5060, ...addresses.map(({ port }) => port)]);
  }

  /** Whether we are responsible for the URI's host (§16.5), or are the element that a Route names (§16.4). */
  isOurs({ host, port }: SipUri): boolean {
    if (this.#names.has(host)) return port === undefined || this.#ports.has(port);
    return this.#addresses.has(`${host} ${port ?? 5060}`);
  }

  /** The canonical address of record of one of our users (§10.3 step 5); undefined for anybody else's URI. */
  addressOfRecord(uri: SipUri): AddressOfRecord | undefined {
    if (uri.user === undefined || !this.isOurs(uri)) return undefined;
    return addressOfRecord(sipUri({ user: uri.user, host: this.primary }));
  }
}

/** A host as URIs have it: IPv6 in brackets. */
export function uriHost(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host.toLowerCase();
}

/** A URI's host as sockets have it: IPv6 without brackets. */
export function socketHost(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1) : host;
}
