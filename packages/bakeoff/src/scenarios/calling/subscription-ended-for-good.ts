import { forged } from '../../control/forged.ts';
import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { isRequest } from '../support/requests.ts';
import { notify, subscribedTarget } from '../support/subscribing-target.ts';

const again = (reason: string) =>
  hears('NOTIFY')
    .where((message) => message.raw('Subscription-State')?.includes(reason) === true)
    .and(`a SUBSCRIBE in spite of ${reason}`, (notice) => forged(notice, 'SUBSCRIBE'), 500);

export default scenario({
  id: 'calling/subscription-ended-for-good',
  title: 'Who was rejected, or watches what is not there or never changes, does not subscribe again',
  role: 'calling',
  limitMs: 120_000,
  judges: {
    '6665-4.1.3-12': again('rejected;x'),
    '6665-4.1.3-15': again('noresource'),
    '6665-4.1.3-16': again('invariant'),
    '6665-4.1.3-07': again('rejected;expires'),
  },
  async run(stage) {
    const notifier = await stage.end('bob');
    const states = [
      ['rejected;x=1', '6665-4.1.3-12'],
      ['noresource', '6665-4.1.3-15'],
      ['invariant;retry-after=1', '6665-4.1.3-16'],
      ['rejected;expires=3', '6665-4.1.3-07'],
    ] as const;
    for (const [reason, id] of states) {
      const subscribed = await subscribedTarget(stage, notifier);
      await notify(subscribed.dialog, subscribed, `terminated;reason=${reason}`);
      const next = await notifier.unwanted(isRequest('SUBSCRIBE'), 10_000);
      stage.judgeNone(id, next, `no SUBSCRIBE after terminated;reason=${reason}`);
      await stage.operate('unsubscribe');
    }
  },
});
