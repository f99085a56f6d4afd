import { scenario } from '../../scenario/scenario.ts';
import { askedFirst } from '../support/asked-first.ts';
import { brokenForms, judgeForm } from '../support/response-in-form.ts';
import { needPresence, notified, subscription } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/answers-in-form',
  title: 'The answer to SUBSCRIBE repeats what has to be repeated of it',
  role: 'presence-agent',
  judges: brokenForms('200 SUBSCRIBE'),
  async run(stage) {
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    const { challenge, retry } = await askedFirst(stage, alice, subscription(alice, bob.aor, { expires: 600 }));
    needPresence(stage, challenge);
    const answer = await alice.response(alice.send(retry), 200);
    judgeForm(stage, retry, answer);
    await notified(alice);
  },
});
