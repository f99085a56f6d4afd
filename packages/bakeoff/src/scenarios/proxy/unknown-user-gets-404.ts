import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteBob } from '../support/call-through.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { judgeRefusal } from '../support/refused.ts';

export default scenario({
  id: 'proxy/unknown-user-gets-404',
  title: 'A call to somebody who does not exist in our domain is refused with 404',
  role: 'proxy',
  judges: { '3261-16.5-15': hears('INVITE').answered(480) },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const invite = inviteBob(ends);
    invite.uri = `sip:${ends.alice.token(12)}@${stage.target.domain}`;
    await judgeRefusal(stage, '3261-16.5-15', ends.alice, invite, 404);
  },
});
