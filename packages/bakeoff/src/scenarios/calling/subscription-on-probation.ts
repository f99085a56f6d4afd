import { forged } from '../../control/forged.ts';
import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { isRequest } from '../support/requests.ts';
import { acceptSubscription, notify, subscribedTarget } from '../support/subscribing-target.ts';

const early = (reason: string) =>
  hears('NOTIFY')
    .where((message) => message.raw('Subscription-State')?.includes(reason) === true)
    .and(`a SUBSCRIBE too early after ${reason}`, (notice) => forged(notice, 'SUBSCRIBE'), 1_000);

export default scenario({
  id: 'calling/subscription-on-probation',
  title: 'A subscription that ends with a retry-after is not made again before, and after probation it is',
  role: 'calling',
  limitMs: 240_000,
  judges: {
    '6665-4.1.3-11': early('probation'),
    '6665-4.1.3-14': early('giveup'),
    '6665-4.1.3-08': early('x-weather'),
    '6665-4.1.3-10': sends('SUBSCRIBE').from(4).lost(),
  },
  async run(stage) {
    const notifier = await stage.end('bob');
    const reasons = [
      ['giveup', '6665-4.1.3-14'],
      ['x-weather', '6665-4.1.3-08'],
      ['probation', '6665-4.1.3-11'],
    ] as const;
    for (const [reason, id] of reasons) {
      const subscribed = await subscribedTarget(stage, notifier);
      await notify(subscribed.dialog, subscribed, `terminated;reason=${reason};retry-after=20`);
      const next = await notifier.unwanted(isRequest('SUBSCRIBE'), 19_500);
      stage.judgeNone(id, next, `no SUBSCRIBE within 20 s after ${reason}`);
      if (reason !== 'probation') await stage.operate('unsubscribe');
    }
    const expected = 'a SUBSCRIBE some time after probation';
    const again = await notifier.next('SUBSCRIBE', { withinMs: 60_000, judges: '6665-4.1.3-10', expected });
    stage.judge('6665-4.1.3-10', true, expected, again);
    acceptSubscription({ notifier, subscribe: again }, 600);
  },
});
