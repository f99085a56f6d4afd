import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { ringBob } from '../support/call-through.ts';

const IDS = ['3261-16.6-63', '3261-16.8-01', '3261-16.8-03'] as const;

export default scenario({
  id: 'proxy/silent-branch-ends-by-timer-c',
  title: 'A call that gets nothing but a 100 is given up with 408, not before 3 minutes have gone',
  role: 'proxy',
  limitMs: 500_000,
  judges: {
    '3261-16.6-64': sends('100 INVITE').and(
      'a 408 after 100 s',
      (message) => message.toWire().replace(/^SIP\/2\.0 100 [^\r]*/, 'SIP/2.0 408 Broken'),
      100_000,
    ),
    '3261-16.6-63': sends('408 INVITE').lost(),
    '3261-16.8-01': sends('408 INVITE').lost(),
    '3261-16.8-03': sends('408 INVITE').lost(),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { sent, came } = await ringBob(stage, ends);
    bob.reply(came, 100);
    const startMs = stage.elapsedMs;
    const final = await alice.response(sent, 'final', { judges: IDS, expected: 'a 408 by timer C', withinMs: 420_000 });
    const tookMs = stage.elapsedMs - startMs;
    const isLate = tookMs > 179_000;
    stage.require('3261-16.6-64', isLate, 'more than 3 minutes of patience', final, `it after ${tookMs / 1000} s`);
    stage.judge(IDS, final.status === 408, 'a 408 by timer C', final, `${final.status}`);
  },
});
