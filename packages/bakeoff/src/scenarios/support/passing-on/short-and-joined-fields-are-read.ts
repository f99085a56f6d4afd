import { hears } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { callThrough } from '../call-through.ts';
import { linesOf } from '../header-lines.ts';
import type { PassesOn } from './passes-on.ts';

const SHORT: Readonly<Record<string, string>> = {
  Via: 'v',
  From: 'f',
  To: 't',
  'Call-ID': 'i',
  'Content-Type': 'c',
  'Content-Length': 'l',
};

export const shortAndJoinedFieldsAreRead = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/short-and-joined-fields-are-read`,
    title: 'One-letter names are understood, and lists that are joined into one line or spread over several',
    role,
    judges: {
      '3261-7.3.3-03': hears('INFO').nth(1).answered(400),
      '3261-7.3.1-05': hears('INFO').nth(2).answered(400),
      '3261-7.3.1-03': hears('INFO').nth(2).answered(400),
    },
    async run(stage) {
      const { alice, bob, alices } = await callThrough(stage);
      const short = alices.request('INFO', { body: ['text/plain', 'hello'] });
      let wire = short.toWire();
      for (const [long, letter] of Object.entries(SHORT)) wire = wire.replace(`\r\n${long}:`, `\r\n${letter}:`);
      alice.sendOnce(wire);
      const first = await bob.next('INFO', {
        judges: '3261-7.3.3-03',
        expected: 'the INFO with one-letter names forwarded',
      });
      stage.judge('3261-7.3.3-03', first.body === 'hello', 'the INFO with one-letter names forwarded', first);
      bob.reply(first, 200);
      const relay = `<${bob.contact};lr>`;
      const joined = alices.request('INFO');
      joined.remove('Route');
      joined.addRaw('Route', [...alices.routes, relay].join(' , '));
      alice.send(joined);
      const ids = ['3261-7.3.1-03', '3261-7.3.1-05'] as const;
      const second = await bob.next('INFO', { judges: ids, expected: 'the INFO at the second Route of the line' });
      const isLeft = linesOf(second, 'Route').join() === relay;
      stage.judge(ids, isLeft, `Route: ${relay}`, second, `Route: ${linesOf(second, 'Route').join()}`);
      bob.reply(second, 200);
    },
  });
