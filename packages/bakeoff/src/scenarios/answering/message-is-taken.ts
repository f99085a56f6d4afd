import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { fieldShown } from '../support/expect-status.ts';

export default scenario({
  id: 'answering/message-is-taken',
  title: 'A message of plain text is answered 2xx at once, without a body and without Contact',
  role: 'answering',
  judges: {
    '3428-7-05': hears('MESSAGE').answered(415, (response) => response.addRaw('Accept', 'text/html')),
    '3428-7-01': sends('200 MESSAGE').late(3_000),
    '3428-7-02': sends('200 MESSAGE').body('text/plain', 'thank you'),
    '3428-7-03': sends('200 MESSAGE').with('Contact', '<sip:me@other.invalid>'),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const message = alice.request('MESSAGE', stage.target.uri, { body: ['text/plain', 'Hello there'] });
    const atMs = stage.elapsedMs;
    const answer = await alice.response(alice.send(message), 'final', { withinMs: 10_000 });
    const tookMs = stage.elapsedMs - atMs;
    if (answer.status === 405 || answer.status === 501) stage.notApplicable('it takes no messages');
    stage.require('3428-7-05', answer.status < 300, 'a 2xx to a message of text/plain', answer, messageTitle(answer));
    stage.judge('3428-7-01', tookMs < 2_000, 'a final response within 2 s', answer, `one after ${tookMs} ms`);
    stage.judge('3428-7-02', answer.body === '', 'a 2xx without a body', answer, 'one with a body');
    stage.judge('3428-7-03', !answer.has('Contact'), 'a 2xx without Contact', answer, fieldShown(answer, 'Contact'));
  },
});
