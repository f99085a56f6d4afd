import { all, hears, sends } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { ringBob } from '../call-through.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import type { PassesOn } from './passes-on.ts';

export const tryingIsNotForwarded = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/trying-is-not-forwarded`,
    title: 'The 100 of the next hop goes no further',
    role,
    judges: { '3261-16.7-17': all(hears('100 INVITE').status(199), sends('199 INVITE').status(100)) },
    async run(stage) {
      const ends = await aliceAndBob(stage);
      const { alice, bob } = ends;
      const { came } = await ringBob(stage, ends);
      bob.reply(came, 100, (response) => response.addRaw('X-Hop', 'bob'));
      await stage.pass(1_000);
      const passed = alice.heard.find(({ message }) => message?.has('X-Hop') === true)?.message;
      stage.judge('3261-16.7-17', passed === undefined, "no 100 of bob's", passed);
    },
  });
