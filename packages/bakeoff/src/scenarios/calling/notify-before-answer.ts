import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { acceptSubscription, notifierDialog, notify, subscribingTarget } from '../support/subscribing-target.ts';

export default scenario({
  id: 'calling/notify-before-answer',
  title: 'A NOTIFY that overtakes the 200 to SUBSCRIBE is taken',
  role: 'calling',
  judges: { '6665-4.1.2.4-03': hears('NOTIFY').answered(481) },
  async run(stage) {
    const subscribing = await subscribingTarget(stage);
    const dialog = notifierDialog(subscribing);
    const expected = 'a 2xx to a NOTIFY before the 200 to SUBSCRIBE';
    const answer = await notify(dialog, subscribing, 'active;expires=600', { judges: '6665-4.1.2.4-03', expected });
    stage.judge('6665-4.1.2.4-03', answer.status < 300, expected, answer);
    acceptSubscription(subscribing, 600);
  },
});
