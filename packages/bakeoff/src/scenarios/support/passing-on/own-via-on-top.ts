import { Via } from '@sidetone/sip';
import { sends } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { forwarded } from '../forwarded.ts';
import { linesOf } from '../header-lines.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import type { PassesOn } from './passes-on.ts';

export const ownViaOnTop = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/own-via-on-top`,
    title: 'An own Via stands above those there, names the transport used, and has a branch of its own',
    role,
    judges: {
      '3261-16.6-54': sends('OPTIONS').edit('with its Via at the bottom', (message) => {
        const lines = linesOf(message, 'Via');
        message.remove('Via');
        for (const line of [...lines.slice(1), lines[0] ?? '']) message.addRaw('Via', line);
      }),
      '3261-16.6-56': sends('OPTIONS').changing('Via', (value) => value.replace('z9hG4bK', 'x')),
      '3261-16.6-53': sends('OPTIONS').changing('Via', (value) =>
        value.replace(/;branch=[^;]*/, ';branch=z9hG4bKsame'),
      ),
      '3261-18.1.1-02': sends('OPTIONS').changing('Via', (value) => value.replace(/2\.0\/\w+/, '2.0/SCTP')),
    },
    async run(stage) {
      const { alice, bob } = await aliceAndBob(stage);
      const first = await forwarded(stage, alice, alice.request('OPTIONS', bob.aor), bob);
      const vias = first.came.all(Via);
      const own = vias[0];
      const branch = first.sent.get(Via)?.branch;
      stage.require(
        '3261-16.6-54',
        vias.length > 1 && vias.at(-1)?.branch === branch,
        'its Via above ours',
        first.came,
      );
      const isMarked = own?.branch?.startsWith('z9hG4bK') === true && own.branch !== branch;
      stage.judge(
        '3261-16.6-56',
        isMarked,
        'a branch of its own that begins with z9hG4bK',
        first.came,
        `${own?.branch}`,
      );
      stage.judge(
        '3261-18.1.1-02',
        own?.protocol === stage.protocol,
        `SIP/2.0/${stage.protocol} in its Via`,
        first.came,
      );
      bob.reply(first.came, 200);
      await stage.pass(100);
      const second = await forwarded(stage, alice, alice.request('OPTIONS', bob.aor), bob);
      const differs = second.came.get(Via)?.branch !== own?.branch;
      stage.judge('3261-16.6-53', differs, 'another branch for another request', second.came, `${own?.branch} again`);
      bob.reply(second.came, 200);
    },
  });
