import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';

export default scenario({
  id: 'registrar/refuses-other-schemes',
  title: 'A Request-URI of an unknown scheme gets 416',
  role: 'registrar',
  judges: { '3261-8.2.2.1-04': sends('416 REGISTER').status(400) },
  async run(stage) {
    const alice = await stage.user('alice');
    const answer = await alice.exchange(alice.request('REGISTER', 'nobodyKnowsThisScheme:whatever', { to: alice.aor }));
    stage.judge('3261-8.2.2.1-04', answer.status === 416, 'a 416', answer);
  },
});
