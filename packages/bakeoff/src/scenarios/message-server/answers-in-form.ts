import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { forwarded } from '../support/forwarded.ts';
import { brokenForms, judgeForm } from '../support/response-in-form.ts';

export default scenario({
  id: 'message-server/answers-in-form',
  title: 'The answer to a message repeats what has to be repeated of it',
  role: 'message-server',
  judges: brokenForms('200 MESSAGE'),
  async run(stage) {
    const { alice, bob } = await aliceAndBob(stage);
    const message = alice.request('MESSAGE', bob.aor, { body: ['text/plain', 'Lunch?'] });
    const { sent, came } = await forwarded(stage, alice, message, bob);
    bob.reply(came, 200);
    judgeForm(stage, sent, await alice.response(sent, 200));
  },
});
