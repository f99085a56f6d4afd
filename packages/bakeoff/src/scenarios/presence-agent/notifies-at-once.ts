import { Event } from '@sidetone/sip';
import { SubscriptionState } from '@sidetone/sip/message';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { lineValues } from '../../trace/line-values.ts';
import { grantedSec, notified, watch } from '../support/watching.ts';

const LOST = sends('NOTIFY').lost();
const STATELESS = sends('NOTIFY').without('Subscription-State');
const TIMELESS = sends('NOTIFY').changing('Subscription-State', (value) => value.replace(/;expires=\d+/, ''));
const TWO_EVENTS = sends('NOTIFY').adding('Event', 'dialog');

export default scenario({
  id: 'presence-agent/notifies-at-once',
  title: 'A new watcher is sent NOTIFY at once, with the state and the time left of its subscription',
  role: 'presence-agent',
  judges: {
    '6665-4.2.1.2-01': LOST,
    '6665-4.2.2-01': LOST,
    '6665-4.1.3-03': STATELESS,
    '6665-4.2.2-05': STATELESS,
    '6665-4.2.2-06': TIMELESS,
    '6665-9.2-01': TIMELESS,
    '6665-4.2.2-07': sends('NOTIFY').with('Subscription-State', 'active;expires=7200'),
    '6665-3.2.1-01': TWO_EVENTS,
    '6665-8.2.1-02': TWO_EVENTS,
    '6665-3.2.1-02': sends('NOTIFY').with('Event', 'dialog'),
  },
  async run(stage: Stage) {
    const { alice, answer } = await watch(stage, { expires: 600 });
    const judges = ['6665-4.2.1.2-01', '6665-4.2.2-01'] as const;
    const notify = await notified(alice, { judges, expected: 'a NOTIFY at once' });
    stage.judge(judges, true, 'a NOTIFY at once', notify);
    const state = notify.get(SubscriptionState);
    const shown = `Subscription-State: ${notify.raw('Subscription-State') ?? 'none'}`;
    const isKnown = state !== undefined && ['active', 'pending', 'terminated'].includes(state.state);
    stage.require(['6665-4.1.3-03', '6665-4.2.2-05'], isKnown, 'a Subscription-State', notify, shown);
    stage.need(state?.state !== 'terminated', 'a subscription that lasts');
    const left = state?.expiresSec;
    stage.require(['6665-4.2.2-06', '6665-9.2-01'], left !== undefined, 'expires in it', notify, shown);
    const isNoLonger = (left ?? 0) <= grantedSec(answer);
    stage.judge('6665-4.2.2-07', isNoLonger, 'no more time in it than the 200 gave', notify, shown);
    const events = lineValues(notify, 'Event');
    const isOne = events.length === 1 && events[0]?.includes(',') === false;
    stage.require(['6665-3.2.1-01', '6665-8.2.1-02'], isOne, 'one Event', notify, events.join(' and '));
    stage.judge('6665-3.2.1-02', notify.get(Event)?.type === 'presence', 'Event: presence', notify, events.join());
  },
});
