import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { bind, bindings, listed, lists, registration } from '../support/bindings.ts';

export default scenario({
  id: 'registrar/star-needs-expires-zero',
  title: 'Contact: * beside another Contact, or without Expires: 0, gets 400 and removes nothing',
  role: 'registrar',
  judges: {
    '3261-10.3-17': hears('REGISTER')
      .where((message) => message.raw('Contact') === '*')
      .answered(200),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    await bind(stage, alice, { headers: { Expires: '600' } });
    const wrong = [
      { contacts: ['*'], headers: { Expires: '600' } },
      { contacts: ['*'] },
      { contacts: ['*', `<${alice.contact}>`], headers: { Expires: '0' } },
    ];
    for (const options of wrong) {
      const answer = await alice.exchange(registration(stage, alice, options));
      const what = `a 400 to Contact: ${options.contacts.join(', ')} with Expires: ${options.headers?.Expires ?? 'none'}`;
      stage.judge('3261-10.3-17', answer.status === 400, what, answer);
    }
    const left = await bindings(stage, alice);
    stage.judge('3261-10.3-17', lists(left, alice.contact), 'the binding as it was', left, listed(left));
  },
});
