import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { ringBob } from '../support/call-through.ts';

const refusals = sends('final INVITE').where((message) => message.kind === 'response' && message.status !== 407);

export default scenario({
  id: 'gateway/client-that-has-gone-frees-its-caller',
  title: 'When the connection of a phone closes while it rings, its caller is told',
  role: 'gateway',
  judges: { '3261-16.9-01': refusals.lost() },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { sent, came } = await ringBob(stage, ends);
    bob.reply(came, 180);
    await alice.response(sent, 180);
    bob.hangUpConnection();
    const expected = 'a refusal when the phone has gone';
    const answer = await alice.response(sent, 'final', { judges: '3261-16.9-01', expected, withinMs: 30_000 });
    stage.judge('3261-16.9-01', answer.status >= 400, expected, answer, `${answer.status}`);
  },
});
