import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { registration } from '../support/bindings.ts';

export default scenario({
  id: 'registrar/passes-over-unknown-headers',
  title: 'Header fields that are unknown, or malformed and not needed, do not keep a REGISTER from being served',
  role: 'registrar',
  judges: {
    '3261-8.2.2-01': hears('REGISTER')
      .where((message) => message.has('X-Bakeoff'))
      .answered(400),
    '3261-8.2.2-02': hears('REGISTER')
      .where((message) => message.raw('Date') === 'yesterday')
      .answered(400),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    const strange = { Expires: '600', 'X-Bakeoff': 'unheard of', 'Fancy-Header': '"' };
    const first = await alice.exchange(registration(stage, alice, { headers: strange }), { judges: '3261-8.2.2-01' });
    stage.judge('3261-8.2.2-01', first.status === 200, 'a 200 in spite of unknown header fields', first);
    const malformed = { Expires: '600', Date: 'yesterday', 'Retry-After': 'soon' };
    const second = await alice.exchange(registration(stage, alice, { headers: malformed }), {
      judges: '3261-8.2.2-02',
    });
    stage.judge('3261-8.2.2-02', second.status === 200, 'a 200 in spite of a malformed Date', second);
  },
});
