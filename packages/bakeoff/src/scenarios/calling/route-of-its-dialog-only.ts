import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { answeredCall, hungUpByTarget } from '../support/called-by-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { recordRoute } from '../support/record-route.ts';

export default scenario({
  id: 'calling/route-of-its-dialog-only',
  title: 'What a Record-Route has said in one call is not the Route of the next',
  role: 'calling',
  judges: { '3261-16.6-31': sends('INVITE').nth(2).with('Route', '<sip:router@192.0.2.1;lr>') },
  async run(stage: Stage) {
    const { callee } = await answeredCall(stage, { edit: recordRoute });
    const bye = await hungUpByTarget(stage, callee);
    stage.need(bye.has('Route'), 'a BYE along the Record-Route');
    await stage.pass(500);
    await stage.operate('call', callee.contact);
    const next = await callee.next('INVITE', { withinMs: 10_000 });
    const isFree = !next.uri.includes('router@') && next.raw('Route')?.includes('router@') !== true;
    const expected = 'a new call that leaves out the Record-Route of the one before';
    stage.judge('3261-16.6-31', isFree, expected, next, fieldShown(next, 'Route'));
    callee.reply(next, 486);
  },
});
