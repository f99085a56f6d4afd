import { AllowEvents } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { watch } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/lists-event-packages',
  title: 'Answers to OPTIONS and SUBSCRIBE list the event packages',
  role: 'presence-agent',
  judges: {
    '6665-4.4.4-02': sends('200 SUBSCRIBE').without('Allow-Events'),
    '3903-7-02': sends('200 OPTIONS').without('Allow-Events'),
    '6665-4.4.4-01': sends('200 OPTIONS').with('Allow-Events', 'dialog'),
  },
  async run(stage: Stage) {
    const { alice, answer } = await watch(stage);
    stage.judge('6665-4.4.4-02', answer.has(AllowEvents), 'an Allow-Events in the 200 to SUBSCRIBE', answer);
    const options = await alice.exchange(alice.request('OPTIONS', `sip:${stage.target.domain}`));
    if (options.status !== 200) stage.notApplicable(`OPTIONS is answered ${options.status}`);
    const events = options.all(AllowEvents);
    stage.require('3903-7-02', events.length > 0, 'an Allow-Events in the 200 to OPTIONS', options);
    stage.judge('6665-4.4.4-01', events.includes('presence'), 'presence in it', options, events.join(', '));
  },
});
