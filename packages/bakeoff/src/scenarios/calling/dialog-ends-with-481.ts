import { scenario } from '../../scenario/scenario.ts';
import { answeredCall, changedByTarget } from '../support/called-by-target.ts';
import { judgeGone, keepsDialog } from '../support/dialog-is-gone.ts';

export default scenario({
  id: 'calling/dialog-ends-with-481',
  title: 'A 481 to a request in a dialog ends the dialog',
  role: 'calling',
  judges: { '3261-12.2.1.2-02': keepsDialog },
  async run(stage) {
    const call = await answeredCall(stage);
    call.callee.reply(await changedByTarget(stage, call.callee), 481);
    await call.callee.next('ACK');
    await judgeGone(stage, call, '3261-12.2.1.2-02');
  },
});
