import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { hasCSeq } from '../support/bindings.ts';
import { askedFirst } from '../support/asked-first.ts';
import { etagOf, publication, publish } from '../support/publishing.ts';

export default scenario({
  id: 'presence-agent/publishes-in-order',
  title: 'Of two changes of one publication, sent in one go, the first is made',
  role: 'presence-agent',
  protocols: ['TCP'],
  judges: { '3903-6-04': hears('PUBLISH').where(hasCSeq(801, 801)).late(300) },
  async run(stage) {
    const bob = await stage.user('bob');
    const ifMatch = etagOf(await publish(stage, bob));
    const first = await askedFirst(stage, bob, publication(bob, { note: 'one', ifMatch, expires: 600, cseq: 800 }));
    const second = await askedFirst(stage, bob, publication(bob, { note: 'two', ifMatch, expires: 600, cseq: 850 }));
    bob.send(first.retry);
    bob.send(second.retry);
    const one = await bob.response(first.retry, 'final');
    const two = await bob.response(second.retry, 'final');
    stage.judge('3903-6-04', one.status === 200, 'a 200 to the change that came first', one);
    stage.judge('3903-6-04', two.status === 412, 'a 412 to the one that came second', two);
  },
});
