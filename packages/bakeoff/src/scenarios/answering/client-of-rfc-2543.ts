import { hears } from '../../control/controls.ts';
import { ackOf } from '../../end/ack-and-cancel.ts';
import { scenario } from '../../scenario/scenario.ts';
import { refusedInvite } from '../support/refused-invite.ts';

export default scenario({
  id: 'answering/client-of-rfc-2543',
  title: 'Requests of clients without unique branches are matched by their other header fields',
  role: 'answering',
  protocols: ['UDP'],
  judges: {
    '3261-17.2.1-10': hears('INVITE').nth(2).answered(482),
    '3261-17.2.1-11': hears('ACK').lost(),
  },
  async run(stage) {
    const { caller, invite, refusal } = await refusedInvite(stage, { branch: 'old-style' });
    caller.sendOnce(invite);
    await stage.pass(200);
    const times = caller.arrivals(refusal).length;
    stage.judge(
      '3261-17.2.1-10',
      times === 2,
      'the same refusal, for an INVITE that is repeated',
      refusal,
      'something else',
    );
    caller.sendOnce(ackOf(invite, refusal));
    await stage.pass(10_000);
    const later = caller.arrivals(refusal).length - times;
    stage.judge('3261-17.2.1-11', later === 0, 'no refusal any more after the ACK', refusal, `${later} more`);
  },
});
