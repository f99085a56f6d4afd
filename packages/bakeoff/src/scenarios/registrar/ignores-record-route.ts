import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { registration } from '../support/bindings.ts';

export default scenario({
  id: 'registrar/ignores-record-route',
  title: 'Record-Route in a REGISTER changes nothing and is not in the answer',
  role: 'registrar',
  judges: {
    '3261-10.3-03': hears('REGISTER')
      .where((message) => message.has('Record-Route'))
      .answered(400),
    '3261-10.3-04': sends('200 REGISTER').adding('Record-Route', '<sip:proxy.test;lr>'),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    const headers = { Expires: '600', 'Record-Route': '<sip:192.0.2.66:5066;lr>' };
    const answer = await alice.exchange(registration(stage, alice, { headers }));
    stage.judge('3261-10.3-03', answer.status === 200, 'a 200 as without Record-Route', answer);
    stage.judge('3261-10.3-04', !answer.has('Record-Route'), 'no Record-Route in the answer', answer);
  },
});
