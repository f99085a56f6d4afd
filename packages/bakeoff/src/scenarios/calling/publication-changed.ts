import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { keep, publishedTarget } from '../support/publishing-target.ts';

export default scenario({
  id: 'calling/publication-changed',
  title: 'A new status replaces the one before: its entity-tag and the new state, and then the new entity-tag',
  role: 'calling',
  judges: {
    '3903-4.4-01': sends('PUBLISH').nth(2).without('SIP-If-Match'),
    '3903-4.2-02': sends('PUBLISH').nth(2).without('SIP-If-Match'),
    '3903-4.4-02': sends('PUBLISH').nth(2).body(undefined, ''),
    '3903-4.4-03': sends('PUBLISH').nth(3).with('SIP-If-Match', 'one'),
  },
  async run(stage) {
    const { agent } = await publishedTarget(stage);
    await stage.operate('publish', agent.contact);
    const first = await agent.next('PUBLISH');
    const ids = ['3903-4.4-01', '3903-4.2-02'] as const;
    stage.judge(ids, first.raw('SIP-If-Match') === 'one', 'the entity-tag of the 200 in SIP-If-Match', first);
    stage.judge('3903-4.4-02', first.body !== '', 'the new state in the body', first);
    keep(agent, first, 'two');
    await stage.pass(500);
    await stage.operate('publish', agent.contact);
    const second = await agent.next('PUBLISH');
    stage.judge('3903-4.4-03', second.raw('SIP-If-Match') === 'two', 'the new entity-tag in SIP-If-Match', second);
    keep(agent, second, 'three');
  },
});
