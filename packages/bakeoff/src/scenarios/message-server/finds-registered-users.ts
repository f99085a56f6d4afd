import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { bind } from '../support/bindings.ts';
import { hasCredentials } from '../support/credentials.ts';
import { forwarded } from '../support/forwarded.ts';

export default scenario({
  id: 'message-server/finds-registered-users',
  title: 'A message comes to where its recipient has registered',
  role: 'message-server',
  judges: { '3261-10.1-01': hears('REGISTER').where(hasCredentials).answered(200) },
  async run(stage: Stage) {
    if (!stage.target.roles.includes('registrar')) stage.notApplicable('nobody can register there');
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    await bind(stage, bob, { headers: { Expires: '600' } });
    const message = alice.request('MESSAGE', bob.aor, { body: ['text/plain', 'Lunch?'] });
    const expected = 'a MESSAGE for a registered user at that user’s contact';
    const { came } = await forwarded(stage, alice, message, bob, { judges: '3261-10.1-01', expected });
    stage.judge('3261-10.1-01', true, expected, came);
    bob.reply(came, 200);
  },
});
