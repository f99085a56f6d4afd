import { hears, sends } from '../../control/controls.ts';
import { ackOf } from '../../end/ack-and-cancel.ts';
import { scenario } from '../../scenario/scenario.ts';
import { hasCSeq } from '../support/bindings.ts';
import { cameAt } from '../support/repetition.ts';
import { inviteMoved, redirection } from '../support/redirection.ts';

export default scenario({
  id: 'redirect/repeats-redirection',
  title: 'A redirection is repeated until ACK comes, and when the INVITE comes again',
  role: 'redirect',
  protocols: ['UDP'],
  judges: {
    '3261-17.2.1-08': sends('3xx INVITE').where(hasCSeq(10, 10)).nth(2).lost(),
    '3261-17.2.1-10': hears('INVITE').where(hasCSeq(20, 20)).nth(2).lost(),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    alice.acknowledges = false;
    const first = alice.send(inviteMoved(stage, alice, { cseq: 10 }));
    const answer = await redirection(stage, alice, first);
    await stage.pass(1_000);
    cameAt(stage, '3261-17.2.1-08', alice, answer, 500);
    alice.sendOnce(ackOf(first, answer));
    const again = alice.send(inviteMoved(stage, alice, { cseq: 20 }));
    const redirected = await redirection(stage, alice, again);
    alice.sendOnce(again);
    await stage.pass(350);
    const times = alice.arrivals(redirected).length;
    stage.judge(
      '3261-17.2.1-10',
      times >= 2,
      'the redirection again when INVITE comes again',
      redirected,
      `it ${times} times`,
    );
    alice.sendOnce(ackOf(again, redirected));
  },
});
