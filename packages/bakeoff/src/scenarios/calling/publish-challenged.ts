import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { challenge, credentials, isProven } from '../support/digest.ts';
import { keep, publishingTarget } from '../support/publishing-target.ts';

const wrong = sends('PUBLISH')
  .nth(2)
  .changing('Authorization', (value) => value.replace(/response="./, 'response="x'));

export default scenario({
  id: 'calling/publish-challenged',
  title: 'A PUBLISH that gets a 401 goes out again with credentials',
  role: 'calling',
  judges: { '3903-14.1-02': wrong, '3903-14.2-02': wrong, '3903-14.3-01': wrong },
  async run(stage) {
    const { agent, publish } = await publishingTarget(stage);
    challenge(stage, agent, publish, 401, { nonce: 'one' });
    const ids = ['3903-14.1-02', '3903-14.2-02', '3903-14.3-01'] as const;
    const expected = 'a PUBLISH with the right credentials';
    const again = await agent.next('PUBLISH', { judges: ids, expected });
    stage.judge(ids, isProven(stage, again, credentials(stage, again, 401), 'one'), expected, again);
    keep(agent, again, 'one');
  },
});
