import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { answerCall, ringBob } from '../support/call-through.ts';

const IDS = ['3261-16.7-15', '3261-16.7-46'] as const;
const LOSES = hears('200 INVITE').lost();

export default scenario({
  id: 'proxy/late-answer-goes-up',
  title: 'A 200 that comes after the call was given up reaches the caller all the same',
  role: 'proxy',
  protocols: ['UDP'],
  limitMs: 120_000,
  judges: { '3261-16.7-15': LOSES, '3261-16.7-46': LOSES },
  async run(stage: Stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { sent, came } = await ringBob(stage, ends);
    const given = await alice.response(sent, 'final', { withinMs: 60_000 });
    stage.need(given.status >= 300, 'a call that is given up');
    await stage.pass(8_000);
    answerCall(bob, came);
    const expected = 'the late 200';
    const answer = await alice.response(sent, 200, { judges: IDS, expected });
    stage.judge(IDS, true, expected, answer);
  },
});
