import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { notifierDialog, notify, subscribedTarget } from '../support/subscribing-target.ts';

export default scenario({
  id: 'calling/notify-too-late',
  title: 'A NOTIFY that would make a new dialog 64*T1 after the SUBSCRIBE gets a 481',
  role: 'calling',
  limitMs: 90_000,
  judges: { '6665-4.1.2.4-01': hears('NOTIFY').from(2).answered(200) },
  async run(stage) {
    const subscribed = await subscribedTarget(stage);
    await stage.pass(35_000);
    const late = notifierDialog(subscribed, 'late-phone');
    const expected = 'a 481 to a NOTIFY after timer N';
    const answer = await notify(late, subscribed, 'active;expires=600', { judges: '6665-4.1.2.4-01', expected });
    stage.judge('6665-4.1.2.4-01', answer.status === 481, expected, answer);
  },
});
