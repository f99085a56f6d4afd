import { accountDirectory, accountFromPassword, MemoryStore, SipServer } from '@sidetone/server';
import { testRuntime, VirtualNetwork } from '@sidetone/testkit';
import type { BrokenEnd } from '../../src/control/broken-end.ts';
import type { Account } from '../../src/scenario/target.ts';
import { breakable, DOMAIN, type House, TARGET_ADDRESS, virtualVenue } from './house.ts';

export const ACCOUNTS: readonly Account[] = ['alice', 'bob', 'carol'].map((user) => ({
  user,
  password: `${user}-secret`,
}));

/** Our own server over UDP and TCP, with three accounts. */
export function serverHouse(broken?: BrokenEnd): House {
  const net = new VirtualNetwork();
  const server = startServer(net, broken);
  return {
    net,
    venue: virtualVenue(net),
    target: {
      name: 'our server',
      roles: ['registrar', 'proxy', 'presence-agent', 'message-server'],
      address: (protocol) => (protocol === 'UDP' || protocol === 'TCP' ? TARGET_ADDRESS : undefined),
      uri: `sip:${DOMAIN}`,
      domain: DOMAIN,
      accounts: ACCOUNTS,
      operator: {},
    },
    expectIdle: () => server.close(),
  };
}

/** @param broken what it breaks, if anything */
export function startServer(net: VirtualNetwork, broken?: BrokenEnd, edge?: string): SipServer {
  return new SipServer(testRuntime(net, 99), {
    transports: (['UDP', 'TCP'] as const).map((protocol) =>
      breakable(net.attach('target', TARGET_ADDRESS, protocol), broken, net),
    ),
    domains: [DOMAIN],
    accounts: accountDirectory(ACCOUNTS.map(({ user, password }) => accountFromPassword(user, DOMAIN, password))),
    store: new MemoryStore(net.clock),
    digest: ['SHA-256', 'MD5'],
    auth: 'digest',
    // Longer than timer C, so that scenarios see that one.
    ringTimeoutSec: 600,
    trustedEdges: ({ host }) => host === edge,
    secret: new Uint8Array(32).fill(7),
    mtuBytes: 65_507,
  });
}
