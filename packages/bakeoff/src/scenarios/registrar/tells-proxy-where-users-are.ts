import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { bind } from '../support/bindings.ts';
import { hasCredentials } from '../support/credentials.ts';
import { forwarded } from '../support/forwarded.ts';

export default scenario({
  id: 'registrar/tells-proxy-where-users-are',
  title: 'Who is registered is found by the proxy of the domain',
  role: 'registrar',
  judges: { '3261-10.1-01': hears('REGISTER').where(hasCredentials).answered(200) },
  async run(stage: Stage) {
    if (!stage.target.roles.includes('proxy')) stage.notApplicable('its domain has no proxy here');
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    await bind(stage, bob, { headers: { Expires: '600' } });
    const question = alice.request('OPTIONS', bob.aor);
    const expected = 'OPTIONS for a registered user to come to that user’s contact';
    const { came } = await forwarded(stage, alice, question, bob, { judges: '3261-10.1-01', expected });
    stage.judge('3261-10.1-01', true, expected, came);
    bob.reply(came, 200);
  },
});
