import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { acceptSubscription, notifierDialog, notify, subscribingTarget } from '../support/subscribing-target.ts';

export default scenario({
  id: 'calling/subscription-accepted-202',
  title: 'A 202 to SUBSCRIBE is as good as a 200',
  role: 'calling',
  judges: { '6665-8.3-01': hears('202 SUBSCRIBE').status(489) },
  async run(stage) {
    const subscribing = await subscribingTarget(stage);
    acceptSubscription(subscribing, 600, 202);
    await stage.pass(300);
    const expected = 'a 2xx to NOTIFY after a 202 to SUBSCRIBE';
    const wait = { judges: '6665-8.3-01', expected } as const;
    const answer = await notify(notifierDialog(subscribing), subscribing, 'active;expires=600', wait);
    stage.judge('6665-8.3-01', answer.status < 300, expected, answer);
  },
});
