import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';

export default scenario({
  id: 'proxy/options-answered-without-allow',
  title: 'A proxy that is asked for its own abilities does not list methods',
  role: 'proxy',
  judges: { '3261-11.2-03': sends('200 OPTIONS').with('Allow', 'INVITE, ACK, BYE') },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const answer = await alice.exchange(alice.request('OPTIONS', `sip:${stage.target.domain}`));
    if (answer.status !== 200) stage.notApplicable(`it does not answer OPTIONS itself, but with ${answer.status}`);
    stage.judge('3261-11.2-03', !answer.has('Allow'), 'a 200 without Allow', answer, `Allow: ${answer.raw('Allow')}`);
  },
});
