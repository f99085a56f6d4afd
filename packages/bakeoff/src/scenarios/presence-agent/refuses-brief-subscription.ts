import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { isRefresh, notified, resubscribe, subscription, watchBob } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/refuses-brief-subscription',
  title: 'A time that is too short gets 423 with Min-Expires, at first and at a refresh; an hour is never too short',
  role: 'presence-agent',
  judges: {
    '6665-4.2.1.1-06': sends('423 SUBSCRIBE')
      .where((message) => !isRefresh(message) || message.raw('Call-ID')?.startsWith('brief') === true)
      .without('Min-Expires'),
    '6665-4.2.1.4-02': hears('SUBSCRIBE')
      .where((message) => isRefresh(message) && message.raw('Expires') === '1')
      .answered(200, (response) => response.addRaw('Expires', '1')),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    const { dialog } = await watchBob(stage, alice, bob, { expires: 3600 });
    await notified(alice);
    const callId = `brief${alice.token(20)}`;
    const brief = await alice.exchange(subscription(alice, bob.aor, { expires: 1, callId }));
    if (brief.status !== 423) stage.notApplicable('a subscription of a second is accepted');
    const least = Number(brief.raw('Min-Expires') ?? Number.NaN);
    const isTold = least > 1 && least <= 3600;
    stage.judge('6665-4.2.1.1-06', isTold, 'a Min-Expires of an hour at most', brief, `Min-Expires: ${least}`);
    const refresh = await resubscribe(dialog, 1);
    stage.judge('6665-4.2.1.4-02', refresh.status === 423, 'a 423 to a refresh of a second', refresh);
  },
});
