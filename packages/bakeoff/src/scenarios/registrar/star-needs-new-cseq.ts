import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { bind, bindings, hasCSeq, listed, lists, registration } from '../support/bindings.ts';

export default scenario({
  id: 'registrar/star-needs-new-cseq',
  title: 'Contact: * with an old CSeq fails and removes nothing',
  role: 'registrar',
  judges: {
    '3261-10.3-20': hears('REGISTER')
      .where(hasCSeq(1, 49))
      .changing('CSeq', (value) => `9${value}`),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    const callId = alice.token(20);
    await bind(stage, alice, { callId, cseq: 50, headers: { Expires: '600' } });
    const star = registration(stage, alice, { callId, cseq: 10, contacts: ['*'], headers: { Expires: '0' } });
    const answer = await alice.exchange(star);
    stage.judge('3261-10.3-20', answer.status >= 300, 'Contact: * with an old CSeq to fail', answer);
    const left = await bindings(stage, alice);
    stage.judge('3261-10.3-20', lists(left, alice.contact), 'the binding as it was', left, listed(left));
  },
});
