import { hears } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { answerCall, ringBob } from '../support/call-through.ts';

export default scenario({
  id: 'proxy/credentials-hold-for-the-ack',
  title: 'Credentials that were good for an INVITE are good for its ACK',
  role: 'proxy',
  judges: { '3261-22.1-08': hears('ACK').lost() },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { sent, came } = await ringBob(stage, ends);
    if (!sent.has('Proxy-Authorization')) stage.notApplicable('it asks nobody for credentials');
    if (!came.has('Record-Route')) stage.notApplicable('it does not stay in dialogs');
    answerCall(bob, came);
    const answer = await alice.response(sent, 200);
    const dialog = TestDialog.ofResponse(alice, sent, answer);
    const ack = dialog.ack(dialog.cseq);
    ack.copyLines(sent, 'Proxy-Authorization');
    alice.send(ack);
    const expected = 'the ACK, which has the credentials of the INVITE';
    const passed = await bob.next('ACK', { judges: '3261-22.1-08', expected });
    stage.judge('3261-22.1-08', true, expected, passed);
  },
});
