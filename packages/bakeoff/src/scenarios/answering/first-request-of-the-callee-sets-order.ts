import { hears } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { expectStatus } from '../support/expect-status.ts';

export default scenario({
  id: 'answering/first-request-of-the-callee-sets-order',
  title: 'Who has called takes whatever sequence number the other end begins with, and none below it after',
  role: 'answering',
  judges: {
    '3261-12.2.2-03': hears('OPTIONS').nth(2).answered(200),
  },
  async run(stage: Stage) {
    const bob = await stage.end('bob');
    await stage.operate('call', bob.contact);
    const invite = await bob.next('INVITE', { withinMs: 10_000 });
    const answer = bob.reply(invite, 200, (response) => response.setBody(SDP, bob.sdp()));
    await bob.next('ACK');
    const dialog = TestDialog.ofRequest(bob, invite, answer);
    const first = await bob.exchange(dialog.request('OPTIONS', { cseq: 5_000 }));
    stage.need(first.status !== 500, 'the first request of the callee to be served');
    const late = dialog.request('OPTIONS', { cseq: 4_999 });
    await expectStatus(stage, bob, late, 500, '3261-12.2.2-03', 'a CSeq below the first one of this end');
    dialog.cseq = 5_000;
  },
});
