import { sends } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { ringBob } from '../call-through.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import type { PassesOn } from './passes-on.ts';

const other = (value: string): string => `${value.replace(/;tag=.*/, '')};tag=another`;

export const toTagsStay = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/to-tags-stay`,
    title: 'The To of a response is forwarded as it came, with its tag or without',
    role,
    judges: {
      '3261-16.7-30': sends('180 INVITE').changing('To', other),
      '3261-16.7-31': sends('183 INVITE').changing('To', other),
      '3261-16.7-32': sends('486 INVITE').changing('To', other),
    },
    async run(stage) {
      const ends = await aliceAndBob(stage);
      const { alice, bob } = ends;
      const { sent, came } = await ringBob(stage, ends);
      const bare = bob.reply(came, 180, (response) => {
        response.remove('To');
        response.copyLines(came, 'To');
      });
      const ringing = await alice.response(sent, 180);
      stage.judge('3261-16.7-30', ringing.raw('To') === bare.raw('To'), 'a 180 without tag, as it came', ringing);
      const progress = bob.reply(came, 183);
      const early = await alice.response(sent, 183);
      stage.judge('3261-16.7-31', early.raw('To') === progress.raw('To'), 'the To of the 183', early, early.raw('To'));
      const busy = bob.reply(came, 486);
      const final = await alice.response(sent, 486);
      stage.judge('3261-16.7-32', final.raw('To') === busy.raw('To'), 'the To of the 486', final, final.raw('To'));
    },
  });
