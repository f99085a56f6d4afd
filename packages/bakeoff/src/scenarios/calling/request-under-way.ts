import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { isAbout, pauses } from '../support/retransmissions.ts';

const uneven = sends('MESSAGE').nth(4).lost();

export default scenario({
  id: 'calling/request-under-way',
  title: 'Over UDP a request that has a provisional response is repeated every 4 s, until 64*T1',
  role: 'calling',
  protocols: ['UDP'],
  limitMs: 90_000,
  judges: {
    '3261-17.1.2.2-05': uneven,
    '3261-17.1.2.2-07': uneven,
    '3261-17.1.2.2-08': sends('MESSAGE').nth(1).twice(40_000),
  },
  async run(stage) {
    const bob = await stage.end('bob');
    bob.answersCopies = false;
    await stage.operate('sendMessage', bob.contact, 'hello');
    const message = await bob.next('MESSAGE');
    bob.reply(message, 100);
    await stage.pass(45_000);
    const arrivals = bob.arrivals(message);
    const startMs = arrivals[0] ?? 0;
    // The timer that ran when the 100 came may still be the first one.
    const gaps = pauses(arrivals.filter((at) => at - startMs < 33_000)).slice(1);
    const isRight = gaps.length >= 4 && gaps.every((gap) => isAbout(gap, 4_000));
    const ids = ['3261-17.1.2.2-05', '3261-17.1.2.2-07'] as const;
    stage.judge(ids, isRight, 'repetitions every 4 s after a 100', message, `pauses of ${gaps.join(', ')} ms`);
    const lastMs = (arrivals.at(-1) ?? 0) - startMs;
    stage.judge('3261-17.1.2.2-08', lastMs < 34_000, 'no repetition after 64*T1', message, `one after ${lastMs} ms`);
  },
});
