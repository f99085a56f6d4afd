import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { publishedTarget } from '../support/publishing-target.ts';

export default scenario({
  id: 'calling/publication-removed',
  title: 'A publication is taken back by its entity-tag and an Expires of 0, without a body',
  role: 'calling',
  judges: {
    '3903-4.5-01': sends('PUBLISH').nth(2).with('Expires', '60'),
    '3903-4.5-02': sends('PUBLISH').nth(2).body('application/pidf+xml', '<presence/>'),
  },
  async run(stage) {
    const { agent } = await publishedTarget(stage);
    await stage.operate('unpublish');
    const last = await agent.next('PUBLISH');
    agent.reply(last, 200);
    const isRemoval = last.raw('Expires') === '0' && last.raw('SIP-If-Match') === 'one';
    stage.judge('3903-4.5-01', isRemoval, 'an Expires of 0 and the entity-tag', last);
    stage.judge('3903-4.5-02', last.body === '', 'no body in a PUBLISH that removes', last);
  },
});
