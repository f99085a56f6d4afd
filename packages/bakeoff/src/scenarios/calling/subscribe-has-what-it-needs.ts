import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { lineValues } from '../../trace/line-values.ts';
import { acceptSubscription, subscribingTarget } from '../support/subscribing-target.ts';

const two = sends('SUBSCRIBE').adding('Event', 'dialog');

export default scenario({
  id: 'calling/subscribe-has-what-it-needs',
  title: 'SUBSCRIBE names one event package and says how long it is meant to last',
  role: 'calling',
  judges: {
    '6665-3.1.1-01': sends('SUBSCRIBE').without('Expires'),
    '6665-3.1.2-01': two,
    '6665-8.2.1-02': two,
  },
  async run(stage) {
    const subscribing = await subscribingTarget(stage);
    const { subscribe } = subscribing;
    stage.judge('6665-3.1.1-01', subscribe.has('Expires'), 'an Expires in SUBSCRIBE', subscribe);
    const events = lineValues(subscribe, 'Event');
    const isOne = events.length === 1 && !events.join().includes(',');
    stage.judge(
      ['6665-3.1.2-01', '6665-8.2.1-02'],
      isOne,
      'one Event in SUBSCRIBE',
      subscribe,
      `Event: ${events.join(', ')}`,
    );
    acceptSubscription(subscribing, 600);
  },
});
