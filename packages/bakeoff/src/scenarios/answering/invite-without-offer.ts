import { hears, sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteWithoutOffer } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';
import { sdpAnswer } from '../support/sdp-answer.ts';

export default scenario({
  id: 'answering/invite-without-offer',
  title: 'An INVITE without an offer gets one in the 200, and takes the answer in the ACK',
  role: 'answering',
  judges: {
    '3261-13.2.1-09': sends('200 INVITE').body(undefined, ''),
    '3261-13.3.1-04': sends('200 INVITE').body(undefined, ''),
    '3261-13.3.1.4-03': sends('200 INVITE').body(undefined, ''),
    '3261-13.2.1-16': hears('BYE').answered(481),
  },
  async run(stage) {
    await stage.target.operator.whenCalled?.('answer');
    const alice = await stage.end('alice');
    const invite = alice.send(inviteWithoutOffer(stage, alice));
    const answer = await alice.response(invite, '2xx', { withinMs: 10_000 });
    const ids = ['3261-13.2.1-09', '3261-13.3.1-04', '3261-13.3.1.4-03'] as const;
    const hasOffer = answer.body.startsWith('v=0') && /^m=audio /m.test(answer.body);
    stage.require(ids, hasOffer, 'an offer in the 200', answer, '200 INVITE without an offer of sound');
    const dialog = TestDialog.ofResponse(alice, invite, answer);
    alice.send(dialog.ack(dialog.cseq, [SDP, sdpAnswer(answer.body, alice.sdp())]));
    await stage.pass(1_000);
    await expectStatus(
      stage,
      alice,
      dialog.bye(),
      '2xx',
      '3261-13.2.1-16',
      'a BYE of a call with the answer in the ACK',
    );
  },
});
