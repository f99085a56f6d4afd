import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { acceptSubscription, notify, subscribedTarget } from '../support/subscribing-target.ts';

const lost = sends('SUBSCRIBE').from(2).lost();

export default scenario({
  id: 'calling/subscription-deactivated',
  title: 'When a notifier wants a subscription elsewhere it is made again at once',
  role: 'calling',
  judges: { '6665-4.1.3-09': lost, '6665-4.4.2-01': lost },
  async run(stage) {
    const subscribed = await subscribedTarget(stage);
    const { notifier, dialog } = subscribed;
    await stage.pass(15_000);
    await notify(dialog, subscribed, 'terminated;reason=deactivated');
    const ids = ['6665-4.1.3-09', '6665-4.4.2-01'] as const;
    const expected = 'a new SUBSCRIBE at once';
    const again = await notifier.next('SUBSCRIBE', { judges: ids, expected });
    stage.judge(ids, again.raw('Call-ID') !== undefined && !/;\s*tag=/.test(again.raw('To') ?? ''), expected, again);
    acceptSubscription({ notifier, subscribe: again }, 600);
  },
});
