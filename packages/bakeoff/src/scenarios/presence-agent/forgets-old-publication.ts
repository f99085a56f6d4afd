import { Expires } from '@sidetone/sip';
import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { hasCSeq } from '../support/bindings.ts';
import { etagOf, needPublish, publication } from '../support/publishing.ts';

export default scenario({
  id: 'presence-agent/forgets-old-publication',
  title: 'A publication that was not refreshed in time is gone',
  role: 'presence-agent',
  limitMs: 240_000,
  judges: {
    '3903-6-10': hears('PUBLISH')
      .where(hasCSeq(700, 701))
      .answered(200, (response) => response.addRaw('SIP-ETag', 'x')),
  },
  async run(stage: Stage) {
    const bob = await stage.user('bob');
    let answer = await bob.exchange(publication(bob, { expires: 30 }));
    needPublish(stage, answer);
    if (answer.status === 423)
      answer = await bob.exchange(publication(bob, { expires: Number(answer.raw('Min-Expires')) }));
    const lifetime = answer.get(Expires) ?? Number.NaN;
    stage.need(answer.status === 200 && lifetime <= 180, 'a publication of three minutes at most');
    await stage.pass(lifetime * 1000 + 2_000);
    const late = publication(bob, { note: false, ifMatch: etagOf(answer), expires: 600, cseq: 700 });
    const refresh = await bob.exchange(late);
    stage.judge('3903-6-10', refresh.status === 412, 'a 412 to the entity-tag of what has expired', refresh);
  },
});
