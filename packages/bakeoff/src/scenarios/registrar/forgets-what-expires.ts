import { CSeq } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { bindings, lifetimeOf, listed, lists, registration } from '../support/bindings.ts';

export default scenario({
  id: 'registrar/forgets-what-expires',
  title: 'A binding that was not refreshed in time is no longer listed',
  role: 'registrar',
  limitMs: 240_000,
  judges: {
    '3261-10.3-32': sends('200 REGISTER')
      .where((message) => (message.get(CSeq)?.number ?? 0) >= 500)
      .adding('Contact', '<sip:phone@192.0.2.66:5066>;expires=1'),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const contacts = ['<sip:phone@192.0.2.66:5066>'];
    let answer = await alice.exchange(registration(stage, alice, { contacts, headers: { Expires: '30' } }));
    const least = answer.raw('Min-Expires');
    if (answer.status === 423 && least !== undefined) {
      answer = await alice.exchange(registration(stage, alice, { contacts, headers: { Expires: least } }));
    }
    const lifetime = lifetimeOf(answer, 'sip:phone@192.0.2.66:5066') ?? Number.NaN;
    stage.need(answer.status === 200 && lifetime <= 180, 'a binding of three minutes at most');
    const before = await bindings(stage, alice);
    stage.need(lists(before, 'sip:phone@192.0.2.66:5066'), 'the binding while it lasts');
    await stage.pass(lifetime * 1000 + 2_000);
    const after = await alice.exchange(registration(stage, alice, { contacts: [], cseq: 500 }));
    stage.need(after.status === 200, 'a list of the bindings');
    const isGone = !lists(after, 'sip:phone@192.0.2.66:5066');
    stage.judge('3261-10.3-32', isGone, 'only bindings that have not expired', after, listed(after));
  },
});
