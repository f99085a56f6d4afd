import { SubscriptionState } from '@sidetone/sip/message';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { isLast, notified, notifiedOf, resubscribe, watch } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/ends-subscription',
  title: 'Who unsubscribes is sent one more NOTIFY, which says why it was the last',
  role: 'presence-agent',
  judges: {
    '6665-4.2.2-01': sends('NOTIFY').where(isLast).lost(),
    '6665-4.2.2-08': sends('NOTIFY').where(isLast).with('Subscription-State', 'terminated'),
    '6665-4.1.3-07': sends('NOTIFY').where(isLast).with('Subscription-State', 'terminated;reason=timeout;expires=0'),
    '3261-12.2.2-02': sends('481 SUBSCRIBE').status(404),
  },
  async run(stage: Stage) {
    const { alice, dialog } = await watch(stage, { expires: 600 });
    await notified(alice);
    const answer = await resubscribe(dialog, 0);
    stage.need(answer.status === 200, 'an end that is accepted');
    const expected = 'a NOTIFY that ends the subscription';
    const last = await notifiedOf(alice, isLast, { judges: '6665-4.2.2-01', expected });
    stage.judge('6665-4.2.2-01', true, expected, last);
    const state = last.get(SubscriptionState);
    const shown = `Subscription-State: ${last.raw('Subscription-State')}`;
    stage.judge('6665-4.2.2-08', state?.reason !== undefined, 'a reason with terminated', last, shown);
    stage.judge('6665-4.1.3-07', state?.expiresSec === undefined, 'no expires with terminated', last, shown);
    const late = await resubscribe(dialog, 600);
    stage.judge('3261-12.2.2-02', late.status === 481, 'a 481 to SUBSCRIBE in the dialog that is gone', late);
  },
});
