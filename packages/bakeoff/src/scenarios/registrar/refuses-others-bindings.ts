import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { bind, bindings, listed, lists, registration } from '../support/bindings.ts';

const OTHER = 'sip:intruder@192.0.2.66:5066';

const THEFT = hears('REGISTER')
  .where((message) => message.raw('Contact')?.includes(OTHER) === true)
  .answered(200);

export default scenario({
  id: 'registrar/refuses-others-bindings',
  title: 'Who may not change the bindings of an address of record gets 403',
  role: 'registrar',
  judges: {
    '3261-22-02': THEFT,
    '3261-10.3-12': THEFT,
    '3261-10.3-13': sends('403 REGISTER').status(401),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    await bind(stage, bob, { headers: { Expires: '600' } });
    const theft = { to: bob.aor, contacts: [`<${OTHER}>`], headers: { Expires: '600' } };
    const answer = await alice.exchange(registration(stage, alice, theft));
    stage.require(
      ['3261-22-02', '3261-10.3-12'],
      answer.status >= 300,
      'a binding of somebody else not to be changed',
      answer,
    );
    stage.judge('3261-10.3-13', answer.status === 403, 'a 403', answer);
    const left = await bindings(stage, bob);
    const isUntouched = lists(left, bob.contact) && !lists(left, OTHER);
    stage.judge('3261-10.3-13', isUntouched, 'the bindings as they were', left, listed(left));
  },
});
