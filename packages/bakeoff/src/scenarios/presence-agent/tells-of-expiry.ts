import { SubscriptionState } from '@sidetone/sip/message';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { grantedSec, isLast, needPresence, notified, notifiedOf, subscription } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/tells-of-expiry',
  title: 'A subscription that was not refreshed ends with a NOTIFY that says so',
  role: 'presence-agent',
  limitMs: 240_000,
  judges: {
    '6665-4.2.1.4-03': sends('NOTIFY').where(isLast).lost(),
    '6665-4.2.1.4-04': sends('NOTIFY').where(isLast).with('Subscription-State', 'terminated;reason=noresource'),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    let answer = await alice.exchange(subscription(alice, bob.aor, { expires: 30 }));
    const least = Number(answer.raw('Min-Expires') ?? Number.NaN);
    if (answer.status === 423) answer = await alice.exchange(subscription(alice, bob.aor, { expires: least }));
    needPresence(stage, answer);
    stage.need(answer.status === 200 && grantedSec(answer) <= 180, 'a subscription of three minutes at most');
    await notified(alice);
    const withinMs = grantedSec(answer) * 1000 + 5_000;
    const expected = 'a NOTIFY when the subscription has expired';
    const last = await notifiedOf(alice, isLast, { withinMs, judges: '6665-4.2.1.4-03', expected });
    stage.judge('6665-4.2.1.4-03', true, expected, last);
    const reason = last.get(SubscriptionState)?.reason;
    stage.judge('6665-4.2.1.4-04', reason === 'timeout', 'reason=timeout', last, `reason=${reason ?? 'none'}`);
  },
});
