import { AllowEvents } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { subscription } from '../support/watching.ts';

const UNKNOWN = sends('489 SUBSCRIBE').where((message) => message.raw('Call-ID')?.startsWith('unknown') === true);
const MISSING = sends('489 SUBSCRIBE').where((message) => message.raw('Call-ID')?.startsWith('missing') === true);

export default scenario({
  id: 'presence-agent/refuses-unknown-package',
  title: 'SUBSCRIBE to an unknown package, or to none, gets 489',
  role: 'presence-agent',
  judges: {
    '6665-4.2.1.1-02': UNKNOWN.status(404),
    '6665-4.2.1.1-03': UNKNOWN.status(404),
    '6665-4.2.3-02': MISSING.status(400),
    '6665-4.4.4-01': UNKNOWN.with('Allow-Events', 'winfo'),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    const callId = `unknown${alice.token(20)}`;
    const strange = subscription(alice, bob.aor, { event: 'x-bakeoff', expires: 600, callId });
    const unknown = await alice.exchange(strange);
    if ([405, 501].includes(unknown.status)) stage.notApplicable(`SUBSCRIBE is refused with ${unknown.status}`);
    const ids = ['6665-4.2.1.1-02', '6665-4.2.1.1-03'] as const;
    stage.judge(ids, unknown.status === 489, 'a 489 to Event: x-bakeoff', unknown);
    const events = unknown.all(AllowEvents);
    const isHonest = events.length === 0 || events.includes('presence');
    stage.judge('6665-4.4.4-01', isHonest, 'presence in Allow-Events, where there is one', unknown, events.join(', '));
    const eventless = subscription(alice, bob.aor, { event: false, expires: 600, callId: `missing${alice.token(20)}` });
    const missing = await alice.exchange(eventless);
    stage.judge('6665-4.2.3-02', missing.status === 489, 'a 489 to SUBSCRIBE without Event', missing);
  },
});
