import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child, untilReady } from '../support/child.ts';
import { optionsAnswered } from '../support/options-probe.ts';
import { isInstalled } from '../support/peers.ts';
import { freePort } from '../support/ports.ts';
import { BaresipControl } from './baresip-control.ts';
import { BARESIP_HANDLINGS, countCalls, operateBaresip } from './baresip-operator.ts';
import type { ForeignPeer } from './foreign-peer.ts';
import { LOGIN, phoneTarget } from './phone-target.ts';
import { versionOf } from './version-of.ts';

export const baresipPeer: ForeignPeer = {
  id: 'baresip',
  name: 'baresip',
  configuration:
    'One account without a registrar, over UDP, G.711, the modules account, menu and ctrl_tcp, by which it is operated; contact and presence for messages and watching.',
  isPresent: () => isInstalled('baresip'),
  start: async () => {
    // It takes the port after its own for TLS.
    const [port, controlPort] = [await freePort(), await freePort()];
    const folder = await mkdtemp(join(tmpdir(), 'sidetone-baresip-'));
    const credentials = `auth_user=${LOGIN.user};auth_pass=${LOGIN.password}`;
    await writeFile(join(folder, 'config'), configOf(port, controlPort));
    await writeFile(
      join(folder, 'accounts'),
      `<sip:target@127.0.0.1:${port}>;regint=0;answermode=manual;${credentials}\n`,
    );
    await writeFile(join(folder, 'contacts'), '');
    const child = new Child('baresip', ['-f', folder]);
    await untilReady(child, () => optionsAnswered(port), 15_000);
    const control = await BaresipControl.open(controlPort);
    return {
      version: /baresip v[\d.]+/.exec(child.stdout)?.[0] ?? (await versionOf('baresip', '-h')),
      target: {
        ...phoneTarget('baresip', 'target', port, operateBaresip(control, folder, LOGIN)),
        handlings: BARESIP_HANDLINGS,
      },
      callsLeft: () => countCalls(control),
      stop: async () => {
        control.close();
        await child.stop();
      },
    };
  },
};

function configOf(port: number, controlPort: number): string {
  return `poll_method epoll
sip_listen 127.0.0.1:${port}
net_interface 127.0.0.1
module_path /usr/lib/baresip/modules
module g711.so
module aubridge.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${controlPort}
audio_source aubridge,near
audio_player aubridge,far
audio_alert aubridge,ring
`;
}
