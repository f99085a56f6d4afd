import { Via } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { callThrough } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';

export default scenario({
  id: 'proxy/response-goes-to-sent-by',
  title: 'Where the Via tells the source by itself, the response goes there',
  role: 'proxy',
  protocols: ['UDP'],
  judges: { '3261-18.2.2-09': sends('200 INFO').lost() },
  async run(stage: Stage) {
    const { alice, bob, alices } = await callThrough(stage);
    const info = alices.request('INFO');
    const via = info.get(Via);
    stage.need(via !== undefined, 'a Via');
    const { rport: _rport, ...plain } = via;
    info.replaceFirst(Via, plain);
    const { sent, came } = await forwarded(stage, alice, info, bob);
    bob.reply(came, 200);
    const answer = await alice.response(sent, 200, { judges: '3261-18.2.2-09', expected: 'the 200 at sent-by' });
    stage.judge('3261-18.2.2-09', true, 'the 200 at sent-by', answer);
  },
});
