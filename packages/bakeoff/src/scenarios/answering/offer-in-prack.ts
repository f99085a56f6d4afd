import { sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { prackOf, reliableProgress } from '../support/prack.ts';
import { RSeq } from '@sidetone/sip';

export default scenario({
  id: 'answering/offer-in-prack',
  title: 'An offer in a PRACK is answered in its 200',
  role: 'answering',
  judges: {
    '3262-5-05': sends('200 PRACK').body(undefined, ''),
  },
  async run(stage: Stage) {
    const { caller, invite, progress } = await reliableProgress(stage);
    stage.need(progress.has(RSeq) && progress.body !== '', 'the answer in a reliable response');
    const dialog = TestDialog.ofResponse(caller, invite, progress);
    const prack = prackOf(dialog, progress, { body: [SDP, caller.sdp({ version: 2, direction: 'sendonly' })] });
    const answer = await caller.exchange(prack);
    stage.need(answer.status < 300, 'a 2xx to a PRACK with an offer');
    stage.judge('3262-5-05', answer.body.startsWith('v=0'), 'the answer in the 200 to PRACK', answer, 'none');
  },
});
