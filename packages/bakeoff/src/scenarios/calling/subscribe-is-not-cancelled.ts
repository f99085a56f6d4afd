import { cancelOf } from '../../end/ack-and-cancel.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { isRequest } from '../support/requests.ts';
import { acceptSubscription, subscribingTarget } from '../support/subscribing-target.ts';

const cancelled = sends('SUBSCRIBE')
  .nth(1)
  .and('a CANCEL for it', (one) => (one.kind === 'request' ? cancelOf(one) : ''), 1_000);

export default scenario({
  id: 'calling/subscribe-is-not-cancelled',
  title: 'A SUBSCRIBE that is not wanted any more is not cancelled',
  role: 'calling',
  judges: { '6665-4.6-03': cancelled, '6665-9.2-03': cancelled, '3261-9.1-01': cancelled },
  async run(stage) {
    const subscribing = await subscribingTarget(stage);
    const { notifier, subscribe } = subscribing;
    notifier.reply(subscribe, 100);
    await stage.operate('unsubscribe');
    const cancel = await notifier.unwanted(isRequest('CANCEL'), 3_000);
    const ids = ['6665-4.6-03', '6665-9.2-03', '3261-9.1-01'] as const;
    stage.judgeNone(ids, cancel, 'no CANCEL for SUBSCRIBE');
    acceptSubscription(subscribing, 600);
    const last = await notifier.unwanted(isRequest('SUBSCRIBE'), 2_000);
    if (last?.kind === 'request') notifier.reply(last, 200);
  },
});
