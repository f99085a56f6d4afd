import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { needPublish, publication } from '../support/publishing.ts';

export default scenario({
  id: 'presence-agent/refuses-brief-publication',
  title: 'A 423 to PUBLISH says in Min-Expires what would do, and is never for Expires: 0',
  role: 'presence-agent',
  judges: {
    '3903-6-14': hears('PUBLISH')
      .where((message) => message.raw('Expires') === '0')
      .answered(423, (response) => response.addRaw('Min-Expires', '60')),
    '3903-6-15': sends('423 PUBLISH').without('Min-Expires'),
  },
  async run(stage: Stage) {
    const bob = await stage.user('bob');
    const ended = await bob.exchange(publication(bob, { expires: 0 }));
    stage.judge('3903-6-14', ended.status !== 423, 'no 423 to Expires: 0', ended);
    const brief = await bob.exchange(publication(bob, { expires: 1 }));
    needPublish(stage, brief);
    if (brief.status !== 423) stage.notApplicable('a publication for a second is accepted');
    const least = Number(brief.raw('Min-Expires') ?? Number.NaN);
    stage.require('3903-6-15', least > 1, 'a Min-Expires in the 423', brief, `Min-Expires: ${least}`);
    const enough = await bob.exchange(publication(bob, { expires: least }));
    stage.judge('3903-6-15', enough.status === 200, `a 200 for the ${least} s that Min-Expires names`, enough);
  },
});
