import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { notify, subscribedTarget } from '../support/subscribing-target.ts';

const refresh = sends('SUBSCRIBE').from(2);

export default scenario({
  id: 'calling/subscription-refreshed',
  title: 'A subscription is refreshed, in its dialog and for the same event, before the time that NOTIFY says is over',
  role: 'calling',
  limitMs: 120_000,
  judges: {
    '6665-4.1.3-04': refresh.lost(),
    '6665-4.1.3-05': refresh.lost(),
    '6665-4.5.2-08': refresh.changing('Event', (value) => `${value};id=other`),
  },
  async run(stage) {
    const subscribed = await subscribedTarget(stage);
    const { notifier, dialog, subscribe } = subscribed;
    await notify(dialog, subscribed, 'active;expires=60');
    const expected = 'a SUBSCRIBE before the 60 s that NOTIFY says are over';
    const ids = ['6665-4.1.3-04', '6665-4.1.3-05'] as const;
    const again = await notifier.next('SUBSCRIBE', { withinMs: 60_000, judges: ids, expected });
    stage.judge(ids, again.raw('Call-ID') === subscribe.raw('Call-ID'), expected, again);
    const [before, now] = [subscribe, again].map((request) => request.raw('Event'));
    stage.judge('6665-4.5.2-08', before === now, `Event: ${before}`, again, `Event: ${now}`);
    notifier.reply(again, 200, (response) => response.addRaw('Expires', '600'));
  },
});
