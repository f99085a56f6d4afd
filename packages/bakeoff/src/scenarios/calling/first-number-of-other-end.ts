import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { answeredCall } from '../support/called-by-target.ts';

export default scenario({
  id: 'calling/first-number-of-other-end',
  title: 'The first request of the other end in a call may have any CSeq number',
  role: 'calling',
  judges: { '3261-12.1.2-08': hears('OPTIONS').answered(500) },
  async run(stage) {
    const { callee, dialog } = await answeredCall(stage);
    const expected = 'a 200 to OPTIONS with the first CSeq number of this end';
    for (const cseq of [4_711, 4_712]) {
      const options = callee.send(dialog.request('OPTIONS', { cseq }));
      const answer = await callee.response(options, 'final', { judges: '3261-12.1.2-08', expected });
      stage.judge('3261-12.1.2-08', answer.status !== 500 && answer.status !== 481, expected, answer);
    }
  },
});
