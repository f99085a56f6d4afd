import { sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { fieldShown } from '../support/expect-status.ts';
import { prackOf, reliableProgress } from '../support/prack.ts';
import { CSeq } from '@sidetone/sip';

export default scenario({
  id: 'answering/early-update-names-the-contact',
  title: 'An UPDATE before the answer works, and the 200 to the INVITE names the same Contact as its 200',
  role: 'answering',
  judges: {
    '3311-5.1-04': sends('200 INVITE').changing('Contact', (value) => value.replace(/sip:[^@]*@/, 'sip:another@')),
  },
  async run(stage: Stage) {
    const { caller, invite, progress } = await reliableProgress(stage);
    const dialog = TestDialog.ofResponse(caller, invite, progress);
    await caller.exchange(prackOf(dialog, progress));
    const updated = await caller.exchange(dialog.request('UPDATE', { body: [SDP, caller.sdp({ version: 2 })] }));
    if (updated.status === 405 || updated.status === 501) stage.notApplicable('it does not take UPDATE');
    stage.need(updated.status < 300, 'an UPDATE that is accepted');
    await stage.operate('answer');
    const answer = await caller.response(invite, '2xx');
    caller.send(dialog.ack(answer.get(CSeq)?.number ?? 1));
    const uris = [updated, answer].map((response) => response.raw('Contact'));
    stage.judge('3311-5.1-04', uris[0] === uris[1], `Contact: ${uris[0] ?? ''}`, answer, fieldShown(answer, 'Contact'));
  },
});
