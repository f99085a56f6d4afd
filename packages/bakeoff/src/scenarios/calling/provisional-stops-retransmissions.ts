import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';

const goesOn = sends('INVITE').nth(1).twice(4_000);

export default scenario({
  id: 'calling/provisional-stops-retransmissions',
  title: 'After a provisional response an INVITE is not repeated any more',
  role: 'calling',
  protocols: ['UDP'],
  judges: { '3261-17.1.1.2-15': goesOn, '3261-17.1.1.2-09': goesOn },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    callee.reply(invite, 100);
    const before = callee.arrivals(invite).length;
    await stage.pass(10_000);
    const more = callee.arrivals(invite).length - before;
    const ids = ['3261-17.1.1.2-15', '3261-17.1.1.2-09'] as const;
    stage.judge(ids, more === 0, 'no INVITE again after a 100', invite, `${more} of them`);
  },
});
