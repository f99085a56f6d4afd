import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { keep, publishedTarget } from '../support/publishing-target.ts';

const unmatched = sends('PUBLISH').nth(2).with('SIP-If-Match', 'made-up');

export default scenario({
  id: 'calling/publication-refreshed',
  title: 'A publication is refreshed by the entity-tag that came last, and without a body',
  role: 'calling',
  limitMs: 180_000,
  judges: {
    '3903-4.3-01': unmatched,
    '3903-4.1-02': unmatched,
    '3903-4.1-03': unmatched,
    '3903-4.3-02': sends('PUBLISH').nth(3).with('SIP-If-Match', 'one'),
    '3903-4.3-04': sends('PUBLISH').nth(2).body('application/pidf+xml', '<presence/>'),
  },
  async run(stage) {
    const { agent } = await publishedTarget(stage, 60);
    const ids = ['3903-4.3-01', '3903-4.1-02', '3903-4.1-03'] as const;
    const first = await agent.next('PUBLISH', { withinMs: 60_000 });
    stage.judge(ids, first.raw('SIP-If-Match') === 'one', 'the entity-tag of the 200 in SIP-If-Match', first);
    stage.judge('3903-4.3-04', first.body === '', 'no body in a PUBLISH that refreshes', first);
    keep(agent, first, 'two', 60);
    const second = await agent.next('PUBLISH', { withinMs: 60_000 });
    stage.judge('3903-4.3-02', second.raw('SIP-If-Match') === 'two', 'the new entity-tag in SIP-If-Match', second);
    keep(agent, second, 'three');
  },
});
