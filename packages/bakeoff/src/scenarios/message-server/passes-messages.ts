import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { forwarded } from '../support/forwarded.ts';
import { linesOf } from '../support/header-lines.ts';

const TEXT = 'Lunch at noon? Grüße';

export default scenario({
  id: 'message-server/passes-messages',
  title: 'A message and its answer come through without what a MESSAGE must not have',
  role: 'message-server',
  judges: {
    '3428-4-02': sends('MESSAGE').adding('Contact', '<sip:alice@192.0.2.1>'),
    '3428-5-04': sends('MESSAGE').adding('Record-Route', '<im:relay@biloxi.test>'),
    '3428-7-01': sends('200 MESSAGE').late(6_000),
    '3428-7-02': sends('200 MESSAGE').body('text/plain', 'delivered'),
    '3428-7-03': sends('200 MESSAGE').adding('Contact', '<sip:bob@192.0.2.2>'),
  },
  async run(stage: Stage) {
    const { alice, bob } = await aliceAndBob(stage);
    const message = alice.request('MESSAGE', bob.aor, { body: ['text/plain;charset=utf-8', TEXT] });
    const { sent, came } = await forwarded(stage, alice, message, bob);
    stage.need(came.bodyText() === TEXT, 'the text as it was sent');
    stage.judge('3428-4-02', !came.has('Contact'), 'no Contact in MESSAGE', came);
    const routes = [...linesOf(came, 'Route'), ...linesOf(came, 'Record-Route')];
    const areSip = routes.every((route) => !/<\s*im:/i.test(route));
    stage.judge('3428-5-04', areSip, 'no im: URI in Route and Record-Route', came, routes.join(', '));
    bob.reply(came, 200);
    const wait = { judges: '3428-7-01', expected: 'the final response at once' } as const;
    const answer = await alice.response(sent, 'final', wait);
    stage.judge('3428-7-01', answer.status === 200, 'the 200 of the recipient', answer);
    stage.judge('3428-7-02', answer.body === '', 'no body in the 200', answer);
    stage.judge('3428-7-03', !answer.has('Contact'), 'no Contact in the 200', answer);
  },
});
