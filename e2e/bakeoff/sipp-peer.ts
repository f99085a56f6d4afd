import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from '../support/child.ts';
import { isInstalled } from '../support/peers.ts';
import { freePort } from '../support/ports.ts';
import type { ForeignPeer } from './foreign-peer.ts';
import { phoneTarget } from './phone-target.ts';
import { versionOf } from './version-of.ts';

export const sippPeer: ForeignPeer = {
  id: 'sipp',
  name: "SIPp's built-in scenario uas",
  configuration:
    '`sipp -sn uas`: it answers INVITE with 180 and 200, and BYE with 200. It is made to be called by SIPp.',
  isPresent: () => isInstalled('sipp'),
  start: async () => {
    const port = await freePort();
    const cwd = await mkdtemp(join(tmpdir(), 'sidetone-sipp-'));
    const child = new Child('sipp', ['-sn', 'uas', '-i', '127.0.0.1', '-p', String(port), '-nostdin'], {
      cwd,
      env: { ...process.env, TERM: 'dumb' },
    });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    if (!child.isRunning) throw new Error(`sipp ended: ${child.stderr}`);
    return {
      version: await versionOf('sipp', '-v'),
      target: { ...phoneTarget('SIPp', 'service', port, {}), roles: ['answering'] },
      stop: () => child.stop('SIGKILL'),
    };
  },
};
