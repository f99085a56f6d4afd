import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';

export default scenario({
  id: 'answering/datagram-without-length',
  title: 'A request without Content-Length in a datagram is served: its body ends where the datagram does',
  role: 'answering',
  protocols: ['UDP'],
  judges: { '3261-20-02': hears('OPTIONS').answered(400) },
  async run(stage) {
    const alice = await stage.end('alice');
    const bare = alice.request('OPTIONS', stage.target.uri);
    alice.sendOnce(bare.toWire().replace(/^Content-Length:.*\r\n/im, ''));
    const answer = await alice.response(bare, 'final', { judges: '3261-20-02' });
    const expected = 'a 2xx to a request without Content-Length';
    stage.judge('3261-20-02', answer.status < 300, expected, answer, messageTitle(answer));
  },
});
