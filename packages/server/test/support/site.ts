import { silentLogger, type DigestAlgorithm, type HostPort, type TransportProtocol } from '@sidetone/sip';
import { type TestRuntime, testRuntime, VirtualNetwork } from '@sidetone/testkit';
import { accountDirectory, accountFromPassword } from '../../src/accounts.ts';
import { defaultPolicy, type Policy } from '../../src/policy.ts';
import { SipServer } from '../../src/sip-server.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import type { Store } from '../../src/store/store.ts';
import { DOMAIN, Phone } from './phone.ts';

const USERS = ['alice', 'bob', 'carol', 'dave'];
export const SERVER: HostPort = { host: '192.0.2.10', port: 5060 };
/** Where a gateway would send from. */
export const EDGE: HostPort = { host: '192.0.2.20', port: 5070 };

export interface SiteOptions {
  readonly auth?: 'digest' | 'none';
  readonly digest?: readonly DigestAlgorithm[];
  readonly policy?: Policy;
  readonly ringTimeoutSec?: number;
  readonly store?: Store;
  readonly net?: VirtualNetwork;
  /** A restarted server draws other tokens. */
  readonly seed?: number;
}

/** One server, named `proxy` in ladders, and phones around it. */
export class Site {
  readonly net: VirtualNetwork;
  readonly runtime: TestRuntime;
  readonly store: Store;
  readonly server: SipServer;
  /** What the server has logged as an error. */
  readonly errors: string[] = [];
  #hosts = 0;

  constructor(options: SiteOptions = {}) {
    this.net = options.net ?? new VirtualNetwork();
    this.runtime = {
      ...testRuntime(this.net, options.seed ?? 99),
      log: { ...silentLogger, error: (message) => void this.errors.push(message) },
    };
    this.store = options.store ?? new MemoryStore(this.net.clock);
    this.server = new SipServer(this.runtime, {
      transports: [this.net.attach('proxy', SERVER, 'UDP'), this.net.attach('proxy', SERVER, 'TCP')],
      domains: [DOMAIN],
      accounts: accountDirectory(USERS.map((user) => accountFromPassword(user, DOMAIN, `${user}-secret`))),
      store: this.store,
      digest: options.digest ?? ['SHA-256', 'MD5'],
      auth: options.auth ?? 'none',
      ringTimeoutSec: options.ringTimeoutSec ?? 60,
      trustedEdges: ({ host }) => host === EDGE.host,
      secret: new Uint8Array(32).fill(7),
      mtuBytes: 65_507,
      policy: options.policy ?? defaultPolicy,
    });
  }

  phone(name: string, protocol: TransportProtocol = 'UDP', address?: HostPort): Phone {
    this.#hosts += 1;
    const own = address ?? { host: `192.0.2.${100 + this.#hosts}`, port: 5060 };
    return new Phone(this.net, name, own, SERVER, protocol);
  }

  /** A phone that has registered; what that took is not in later ladders. */
  async registered(name: string, protocol: TransportProtocol = 'UDP'): Promise<Phone> {
    const phone = this.phone(name, protocol);
    await this.net.run(() => phone.register());
    return phone;
  }

  /** Nothing of a finished call stays: after the transactions have ended, only bindings and the like are there. */
  async expectNothingLeft(): Promise<void> {
    await this.net.clock.advance(40_000);
    await this.server.close();
    await this.net.expectNothingLeft();
  }
}

/** What the trace says was dropped or noted. */
export function dropped(site: Site): string[] {
  return site.runtime.trace.events().flatMap((event) => (event.kind === 'dropped' ? [event.reason] : []));
}
