import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callThrough } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';
import { fromNowhere } from '../support/nowhere-via.ts';

export default scenario({
  id: 'proxy/response-on-the-same-connection',
  title: 'What came over a connection is answered over that connection, whatever its Via says',
  role: 'proxy',
  protocols: ['TCP'],
  judges: { '3261-18.2.2-02': sends('200 INFO').lost() },
  async run(stage) {
    const { alice, bob, alices } = await callThrough(stage, { bob: { protocol: 'UDP' } });
    const { sent, came } = await forwarded(stage, alice, fromNowhere(alices.request('INFO')), bob);
    bob.reply(came, 200);
    const expected = 'the 200 on the connection of the INFO';
    const answer = await alice.response(sent, 200, { judges: '3261-18.2.2-02', expected });
    stage.judge('3261-18.2.2-02', true, expected, answer);
  },
});
