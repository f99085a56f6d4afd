import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { isLast, notified, watch } from '../support/watching.ts';

const LOST = sends('NOTIFY').lost();

export default scenario({
  id: 'presence-agent/answers-one-question',
  title: 'SUBSCRIBE with Expires: 0 is answered by one NOTIFY with the state, and then all is over',
  role: 'presence-agent',
  judges: {
    '6665-4.2.1.2-01': LOST,
    '6665-4.2.2-01': LOST,
    '6665-4.2.2-05': sends('NOTIFY').with('Subscription-State', 'active;expires=600'),
    '6665-3.1.1-03': sends('200 SUBSCRIBE').without('Expires'),
  },
  async run(stage) {
    const { alice, answer } = await watch(stage, { expires: 0 });
    stage.judge('6665-3.1.1-03', answer.raw('Expires') === '0', 'Expires: 0 in the 200', answer);
    const wait = { judges: ['6665-4.2.1.2-01', '6665-4.2.2-01'], expected: 'a NOTIFY with the state' } as const;
    const notify = await notified(alice, wait);
    stage.judge(wait.judges, true, wait.expected, notify);
    stage.judge('6665-4.2.2-05', isLast(notify), 'Subscription-State: terminated', notify);
  },
});
