import { hears, sends } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { answerCall, ringBob } from '../call-through.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import type { PassesOn } from './passes-on.ts';

export const provisionalIsForwarded = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/provisional-is-forwarded`,
    title: 'Every response from 101 to 199 and the 200 are forwarded at once',
    role,
    judges: {
      '3261-28.1-01': hears('188 INVITE').lost(),
      '3261-16.7-13': sends('180 INVITE').late(1_500),
      '3261-16.7-45': hears('200 INVITE').lost(),
    },
    async run(stage) {
      const ends = await aliceAndBob(stage);
      const { alice, bob } = ends;
      const { sent, came } = await ringBob(stage, ends);
      bob.reply(came, 180);
      const before = stage.elapsedMs;
      const ringing = await alice.response(sent, 180, { judges: '3261-16.7-13', expected: 'the 180 at once' });
      const tookMs = stage.elapsedMs - before;
      stage.judge('3261-16.7-13', tookMs < 1_000, 'the 180 at once', ringing, `it after ${tookMs} ms`);
      bob.reply(came, 188);
      const odd = await alice.response(sent, 188, {
        judges: '3261-28.1-01',
        expected: 'the 188 that nobody has heard of',
      });
      stage.judge('3261-28.1-01', true, 'the 188 that nobody has heard of', odd);
      answerCall(bob, came);
      const answer = await alice.response(sent, 200, { judges: '3261-16.7-45', expected: 'the 200' });
      stage.judge('3261-16.7-45', true, 'the 200', answer);
    },
  });
