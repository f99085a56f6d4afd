import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { registration } from '../support/bindings.ts';

export default scenario({
  id: 'registrar/refuses-brief-lifetime',
  title: 'A 423 says in Min-Expires what would do, and an hour is never too brief',
  role: 'registrar',
  judges: {
    '3261-10.3-25': hears('REGISTER')
      .where((message) => message.raw('Expires') === '3600')
      .answered(423, (response) => response.addRaw('Min-Expires', '7200')),
    '3261-10.3-26': sends('423 REGISTER').without('Min-Expires'),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const hour = await alice.exchange(registration(stage, alice, { headers: { Expires: '3600' } }));
    stage.judge('3261-10.3-25', hour.status !== 423, 'no 423 for an hour', hour);
    const brief = await alice.exchange(registration(stage, alice, { headers: { Expires: '1' } }));
    if (brief.status !== 423) stage.notApplicable('a lifetime of a second is accepted');
    const least = Number(brief.raw('Min-Expires') ?? Number.NaN);
    stage.require(
      '3261-10.3-26',
      least > 1,
      'a Min-Expires in the 423',
      brief,
      `Min-Expires: ${brief.raw('Min-Expires')}`,
    );
    const enough = await alice.exchange(registration(stage, alice, { headers: { Expires: String(least) } }));
    stage.judge('3261-10.3-26', enough.status === 200, `a 200 for the ${least} s that Min-Expires names`, enough);
  },
});
