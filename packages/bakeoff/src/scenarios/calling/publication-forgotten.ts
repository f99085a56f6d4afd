import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { keep, publishedTarget } from '../support/publishing-target.ts';

const stubborn = sends('PUBLISH').from(3).with('SIP-If-Match', 'one');

export default scenario({
  id: 'calling/publication-forgotten',
  title: 'After a 412 the state is published as new, and not by the entity-tag that nobody knows',
  role: 'calling',
  judges: {
    '3903-5-01': stubborn,
    '3903-5-03': stubborn,
    '3903-5-02': sends('PUBLISH').from(3).body(undefined, ''),
  },
  async run(stage) {
    const { agent } = await publishedTarget(stage);
    await stage.operate('publish', agent.contact);
    agent.reply(await agent.next('PUBLISH'), 412);
    const expected = 'a PUBLISH as the first one, with the state in its body';
    const again = await agent.next('PUBLISH', { withinMs: 10_000, judges: '3903-5-02', expected });
    const ids = ['3903-5-01', '3903-5-03'] as const;
    stage.judge(ids, again.raw('SIP-If-Match') !== 'one', 'no entity-tag that the 412 was for', again);
    stage.judge('3903-5-02', again.body !== '', expected, again);
    keep(agent, again, 'two');
  },
});
