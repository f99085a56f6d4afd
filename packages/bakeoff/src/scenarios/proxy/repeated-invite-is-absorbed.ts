import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { ringBob } from '../support/call-through.ts';

export default scenario({
  id: 'proxy/repeated-invite-is-absorbed',
  title: 'An INVITE that comes again while the device rings gets the last provisional response again',
  role: 'proxy',
  protocols: ['UDP'],
  judges: { '3261-17.2.1-05': hears('INVITE').nth(3).lost() },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { sent, came } = await ringBob(stage, ends);
    bob.reply(came, 180);
    const ringing = await alice.response(sent, 180);
    alice.sendOnce(sent);
    await stage.pass(400);
    const isAgain = alice.arrivals(ringing).length > 1 && bob.arrivals(came).length === 1;
    stage.judge(
      '3261-17.2.1-05',
      isAgain,
      'the 180 again, and no INVITE forwarded again',
      ringing,
      'nothing of the kind',
    );
  },
});
