import { hears } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { callTarget } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';
import { type NameAddr, tag } from '@sidetone/sip';

export default scenario({
  id: 'answering/requests-of-unknown-dialogs',
  title: 'A request of a dialog that it does not know is refused with 481; a dialog is known by Call-ID and both tags',
  role: 'answering',
  judges: {
    '3261-12.2.2-02': hears('INVITE').nth(2).answered(404),
    '3261-12.1-02': hears('BYE').nth(1).answered(200),
  },
  async run(stage) {
    const { caller, invite, dialog } = await callTarget(stage);
    const lost = caller.request('INVITE', dialog.remoteTarget, { toTag: caller.token(), body: [SDP, caller.sdp()] });
    const answer = await caller.response(caller.send(lost), 'final', { judges: '3261-12.2.2-02' });
    stage.judge(
      '3261-12.2.2-02',
      answer.status === 481 || answer.status < 300,
      'a 481 to an INVITE of an unknown dialog, or a dialog made anew',
      answer,
      messageTitle(answer),
    );
    const bye = caller.request('BYE', dialog.remoteTarget, {
      callId: invite.raw('Call-ID') ?? '',
      fromTag: 'another',
      toTag: tagOf(dialog.remote),
      cseq: 1_000,
    });
    await expectStatus(stage, caller, bye, 481, '3261-12.1-02', 'a BYE with another From tag');
  },
});

function tagOf(address: NameAddr): string {
  return tag(address) ?? '';
}
