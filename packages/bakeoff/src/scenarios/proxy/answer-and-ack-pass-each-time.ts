import { hears, sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { answerCall, ringBob } from '../support/call-through.ts';

export default scenario({
  id: 'proxy/answer-and-ack-pass-each-time',
  title: 'Each copy of the 200 to INVITE goes up, each ACK goes down, with its body and one hop less',
  role: 'proxy',
  protocols: ['UDP'],
  judges: {
    '3261-16.7-15': hears('200 INVITE').nth(2).lost(),
    '3261-16.2-03': sends('ACK').lost(),
    '3261-16.6-13': sends('ACK').with('Max-Forwards', '70'),
    '3261-16.6-10': sends('ACK').body('text/plain', 'something else'),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { sent, came } = await ringBob(stage, ends);
    if (!came.has('Record-Route')) stage.notApplicable('it does not stay in dialogs');
    const final = answerCall(bob, came);
    const answer = await alice.response(sent, 200);
    bob.sendOnce(final);
    await stage.pass(300);
    const isAgain = alice.arrivals(answer).length > 1;
    stage.judge('3261-16.7-15', isAgain, 'the 200 as often as it came', answer, 'it once');
    const dialog = TestDialog.ofResponse(alice, sent, answer);
    alice.sendOnce(dialog.ack(dialog.cseq, ['text/plain', 'ack with a body']));
    const ack = await bob.next('ACK', { judges: '3261-16.2-03', expected: 'the ACK for the 200' });
    stage.judge('3261-16.2-03', true, 'the ACK for the 200', ack);
    const hops = ack.raw('Max-Forwards');
    stage.judge('3261-16.6-13', hops === '69', 'Max-Forwards: 69', ack, `Max-Forwards: ${hops}`);
    stage.judge('3261-16.6-10', ack.body === 'ack with a body', 'the body of the ACK', ack);
  },
});
