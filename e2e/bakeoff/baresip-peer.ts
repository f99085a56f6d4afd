import { isInstalled } from '../support/peers.ts';
import { BARESIP_HANDLINGS, countCalls, operateBaresip } from './baresip-operator.ts';
import { BaresipProcess } from './baresip-process.ts';
import type { ForeignPeer } from './foreign-peer.ts';
import { LOGIN, phoneTarget } from './phone-target.ts';

export const baresipPeer: ForeignPeer = {
  id: 'baresip',
  name: 'baresip',
  configuration:
    'One account without a registrar, over UDP, G.711, the modules account, menu and ctrl_tcp, by which it is operated; contact and presence for messages and watching.',
  isPresent: () => isInstalled('baresip'),
  start: async () => {
    const baresip = await BaresipProcess.start(LOGIN);
    return {
      version: /baresip v[\d.]+/.exec(baresip.output)?.[0] ?? 'unknown',
      target: {
        ...phoneTarget('baresip', LOGIN.user, baresip.port, operateBaresip(baresip, LOGIN)),
        handlings: BARESIP_HANDLINGS,
      },
      callsLeft: () => countCalls(baresip),
      revive: async () => {
        if (baresip.isRunning) return false;
        await baresip.restart();
        return true;
      },
      stop: () => baresip.stop(),
    };
  },
};
