import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallHandling, Operator } from '@sidetone/bakeoff';
import { Child, untilReady } from '../support/child.ts';
import { optionsAnswered } from '../support/options-probe.ts';
import { isInstalled } from '../support/peers.ts';
import { freePort } from '../support/ports.ts';
import type { ForeignPeer } from './foreign-peer.ts';
import { LOGIN, phoneTarget } from './phone-target.ts';
import { versionOf } from './version-of.ts';

const LOOK_MS = 100;

/** What it can do with calls. It rings at once, and cannot say that it is busy but by having too many calls. */
const HANDLINGS: readonly CallHandling[] = ['answer', 'ring', 'decline', 'redirect'];

export const linphonePeer: ForeignPeer = {
  id: 'linphone',
  name: 'Linphone (linphonec)',
  configuration:
    'Over UDP, sound from and to files, credentials for challenges, no registrar until it is told one; operated by the commands that a person types.',
  isPresent: () => isInstalled('linphonec'),
  start: async () => {
    const port = await freePort();
    const home = await mkdtemp(join(tmpdir(), 'sidetone-linphone-'));
    await mkdir(join(home, '.local/share/linphone'), { recursive: true });
    const config = join(home, 'linphonerc');
    await writeFile(config, configOf(port));
    const child = new Child('linphonec', ['-S', '-c', config], {
      env: { ...process.env, HOME: home },
      isTalkedTo: true,
    });
    // Without a sound card it would refuse every call.
    child.write('soundcard use files');
    await untilReady(child, () => optionsAnswered(port), 15_000);
    const steered = operate(child);
    return {
      version: await versionOf('linphonec', '-v'),
      target: { ...phoneTarget('linphonec', 'target', port, steered.operator), handlings: HANDLINGS },
      stop: async () => {
        steered.stop();
        child.write('quit');
        await child.stop();
      },
    };
  },
};

function operate(child: Child): { operator: Operator; stop(): void } {
  let handling: CallHandling = 'answer';
  let read = child.stdout.length;
  // It says on its output that somebody calls.
  const looking = setInterval(() => {
    const news = child.stdout.slice(read);
    read = child.stdout.length;
    // It asks a person for a password that was refused, and takes the next line for one.
    if (/Password for .*:/.test(news)) child.write('');
    if (!/is contacting you|Receiving new incoming call/i.test(news)) return;
    if (handling === 'answer') child.write('answer');
    if (handling === 'decline') child.write('terminate');
    if (handling === 'redirect') child.write('redirect all sip:elsewhere@127.0.0.1');
  }, LOOK_MS);
  return {
    stop: () => clearInterval(looking),
    operator: {
      whenCalled: (now) => {
        handling = now;
      },
      answer: () => child.write('answer'),
      call: (uri) => child.write(`call ${uri}`),
      hangUp: () => child.write('terminate'),
      hold: () => child.write('pause'),
      resume: () => child.write('resume'),
      transfer: (uri) => child.write(`transfer ${uri}`),
      hangUpAll: () => child.write('terminate all'),
      register: (registrar) => {
        const place = registrar.slice(registrar.indexOf('@') + 1);
        child.write(`register sip:${LOGIN.user}@127.0.0.1 sip:${place} ${LOGIN.password}`);
      },
      unregister: () => {
        child.write('unregister');
        child.write('proxy unuse');
      },
    },
  };
}

function configOf(port: number): string {
  return `[sip]
sip_port=${port}
sip_tcp_port=-1
sip_tls_port=-1
guess_hostname=0
contact="target" <sip:target@127.0.0.1>
use_ipv6=0
bind_address=127.0.0.1
[auth_info_0]
username=${LOGIN.user}
passwd=${LOGIN.password}
realm=127.0.0.1
domain=127.0.0.1
[rtp]
nortp_timeout=600
[video]
enabled=0
`;
}
