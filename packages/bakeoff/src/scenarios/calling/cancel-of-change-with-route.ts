import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { lineValues } from '../../trace/line-values.ts';
import { answeredCall, changedByTarget } from '../support/called-by-target.ts';
import { recordRoute } from '../support/record-route.ts';

export default scenario({
  id: 'calling/cancel-of-change-with-route',
  title: 'The CANCEL of a re-INVITE takes the same way as the re-INVITE',
  role: 'calling',
  judges: { '3261-9.1-05': sends('CANCEL').without('Route') },
  async run(stage) {
    const { callee } = await answeredCall(stage, { edit: recordRoute });
    const change = await changedByTarget(stage, callee);
    callee.reply(change, 180);
    await stage.pass(300);
    await stage.operate('hangUp');
    const cancel = await callee.next('CANCEL');
    const [routes, own] = [change, cancel].map((request) => lineValues(request, 'Route').join(', '));
    stage.judge('3261-9.1-05', routes !== '' && own === routes, `Route: ${routes}`, cancel, `Route: ${own}`);
    callee.reply(cancel, 200);
    callee.reply(change, 487);
  },
});
