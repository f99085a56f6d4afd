import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callThrough } from '../support/call-through.ts';

export default scenario({
  id: 'gateway/client-that-has-gone-ends-its-call',
  title: 'When the connection of one end closes during a call, the BYE of the other gets its answer',
  role: 'gateway',
  judges: { '3261-16.9-01': sends('final BYE').lost() },
  async run(stage) {
    const { alice, bob, alices } = await callThrough(stage);
    bob.hangUpConnection();
    const bye = alice.send(alices.bye());
    const expected = 'a final response to BYE';
    const answer = await alice.response(bye, 'final', { judges: '3261-16.9-01', expected, withinMs: 20_000 });
    stage.judge('3261-16.9-01', answer.status >= 400, 'a refusal of the BYE', answer, `${answer.status}`);
  },
});
