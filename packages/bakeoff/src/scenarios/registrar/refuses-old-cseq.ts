import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { bind, bindings, hasCSeq, listed, lists, registration } from '../support/bindings.ts';

export default scenario({
  id: 'registrar/refuses-old-cseq',
  title: 'A REGISTER that is no newer than the binding fails and changes nothing',
  role: 'registrar',
  judges: {
    '3261-10.3-29': hears('REGISTER')
      .where(hasCSeq(1, 49))
      .changing('CSeq', (value) => `9${value}`),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    const callId = alice.token(20);
    await bind(stage, alice, { callId, cseq: 50, headers: { Expires: '600' } });
    const old = await alice.exchange(registration(stage, alice, { callId, cseq: 10, headers: { Expires: '0' } }));
    stage.judge('3261-10.3-29', old.status >= 300, 'a REGISTER with an old CSeq to fail', old);
    const left = await bindings(stage, alice);
    stage.judge('3261-10.3-29', lists(left, alice.contact), 'the binding as it was', left, listed(left));
  },
});
