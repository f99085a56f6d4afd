import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { etagOf, needPublish, publication } from '../support/publishing.ts';

export default scenario({
  id: 'presence-agent/stores-nothing-for-no-time',
  title: 'A first publication with Expires: 0 leaves nothing behind',
  role: 'presence-agent',
  judges: { '3903-6-20': hears('PUBLISH').with('Expires', '600') },
  async run(stage: Stage) {
    const bob = await stage.user('bob');
    const answer = await bob.exchange(publication(bob, { expires: 0 }));
    needPublish(stage, answer);
    const ifMatch = etagOf(answer);
    stage.need(answer.status === 200 && ifMatch !== '', 'an entity-tag to look for what was stored');
    const refresh = await bob.exchange(publication(bob, { note: false, ifMatch, expires: 600 }));
    stage.judge('3903-6-20', refresh.status === 412, 'nothing there to be refreshed', refresh);
  },
});
