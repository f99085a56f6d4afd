import { hears } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteTo } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';

export default scenario({
  id: 'answering/caller-without-from-tag',
  title: 'A caller without a From tag, as before RFC 3261, is served',
  role: 'answering',
  judges: {
    '3261-12.1.1-14': hears('INVITE').answered(400),
  },
  async run(stage) {
    await stage.target.operator.whenCalled?.('answer');
    const alice = await stage.end('alice');
    const invite = inviteTo(stage, alice);
    const from = `<${alice.aor}>`;
    invite.remove('From');
    invite.addRaw('From', from);
    const answer = await expectStatus(stage, alice, invite, '2xx', '3261-12.1.1-14', 'an INVITE without a From tag');
    const dialog = TestDialog.ofResponse(alice, invite, answer);
    alice.send(dialog.ack(dialog.cseq));
    await expectStatus(stage, alice, dialog.bye(), '2xx', '3261-12.1.1-14', 'a BYE without a From tag');
  },
});
