import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { bindings, hasContact, listed, lists, registration } from '../support/bindings.ts';
import { hasCredentials } from '../support/credentials.ts';

const PHONE = 'sip:phone@192.0.2.66:5066';

export default scenario({
  id: 'registrar/serves-in-order',
  title: 'Of two REGISTERs sent in one go, the second has the last word',
  role: 'registrar',
  protocols: ['TCP'],
  judges: {
    '3261-10.3-05': hears('REGISTER')
      .where((message) => hasCredentials(message) && hasContact('expires=600')(message))
      .late(300),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const binding = registration(stage, alice, { contacts: [`<${PHONE}>;expires=600`] });
    const removal = registration(stage, alice, { contacts: [`<${PHONE}>;expires=0`] });
    const pair = [];
    for (const request of [binding, removal]) {
      const asked = await alice.response(alice.send(request), 'final');
      pair.push(alice.authorized(request, asked) ?? alice.again(request));
    }
    for (const request of pair) alice.send(request);
    for (const request of pair) {
      const answer = await alice.response(request, 'final');
      stage.need(answer.status === 200, 'both REGISTERs accepted');
    }
    const left = await bindings(stage, alice);
    stage.judge('3261-10.3-05', !lists(left, PHONE), 'no binding, since it was removed last', left, listed(left));
  },
});
