import { ackOf } from '../../end/ack-and-cancel.ts';
import { createResponse } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { isRequest } from '../support/requests.ts';
import { isDoubling, pauses } from '../support/retransmissions.ts';

const uneven = sends('INVITE').nth(3).lost();
const tireless = sends('INVITE').nth(1).twice(40_000);

export default scenario({
  id: 'calling/invite-retransmissions',
  title:
    'Over UDP an INVITE that nobody answers is repeated after T1, 2*T1 and so on, until 64*T1, and never acknowledged',
  role: 'calling',
  protocols: ['UDP'],
  limitMs: 90_000,
  judges: {
    '3261-17.1.1.2-03': uneven,
    '3261-17.1.1.2-06': uneven,
    '3261-17.1.1.2-07': uneven,
    '3261-17.1.1.2-08': uneven,
    '3261-17.1.1.2-12': uneven,
    '3261-17.1.1.2-05': tireless,
    '3261-17.1.1.2-13': tireless,
    '3261-17.1.1.2-14': sends('INVITE')
      .nth(1)
      .and('an ACK at last', (one) => (one.kind === 'request' ? ackOf(one, createResponse(one, 408)) : ''), 33_000),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const ack = await callee.unwanted(isRequest('ACK'), 45_000);
    const arrivals = callee.arrivals(invite);
    const startMs = arrivals[0] ?? 0;
    const gaps = pauses(arrivals.filter((at) => at - startMs < 33_000));
    const shown = `pauses of ${gaps.join(', ')} ms`;
    stage.judge(
      ['3261-17.1.1.2-03', '3261-17.1.1.2-06', '3261-17.1.1.2-07', '3261-17.1.1.2-08', '3261-17.1.1.2-12'],
      gaps.length >= 4 && isDoubling(gaps),
      'repetitions after T1, 2*T1, 4*T1 and so on',
      invite,
      shown,
    );
    const lastMs = (arrivals.at(-1) ?? 0) - startMs;
    const ids = ['3261-17.1.1.2-05', '3261-17.1.1.2-13'] as const;
    stage.judge(ids, lastMs < 34_000, 'no repetition after 64*T1', invite, `one after ${lastMs} ms`);
    stage.judgeNone('3261-17.1.1.2-14', ack, 'no ACK when nothing was answered');
  },
});
