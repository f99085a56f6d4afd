import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { hasCredentials, isChallenge } from '../support/credentials.ts';
import { subscription } from '../support/watching.ts';

const OPEN = hears('SUBSCRIBE')
  .where((message) => !hasCredentials(message))
  .answered(200, (response) => response.addRaw('Expires', '600'));

export default scenario({
  id: 'presence-agent/asks-watchers-for-credentials',
  title: 'Nobody watches without credentials, nor with those of a request that was sent before',
  role: 'presence-agent',
  judges: {
    '6665-4.2.1.1-04': OPEN,
    '6665-6.3-01': OPEN,
    '6665-6.4-01': hears('SUBSCRIBE')
      .where((message) => message.raw('Call-ID')?.startsWith('replay') === true)
      .answered(200, (response) => response.addRaw('Expires', '600')),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    const request = subscription(alice, bob.aor, { expires: 600 });
    const asked = await alice.response(alice.send(request), 'final');
    if ([405, 489, 501].includes(asked.status)) stage.notApplicable(`SUBSCRIBE is refused with ${asked.status}`);
    const ids = ['6665-4.2.1.1-04', '6665-6.3-01'] as const;
    stage.require(ids, asked.status >= 300, 'a SUBSCRIBE without credentials not to be accepted', asked);
    if (!isChallenge(asked)) stage.notApplicable(`a SUBSCRIBE without credentials is answered ${asked.status}`);
    const right = alice.authorized(request, asked);
    stage.need(right !== undefined, 'a challenge that can be answered');
    const accepted = await alice.response(alice.send(right), 'final');
    stage.need(accepted.status === 200, 'a subscription');
    const replay = subscription(alice, bob.aor, { expires: 600, callId: `replay${alice.token(20)}` });
    for (const name of ['Authorization', 'Proxy-Authorization']) replay.copyLines(right, name);
    const answer = await alice.response(alice.send(replay), 'final');
    stage.judge('6665-6.4-01', answer.status >= 300, 'credentials that were used before not to be accepted', answer);
  },
});
