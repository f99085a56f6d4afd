import { Allow } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { publish } from '../support/publishing.ts';

export default scenario({
  id: 'presence-agent/allows-publish',
  title: 'PUBLISH is in the Allow of an answer to OPTIONS',
  role: 'presence-agent',
  judges: { '3903-7-01': sends('200 OPTIONS').without('Allow') },
  async run(stage: Stage) {
    const bob = await stage.user('bob');
    await publish(stage, bob);
    const answer = await bob.exchange(bob.request('OPTIONS', `sip:${stage.target.domain}`));
    if (answer.status !== 200) stage.notApplicable(`OPTIONS is answered ${answer.status}`);
    const methods = answer.all(Allow);
    stage.judge('3903-7-01', methods.includes('PUBLISH'), 'PUBLISH in Allow', answer, methods.join(', ') || 'no Allow');
  },
});
