import { networkInterfaces } from 'node:os';
import type { HostPort, Transport, TransportProtocol } from '@sidetone/sip';

/** How others reach this server. */
export class OwnAddresses {
  /** Every address that names us: what we listen on, and what we advertise. */
  readonly all: readonly HostPort[];
  readonly #byProtocol = new Map<TransportProtocol, HostPort>();
  readonly #first: HostPort;

  /**
   * @param advertise a name that leads to the listeners, put into Via, Record-Route and Contact
   * @throws {RangeError} when there is no transport
   */
  constructor(transports: readonly Transport[], advertise?: string) {
    const all: HostPort[] = [];
    for (const { protocol, local } of transports) {
      const hosts = hostsOf(local);
      const shown = { host: advertise ?? hosts[0] ?? local.host, port: local.port };
      if (!this.#byProtocol.has(protocol)) this.#byProtocol.set(protocol, shown);
      all.push(shown, ...hosts.map((host) => ({ host, port: local.port })));
    }
    const first = all[0];
    if (first === undefined) throw new RangeError('a server needs a transport');
    this.#first = first;
    this.all = all;
  }

  /** What we put into Via, Record-Route and Contact for that transport. */
  shown(protocol: TransportProtocol): HostPort {
    return this.#byProtocol.get(protocol) ?? this.#first;
  }
}

/** The addresses of a listener; of one on all addresses those of this machine, outside ones first. */
function hostsOf({ host }: HostPort): readonly string[] {
  if (host !== '0.0.0.0' && host !== '::') return [host];
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, scopeid }) => (family === 'IPv4' ? true : host === '::' && scopeid === 0));
  const rank = (address: (typeof found)[number]): number =>
    (address.internal ? 2 : 0) + (address.family === 'IPv4' ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b)).map(({ address }) => address);
}
