import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';

export default scenario({
  id: 'answering/body-and-content-length',
  title: 'What follows the body in a datagram is passed over, and a body that is cut short is refused with 400',
  role: 'answering',
  protocols: ['UDP'],
  judges: {
    '3261-18.3-01': sends('final OPTIONS').nth(1).status(400),
    '3261-18.3-03': sends('400 OPTIONS').status(200),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const more = alice.request('OPTIONS', stage.target.uri);
    alice.sendOnce(`${more.toWire()}OPTIONS sip:and SIP/2.0\r\nsome more bytes`);
    const answer = await alice.response(more, 'final', { judges: '3261-18.3-01' });
    stage.judge(
      '3261-18.3-01',
      answer.status !== 400,
      'an answer as without the bytes behind the body',
      answer,
      messageTitle(answer),
    );
    const less = alice.request('OPTIONS', stage.target.uri, { body: ['text/plain', 'short'] });
    alice.sendOnce(less.toWire().replace(/^Content-Length: 5\r\n/im, 'Content-Length: 500\r\n'));
    const refusal = await alice.response(less, 'final', { judges: '3261-18.3-03' });
    stage.judge(
      '3261-18.3-03',
      refusal.status === 400,
      'a 400 to a request that is cut short',
      refusal,
      messageTitle(refusal),
    );
  },
});
