import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callThrough } from '../support/call-through.ts';

export default scenario({
  id: 'proxy/largest-datagrams-are-read',
  title: 'A request in a datagram of nearly the largest size is read and forwarded whole',
  role: 'proxy',
  protocols: ['UDP'],
  judges: { '3261-18.1.1-03': hears('INFO').lost() },
  async run(stage) {
    const { alice, bob, alices } = await callThrough(stage, { bob: { protocol: 'TCP' } });
    const body = 'x'.repeat(60_000);
    alice.send(alices.request('INFO', { body: ['text/plain', body] }));
    const expected = 'an INFO of 60,000 bytes';
    const came = await bob.next('INFO', { judges: '3261-18.1.1-03', expected });
    stage.judge('3261-18.1.1-03', came.body === body, expected, came, `${came.body.length} bytes of it`);
    bob.reply(came, 200);
  },
});
