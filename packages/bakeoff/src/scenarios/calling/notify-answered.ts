import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { notify, subscribedTarget } from '../support/subscribing-target.ts';

export default scenario({
  id: 'calling/notify-answered',
  title: 'NOTIFY is answered 200 at once, and 481 when it belongs to no subscription',
  role: 'calling',
  judges: {
    '6665-4.1.3-17': sends('200 NOTIFY').nth(2).status(488),
    '6665-4.1.3-19': sends('200 NOTIFY').from(2).late(3_500),
    '6665-4.1.3-01': hears('NOTIFY').from(3).answered(200),
  },
  async run(stage) {
    const subscribed = await subscribedTarget(stage);
    const { notifier, dialog } = subscribed;
    const startMs = stage.elapsedMs;
    const ids = ['6665-4.1.3-17', '6665-4.1.3-19'] as const;
    const answer = await notify(dialog, subscribed, 'active;expires=500', { judges: ids, expected: 'a 200 to NOTIFY' });
    const tookMs = stage.elapsedMs - startMs;
    stage.judge('6665-4.1.3-17', answer.status === 200, 'a 200 to NOTIFY', answer);
    stage.judge('6665-4.1.3-19', tookMs < 3_000, 'an answer to NOTIFY at once', answer, `one after ${tookMs} ms`);
    const stray = notifier.request('NOTIFY', dialog.remoteTarget, {
      toTag: 'nobody',
      headers: { Event: 'presence', 'Subscription-State': 'active;expires=600' },
    });
    const refusal = await notifier.response(notifier.send(stray), 'final', {
      judges: '6665-4.1.3-01',
      expected: 'a 481 to a NOTIFY of no subscription',
    });
    // Another refusal may fit better.
    stage.judge('6665-4.1.3-01', refusal.status >= 400, 'a 481 to a NOTIFY of no subscription', refusal);
  },
});
