import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { ringBob } from '../support/call-through.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';

const IDS = ['3261-16.7-21', '3261-17.1.1.2-13'] as const;

export default scenario({
  id: 'proxy/silence-becomes-408',
  title: 'A call to a device that says nothing at all is answered 408 after half a minute',
  role: 'proxy',
  protocols: ['UDP'],
  limitMs: 90_000,
  judges: {
    '3261-16.7-21': sends('408 INVITE').lost(),
    '3261-17.1.1.2-13': sends('408 INVITE').lost(),
    '3261-17.1.1.2-05': sends('408 INVITE').late(10_000),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { sent, came } = await ringBob(stage, ends);
    bob.acknowledges = false;
    const [startMs = 0] = bob.arrivals(came);
    const final = await alice.response(sent, 'final', { judges: IDS, expected: 'a 408', withinMs: 60_000 });
    stage.judge(IDS, final.status === 408, 'a 408', final, `${final.status}`);
    const tookMs = stage.elapsedMs - startMs;
    const isInTime = tookMs > 28_000 && tookMs < 36_000;
    stage.judge('3261-17.1.1.2-05', isInTime, 'the time-out after 32 s', final, `it after ${tookMs / 1000} s`);
  },
});
