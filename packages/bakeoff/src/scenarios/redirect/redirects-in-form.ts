import { scenario } from '../../scenario/scenario.ts';
import { inviteMoved, redirection } from '../support/redirection.ts';
import { brokenForms, judgeForm } from '../support/response-in-form.ts';

export default scenario({
  id: 'redirect/redirects-in-form',
  title: 'A redirection repeats what has to be repeated of its request',
  role: 'redirect',
  judges: brokenForms('3xx INVITE'),
  async run(stage) {
    const alice = await stage.end('alice');
    const invite = alice.send(inviteMoved(stage, alice));
    judgeForm(stage, invite, await redirection(stage, alice, invite));
  },
});
