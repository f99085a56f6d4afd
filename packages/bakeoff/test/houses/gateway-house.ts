import { Gateway } from '@sidetone/gateway';
import { testRuntime, VirtualNetwork } from '@sidetone/testkit';
import type { BrokenEnd } from '../../src/control/broken-end.ts';
import { breakable, DOMAIN, type House, TARGET_ADDRESS, virtualVenue } from './house.ts';
import { ACCOUNTS, startServer } from './server-house.ts';

const EDGE = { host: '198.51.100.2', port: 5060 };
const WEB_SOCKET = { host: '198.51.100.2', port: 80 };

/** Our own gateway over WebSocket in front of our own server; it is the gateway that may be broken. */
export function gatewayHouse(broken?: BrokenEnd): House {
  const net = new VirtualNetwork();
  const server = startServer(net, undefined, EDGE.host);
  const gateway = new Gateway(testRuntime(net, 98), {
    listener: breakable(net.attach('gateway', WEB_SOCKET, 'WS'), broken, net),
    udp: net.attach('gateway', EDGE, 'UDP'),
    tcp: net.attach('gateway', EDGE, 'TCP'),
    upstream: { protocol: 'UDP', ...TARGET_ADDRESS },
    secret: new Uint8Array(32).fill(8),
    mtuBytes: 65_507,
    mode: 'path',
  });
  return {
    net,
    venue: virtualVenue(net),
    target: {
      name: 'our gateway',
      roles: ['gateway'],
      address: (protocol) => (protocol === 'WS' ? WEB_SOCKET : TARGET_ADDRESS),
      uri: `sip:${DOMAIN}`,
      domain: DOMAIN,
      accounts: ACCOUNTS,
      operator: {},
    },
    expectIdle: async () => {
      await gateway.close();
      await server.close();
    },
  };
}
