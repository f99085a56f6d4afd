import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { acceptSubscription, notifierDialog, notify, subscribingTarget } from '../support/subscribing-target.ts';

export default scenario({
  id: 'calling/notify-of-a-fork',
  title: 'A NOTIFY of another notifier than the 200 to SUBSCRIBE came from is taken',
  role: 'calling',
  judges: { '6665-4.1.4-01': hears('NOTIFY').answered(481) },
  async run(stage) {
    const subscribing = await subscribingTarget(stage);
    acceptSubscription(subscribing, 600);
    const dialog = notifierDialog(subscribing, 'another-phone');
    const expected = 'a 2xx to a NOTIFY with another tag than the 200';
    const answer = await notify(dialog, subscribing, 'active;expires=600', { judges: '6665-4.1.4-01', expected });
    stage.judge('6665-4.1.4-01', answer.status < 300, expected, answer);
  },
});
