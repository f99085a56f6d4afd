import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { bind } from '../support/bindings.ts';
import { ringBob } from '../support/call-through.ts';

export default scenario({
  id: 'gateway/calls-both-ways-on-one-connection',
  title: 'A client that has registered is called over its own connection, and calls over it',
  role: 'gateway',
  judges: { '3261-18.1.1-14': sends('INVITE').nth(2).lost() },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    await bind(stage, alice);
    const there = await ringBob(stage, ends);
    bob.reply(there.came, 486);
    await alice.response(there.sent, 486);
    const expected = 'the INVITE on the connection of the callee';
    const back = await ringBob(stage, { alice: bob, bob: alice }, {}, { judges: '3261-18.1.1-14', expected });
    const isClosed = alice.closures.length + bob.closures.length > 0;
    stage.judge('3261-18.1.1-14', !isClosed, expected, back.came, 'a connection that was closed');
    alice.reply(back.came, 486);
  },
});
