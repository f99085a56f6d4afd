import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { lifetimeOf, listed, registration } from '../support/bindings.ts';

export default scenario({
  id: 'registrar/takes-malformed-expires',
  title: 'An Expires that cannot be read counts as an hour',
  role: 'registrar',
  judges: {
    '3261-10.2-14': hears('REGISTER')
      .where((message) => message.raw('Expires') === 'soon')
      .answered(400),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    const answer = await alice.exchange(registration(stage, alice, { headers: { Expires: 'soon' } }));
    const lifetime = lifetimeOf(answer, alice.contact) ?? 0;
    stage.judge(
      '3261-10.2-14',
      answer.status === 200 && lifetime > 0 && lifetime <= 3600,
      'a binding of an hour at most',
      answer,
      `${answer.status}, ${listed(answer)}`,
    );
  },
});
