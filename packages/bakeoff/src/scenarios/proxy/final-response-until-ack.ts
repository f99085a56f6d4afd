import { hears } from '../../control/controls.ts';
import { ackOf } from '../../end/ack-and-cancel.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { ringBob } from '../support/call-through.ts';

export default scenario({
  id: 'proxy/final-response-until-ack',
  title: 'A refusal is given again when its INVITE comes again, and no more once the caller has acknowledged it',
  role: 'proxy',
  protocols: ['UDP'],
  judges: {
    '3261-17.2.1-10': hears('INVITE').nth(3).lost(),
    '3261-17.2.1-11': hears('ACK')
      .where((message) => message.raw('To')?.includes('bakeoff') === true)
      .lost(),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { sent, came } = await ringBob(stage, ends);
    alice.acknowledges = false;
    bob.reply(came, 486);
    const busy = await alice.response(sent, 486);
    const once = alice.arrivals(busy).length;
    alice.sendOnce(sent);
    await stage.pass(300);
    const isAgain = alice.arrivals(busy).length > once;
    stage.judge('3261-17.2.1-10', isAgain, 'the 486 again for an INVITE that comes again', busy, 'nothing');
    alice.sendOnce(ackOf(sent, busy));
    await stage.pass(300);
    const before = alice.arrivals(busy).length;
    await stage.pass(8_000);
    const more = alice.arrivals(busy).length - before;
    stage.judge('3261-17.2.1-11', more === 0, 'no 486 after its ACK', busy, `${more} more`);
  },
});
