import { hears, sends } from '../../control/controls.ts';
import { cancelOf } from '../../end/ack-and-cancel.ts';
import { scenario } from '../../scenario/scenario.ts';
import { needPresence, notified, subscription } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/passes-over-cancel',
  title: 'CANCEL of a SUBSCRIBE is answered and changes nothing',
  role: 'presence-agent',
  judges: {
    '6665-4.6-01': hears('CANCEL').lost(),
    '6665-4.6-02': sends('200 SUBSCRIBE').status(487),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    const request = subscription(alice, bob.aor, { expires: 600 });
    const asked = await alice.response(alice.send(request), 'final');
    needPresence(stage, asked);
    const subscribe = alice.authorized(request, asked) ?? alice.again(request);
    alice.send(subscribe);
    const cancel = cancelOf(subscribe);
    alice.sendOnce(cancel);
    const answer = await alice.response(subscribe, 'final');
    stage.judge('6665-4.6-02', answer.status === 200, 'a 200 to SUBSCRIBE in spite of CANCEL', answer);
    await notified(alice);
    const expected = 'a final response to CANCEL';
    stage.judge(
      '6665-4.6-01',
      true,
      expected,
      await alice.response(cancel, 'final', { judges: '6665-4.6-01', expected }),
    );
  },
});
