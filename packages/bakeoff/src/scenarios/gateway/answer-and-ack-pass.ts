import { hears, sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { answerCall, ringBob } from '../support/call-through.ts';

export default scenario({
  id: 'gateway/answer-and-ack-pass',
  title: 'Each copy of the 200 to INVITE goes up and the ACK comes down, with its body and fewer hops',
  role: 'gateway',
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
    const final = answerCall(bob, came);
    const answer = await alice.response(sent, 200);
    bob.sendOnce(final);
    await stage.pass(300);
    stage.judge('3261-16.7-15', alice.arrivals(answer).length > 1, 'the 200 as often as it came', answer, 'it once');
    const dialog = TestDialog.ofResponse(alice, sent, answer);
    alice.sendOnce(dialog.ack(dialog.cseq, ['text/plain', 'ack with a body']));
    const ack = await bob.next('ACK', { judges: '3261-16.2-03', expected: 'the ACK for the 200' });
    stage.judge('3261-16.2-03', true, 'the ACK for the 200', ack);
    const hops = Number(ack.raw('Max-Forwards'));
    stage.judge('3261-16.6-13', hops < 70, 'a Max-Forwards below 70', ack, `Max-Forwards: ${hops}`);
    stage.judge('3261-16.6-10', ack.body === 'ack with a body', 'the body of the ACK', ack);
  },
});
