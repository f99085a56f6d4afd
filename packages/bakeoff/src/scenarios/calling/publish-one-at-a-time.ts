import { forged } from '../../control/forged.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { isRequest } from '../support/requests.ts';
import { keep, publishingTarget } from '../support/publishing-target.ts';

export default scenario({
  id: 'calling/publish-one-at-a-time',
  title: 'No new PUBLISH leaves while the one before has no final response',
  role: 'calling',
  judges: {
    '3903-4-06': sends('PUBLISH')
      .nth(1)
      .and('another one', (publish) => forged(publish, 'PUBLISH'), 500),
  },
  async run(stage) {
    const { agent, publish } = await publishingTarget(stage);
    await stage.operate('publish', agent.contact);
    const early = await agent.unwanted(isRequest('PUBLISH'), 3_000);
    stage.judgeNone('3903-4-06', early, 'no new PUBLISH before the final response');
    keep(agent, publish, 'one');
    const next = await agent.unwanted(isRequest('PUBLISH'), 3_000);
    if (next?.kind === 'request') keep(agent, next, 'two');
  },
});
