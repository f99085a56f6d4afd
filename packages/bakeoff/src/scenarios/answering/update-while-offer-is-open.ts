import { hears } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { inviteWithoutOffer } from '../support/call-target.ts';
import { sdpAnswer } from '../support/sdp-answer.ts';

export default scenario({
  id: 'answering/update-while-offer-is-open',
  title: 'An UPDATE with an offer is refused while an offer of the target waits for its answer',
  role: 'answering',
  judges: {
    '3311-5.2-02': hears('UPDATE').answered(500),
  },
  async run(stage) {
    await stage.target.operator.whenCalled?.('answer');
    const alice = await stage.end('alice');
    const invite = alice.send(inviteWithoutOffer(stage, alice));
    const answer = await alice.response(invite, '2xx', { withinMs: 10_000 });
    const dialog = TestDialog.ofResponse(alice, invite, answer);
    const { cseq } = dialog;
    const update = dialog.request('UPDATE', { body: [SDP, alice.sdp()] });
    const refusal = await alice.response(alice.send(update), 'final', { judges: '3311-5.2-02' });
    alice.send(dialog.ack(cseq, [SDP, sdpAnswer(answer.body, alice.sdp())]));
    if (refusal.status === 405 || refusal.status === 501) stage.notApplicable('it does not take UPDATE');
    stage.judge(
      '3311-5.2-02',
      refusal.status === 491,
      'a 491 to an offer that crosses one of the target',
      refusal,
      messageTitle(refusal),
    );
  },
});
