import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { bind, bindings, listed, lists } from '../support/bindings.ts';

const STAR = { contacts: ['*'], headers: { Expires: '0' } };

export default scenario({
  id: 'registrar/star-removes-bindings',
  title: 'Contact: * with Expires: 0 removes the bindings of every Call-ID',
  role: 'registrar',
  judges: {
    '3261-10.3-18': hears('REGISTER')
      .where((message) => message.raw('Contact') === '*' && message.raw('Call-ID')?.startsWith('other') === true)
      .answered(200),
    '3261-10.3-19': hears('REGISTER')
      .where((message) => message.raw('Contact') === '*' && message.raw('Call-ID')?.startsWith('same') === true)
      .answered(200),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    const same = `same${alice.token(20)}`;
    await bind(stage, alice, { callId: same, cseq: 50, headers: { Expires: '600' } });
    await bind(stage, alice, { ...STAR, callId: same, cseq: 60 });
    const none = await bindings(stage, alice);
    stage.judge('3261-10.3-19', !lists(none, alice.contact), 'no binding any more', none, listed(none));
    await bind(stage, alice, { callId: same, cseq: 70, headers: { Expires: '600' } });
    await bind(stage, alice, { ...STAR, callId: `other${alice.token(20)}`, cseq: 1 });
    const gone = await bindings(stage, alice);
    stage.judge('3261-10.3-18', !lists(gone, alice.contact), 'no binding any more', gone, listed(gone));
  },
});
