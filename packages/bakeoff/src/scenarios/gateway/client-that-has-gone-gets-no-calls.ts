import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { inviteBob } from '../support/call-through.ts';

const refusals = sends('final INVITE').where((message) => message.kind === 'response' && message.status !== 407);

export default scenario({
  id: 'gateway/client-that-has-gone-gets-no-calls',
  title: 'A call to somebody whose connection has closed is refused in time',
  role: 'gateway',
  judges: { '3261-16.5-16': refusals.lost(), '3261-16.9-01': refusals.lost() },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    bob.hangUpConnection();
    const judges = ['3261-16.5-16', '3261-16.9-01'] as const;
    const answer = await alice.exchange(inviteBob(ends), { judges, expected: 'a refusal', withinMs: 20_000 });
    stage.judge(judges, answer.status >= 400, 'a refusal', answer, `${answer.status}`);
  },
});
