import { sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { messageTitle } from '../../trace/entry.ts';
import { fieldShown } from '../support/expect-status.ts';
import { isPutOff } from '../support/put-off.ts';
import { ringTarget } from '../support/ring-target.ts';

export default scenario({
  id: 'answering/update-before-the-answer',
  title: 'An UPDATE with an offer is refused with 500 and Retry-After while the offer of the INVITE is not answered',
  role: 'answering',
  judges: {
    '3311-5.2-03': sends('500 UPDATE').without('Retry-After'),
    '3311-5.2-04': sends('500 UPDATE').without('Retry-After'),
  },
  async run(stage: Stage) {
    const { caller, progress, dialog } = await ringTarget(stage);
    stage.need(progress.body === '', 'a 180 that does not answer the offer');
    const update = dialog.request('UPDATE', { body: [SDP, caller.sdp({ version: 2 })] });
    const refusal = await caller.exchange(update);
    if (refusal.status === 405 || refusal.status === 501) stage.notApplicable('it does not take UPDATE');
    stage.judge(
      ['3311-5.2-03', '3311-5.2-04'],
      isPutOff(refusal),
      'a 500 with a Retry-After of 0 to 10 s',
      refusal,
      `${messageTitle(refusal)} with ${fieldShown(refusal, 'Retry-After')}`,
    );
  },
});
