import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { registration } from '../support/bindings.ts';
import { firstAccount } from '../support/credentials.ts';

export default scenario({
  id: 'registrar/refuses-foreign-address',
  title: 'An address of record of another domain gets 404',
  role: 'registrar',
  judges: {
    '3261-10.3-14': hears('REGISTER')
      .where((message) => message.raw('To')?.includes('elsewhere.test') === true)
      .answered(200),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const to = `sip:${firstAccount(stage).user}@elsewhere.test`;
    const answer = await alice.exchange(registration(stage, alice, { to, headers: { Expires: '600' } }));
    // The step before may end it: who may change nothing there gets 403.
    stage.need(answer.status !== 403, 'a right to change that address of record');
    stage.judge('3261-10.3-14', answer.status === 404, 'a 404 to an address of record of another domain', answer);
  },
});
