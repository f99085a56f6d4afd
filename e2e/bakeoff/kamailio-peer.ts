import { isInstalled, startKamailio } from '../support/peers.ts';
import type { ForeignPeer } from './foreign-peer.ts';
import { versionOf } from './version-of.ts';

const ACCOUNTS = ['alice', 'bob', 'carol'].map((user) => ({ user, password: 'secret' }));

export const kamailioPeer: ForeignPeer = {
  id: 'kamailio',
  name: 'Kamailio',
  configuration:
    '`e2e/peers/kamailio-bakeoff.cfg`: a registrar and proxy with digest, Path and record routing, in memory, UDP and TCP, with what its modules can do of RFC 3261 switched on.',
  isPresent: () => isInstalled('kamailio'),
  start: async () => {
    const kamailio = await startKamailio('kamailio-bakeoff.cfg');
    return {
      version: await versionOf('kamailio', '-v'),
      target: {
        name: `Kamailio at 127.0.0.1:${kamailio.port}`,
        roles: ['registrar', 'proxy'],
        address: (protocol) =>
          protocol === 'UDP' || protocol === 'TCP' ? { host: '127.0.0.1', port: kamailio.port } : undefined,
        uri: 'sip:localhost',
        domain: 'localhost',
        accounts: ACCOUNTS,
        operator: {},
      },
      stop: () => kamailio.stop(),
    };
  },
};
