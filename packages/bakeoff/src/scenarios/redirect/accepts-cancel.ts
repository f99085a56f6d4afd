import { hears } from '../../control/controls.ts';
import { ackOf, cancelOf } from '../../end/ack-and-cancel.ts';
import { fitsStatus } from '../../end/status-pattern.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteMoved, redirection } from '../support/redirection.ts';

const REFUSED = hears('CANCEL').answered(481);

export default scenario({
  id: 'redirect/accepts-cancel',
  title: 'A CANCEL of an INVITE that was redirected gets a 2xx',
  role: 'redirect',
  judges: { '3261-8.3-01': REFUSED, '3261-22.1-11': REFUSED },
  async run(stage) {
    const alice = await stage.end('alice');
    alice.acknowledges = false;
    const invite = alice.send(inviteMoved(stage, alice));
    const answer = await redirection(stage, alice, invite);
    // As if the two had crossed.
    const cancel = cancelOf(invite);
    alice.sendOnce(cancel);
    const wait = { judges: ['3261-8.3-01', '3261-22.1-11'], expected: 'a 2xx to CANCEL' } as const;
    const cancelled = await alice.response(cancel, 'final', wait);
    stage.judge(wait.judges, fitsStatus(cancelled, '2xx'), wait.expected, cancelled);
    alice.sendOnce(ackOf(invite, answer));
  },
});
