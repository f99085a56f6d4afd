import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, calledByTarget } from '../support/called-by-target.ts';
import { isSameTo } from '../support/parties.ts';

export default scenario({
  id: 'calling/unknown-final-responses',
  title: 'A final response that nobody knows counts as the x00 of its class: 299 answers a call',
  role: 'calling',
  judges: { '3261-8.1.3.2-01': hears('299 INVITE').lost() },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const answer = accept(callee, invite, { status: 299 });
    const ack = await callee.next('ACK', { judges: '3261-8.1.3.2-01', expected: 'an ACK for a 299' });
    stage.judge('3261-8.1.3.2-01', isSameTo(ack, answer), 'an ACK in the dialog of the 299', ack);
  },
});
