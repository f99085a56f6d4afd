import { sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callTarget } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';
import { sdpAnswer } from '../support/sdp-answer.ts';

export default scenario({
  id: 'answering/invites-that-cross',
  title: 'A re-INVITE that crosses one of its own is refused with 491',
  role: 'answering',
  judges: {
    '3261-14.2-02': sends('491 INVITE').status(500),
  },
  async run(stage) {
    const { caller, dialog } = await callTarget(stage);
    await stage.operate('hold');
    const theirs = await caller.next('INVITE', { withinMs: 10_000, expected: 'a re-INVITE of the target' });
    const ours = dialog.request('INVITE', { body: [SDP, caller.sdp({ version: 2 })] });
    await expectStatus(stage, caller, ours, 491, '3261-14.2-02', 'a re-INVITE while one of the target is open');
    caller.reply(theirs, 200, (response) => response.setBody(SDP, sdpAnswer(theirs.body, caller.sdp({ version: 2 }))));
    await caller.next('ACK');
  },
});
