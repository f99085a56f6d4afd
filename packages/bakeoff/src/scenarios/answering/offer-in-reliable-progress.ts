import { hears, sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { inviteWithoutOffer } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';
import { prackOf } from '../support/prack.ts';
import { sdpAnswer } from '../support/sdp-answer.ts';
import { RSeq } from '@sidetone/sip';

export default scenario({
  id: 'answering/offer-in-reliable-progress',
  title: 'Without an offer in the INVITE, the first reliable response makes one; the PRACK answers it, or offers again',
  role: 'answering',
  judges: {
    '3262-5-02': sends('183 INVITE').body(undefined, ''),
    '3262-5-08': hears('PRACK').nth(1).answered(488),
  },
  async run(stage: Stage) {
    await stage.operate('whenCalled', 'progress');
    const alice = await stage.end('alice');
    const invite = alice.send(inviteWithoutOffer(stage, alice, { headers: { Require: '100rel' } }));
    const progress = await alice.response(invite, 'provisional');
    stage.need(progress.has(RSeq), 'a reliable response');
    const hasOffer = progress.body.startsWith('v=0');
    stage.require('3262-5-02', hasOffer, 'an offer in the first reliable response', progress, 'none');
    const dialog = TestDialog.ofResponse(alice, invite, progress);
    const prack = prackOf(dialog, progress, { body: [SDP, sdpAnswer(progress.body, alice.sdp())] });
    await expectStatus(stage, alice, prack, '2xx', '3262-5-08', 'a PRACK with the answer');
  },
});
