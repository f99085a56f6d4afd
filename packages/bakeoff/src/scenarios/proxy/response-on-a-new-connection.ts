import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callThrough } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';

export default scenario({
  id: 'proxy/response-on-a-new-connection',
  title: 'When the connection of a request has closed, its response comes on a new one',
  role: 'proxy',
  protocols: ['TCP'],
  judges: { '3261-18.2.2-03': sends('200 INFO').lost() },
  async run(stage) {
    const { alice, bob, alices } = await callThrough(stage, { bob: { protocol: 'UDP' } });
    const { sent, came } = await forwarded(stage, alice, alices.request('INFO'), bob);
    alice.hangUpConnection();
    await stage.pass(200);
    bob.reply(came, 200);
    const expected = 'the 200 on a new connection to the source';
    const answer = await alice.response(sent, 200, { judges: '3261-18.2.2-03', expected });
    stage.judge('3261-18.2.2-03', true, expected, answer);
  },
});
