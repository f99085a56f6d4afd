import { scenario } from '../../scenario/scenario.ts';
import { answeredCall, changedByTarget } from '../support/called-by-target.ts';
import { judgeGone, keepsDialog } from '../support/dialog-is-gone.ts';

export default scenario({
  id: 'calling/dialog-ends-without-response',
  title: 'When nothing at all answers a request in a dialog, the dialog is over',
  role: 'calling',
  limitMs: 90_000,
  judges: { '3261-12.2.1.2-03': keepsDialog },
  async run(stage) {
    const call = await answeredCall(stage);
    await changedByTarget(stage, call.callee);
    await stage.pass(33_000);
    await judgeGone(stage, call, '3261-12.2.1.2-03');
  },
});
