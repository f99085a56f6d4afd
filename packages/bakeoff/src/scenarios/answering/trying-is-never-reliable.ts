import { all, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { sendInvite } from '../support/call-target.ts';
import { fieldShown } from '../support/expect-status.ts';

export default scenario({
  id: 'answering/trying-is-never-reliable',
  title: 'A 100 is not sent reliably, though 100rel is required',
  role: 'answering',
  judges: {
    '3262-3-04': all(sends('100 INVITE').with('Require', '100rel'), sends('100 INVITE').with('RSeq', '1')),
  },
  async run(stage: Stage) {
    const { caller, invite } = await sendInvite(stage, 'wait', { headers: { Require: '100rel' } });
    const answer = await caller.response(invite, 'any');
    stage.need(answer.status === 100, 'a user agent that does not ring at once');
    const isPlain = !answer.has('RSeq') && !answer.has('Require');
    stage.judge('3262-3-04', isPlain, 'a 100 without RSeq and Require', answer, fieldShown(answer, 'RSeq'));
  },
});
