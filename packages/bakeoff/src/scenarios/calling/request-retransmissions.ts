import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { isDoubling, pauses } from '../support/retransmissions.ts';

const uneven = sends('MESSAGE').nth(3).lost();
const tireless = sends('MESSAGE').nth(1).twice(40_000);

export default scenario({
  id: 'calling/request-retransmissions',
  title: 'Over UDP a request that nobody answers is repeated after T1, 2*T1 up to T2, until 64*T1',
  role: 'calling',
  protocols: ['UDP'],
  limitMs: 90_000,
  judges: {
    '3261-17.1.2.2-02': uneven,
    '3261-17.1.2.2-03': uneven,
    '3261-17.1.2.2-01': tireless,
    '3261-17.1.2.2-04': tireless,
  },
  async run(stage) {
    const bob = await stage.end('bob');
    await stage.operate('sendMessage', bob.contact, 'hello');
    const message = await bob.next('MESSAGE');
    await stage.pass(45_000);
    const arrivals = bob.arrivals(message);
    const startMs = arrivals[0] ?? 0;
    const gaps = pauses(arrivals.filter((at) => at - startMs < 33_000));
    const ids = ['3261-17.1.2.2-02', '3261-17.1.2.2-03'] as const;
    const isRight = gaps.length >= 6 && isDoubling(gaps, 4_000);
    stage.judge(
      ids,
      isRight,
      'repetitions after T1, 2*T1 and so on up to 4 s',
      message,
      `pauses of ${gaps.join(', ')} ms`,
    );
    const lastMs = (arrivals.at(-1) ?? 0) - startMs;
    const ends = ['3261-17.1.2.2-01', '3261-17.1.2.2-04'] as const;
    stage.judge(ends, lastMs < 34_000, 'no repetition after 64*T1', message, `one after ${lastMs} ms`);
  },
});
