import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { lineValues } from '../../trace/line-values.ts';
import { answeredCall, changedByTarget } from '../support/called-by-target.ts';
import { recordRoute } from '../support/record-route.ts';

export default scenario({
  id: 'calling/refusal-in-dialog-with-route',
  title: 'The ACK for a refused re-INVITE takes the same way as the re-INVITE',
  role: 'calling',
  judges: { '3261-17.1.1.3-06': sends('ACK').nth(2).without('Route') },
  async run(stage) {
    const { callee } = await answeredCall(stage, { edit: recordRoute });
    const change = await changedByTarget(stage, callee);
    callee.reply(change, 488);
    const ack = await callee.next('ACK');
    const [routes, own] = [change, ack].map((request) => lineValues(request, 'Route').join(', '));
    stage.judge('3261-17.1.1.3-06', routes !== '' && own === routes, `Route: ${routes}`, ack, `Route: ${own}`);
  },
});
