import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { grantedSec, isRefresh, notified, resubscribe, watch } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/refreshes-subscription',
  title: 'A refresh is granted no longer than asked for, and followed by a NOTIFY',
  role: 'presence-agent',
  judges: {
    '6665-4.2.1.4-01': sends('200 SUBSCRIBE').with('Expires', '7200'),
    '6665-4.2.1.2-01': hears('SUBSCRIBE')
      .where(isRefresh)
      .answered(200, (response) => response.addRaw('Expires', '300')),
  },
  async run(stage: Stage) {
    const { alice, dialog } = await watch(stage, { expires: 600 });
    await notified(alice);
    const answer = await resubscribe(dialog, 300);
    stage.need(answer.status === 200, 'a refresh that is accepted');
    const granted = grantedSec(answer);
    stage.judge('6665-4.2.1.4-01', !(granted > 300), 'the 300 s asked for at most', answer, `Expires: ${granted}`);
    const wait = { judges: '6665-4.2.1.2-01', expected: 'a NOTIFY after the refresh' } as const;
    stage.judge('6665-4.2.1.2-01', true, wait.expected, await notified(alice, wait));
  },
});
