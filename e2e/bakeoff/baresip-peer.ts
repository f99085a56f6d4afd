import { mkdtemp, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallHandling, Operator } from '@sidetone/bakeoff';
import { Child, untilReady } from '../support/child.ts';
import { optionsAnswered } from '../support/options-probe.ts';
import { isInstalled } from '../support/peers.ts';
import { freePort } from '../support/ports.ts';
import type { ForeignPeer } from './foreign-peer.ts';
import { phoneTarget } from './phone-target.ts';
import { versionOf } from './version-of.ts';

export const baresipPeer: ForeignPeer = {
  id: 'baresip',
  name: 'baresip',
  configuration:
    'One account without a registrar, over UDP, G.711, the modules account, menu and ctrl_tcp, by which it is operated.',
  isPresent: () => isInstalled('baresip'),
  start: async () => {
    const [port, controlPort] = [await freePort(), await freePort()];
    const folder = await mkdtemp(join(tmpdir(), 'sidetone-baresip-'));
    await writeFile(join(folder, 'config'), configOf(port, controlPort));
    await writeFile(join(folder, 'accounts'), `<sip:target@127.0.0.1:${port}>;regint=0;answermode=manual\n`);
    await writeFile(join(folder, 'contacts'), '');
    const child = new Child('baresip', ['-f', folder]);
    await untilReady(child, () => optionsAnswered(port), 15_000);
    const control = connect(controlPort, '127.0.0.1');
    return {
      version: /baresip v[\d.]+/.exec(child.stdout)?.[0] ?? (await versionOf('baresip', '-h')),
      target: phoneTarget('baresip', 'target', port, ['answering', 'calling'], operate(control)),
      stop: async () => {
        control.destroy();
        await child.stop();
      },
    };
  },
};

function operate(control: Socket): Operator {
  let handling: CallHandling = 'answer';
  const command = (name: string, params = ''): void => {
    const text = JSON.stringify({ command: name, params });
    control.write(`${Buffer.byteLength(text)}:${text},`);
  };
  control.on('data', (chunk: Buffer) => {
    if (!chunk.includes('CALL_INCOMING') || handling === 'ring') return;
    command(handling === 'answer' ? 'accept' : 'hangup');
  });
  return {
    whenCalled: (now) => {
      handling = now;
    },
    answer: () => command('accept'),
    call: (uri) => command('dial', uri),
    hangUp: () => command('hangup'),
    hold: () => command('hold'),
    resume: () => command('resume'),
    transfer: (uri) => command('transfer', uri),
    askOptions: (uri) => command('options', uri),
  };
}

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
