import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { lineValues } from '../../trace/line-values.ts';
import { publishingTarget } from '../support/publishing-target.ts';

const TRAP = '<sip:trap@192.0.2.99;lr>';
const routed = sends('PUBLISH').nth(2).with('Route', TRAP);

export default scenario({
  id: 'calling/publish-without-route-set',
  title: 'A Record-Route in the 200 to PUBLISH makes no route set',
  role: 'calling',
  judges: { '3903-4-02': routed, '3903-4-03': routed },
  async run(stage) {
    const { agent, publish } = await publishingTarget(stage);
    agent.reply(publish, 200, (response) => {
      response.addRaw('SIP-ETag', 'one');
      response.addRaw('Expires', '600');
      response.addRaw('Record-Route', TRAP);
    });
    await stage.pass(500);
    await stage.operate('unpublish');
    const last = await agent.next('PUBLISH');
    agent.reply(last, 200);
    const isTrapped = lineValues(last, 'Route').some((value) => value.includes('trap'));
    stage.judge(['3903-4-02', '3903-4-03'], !isTrapped, 'no Route that a Record-Route has named', last);
  },
});
