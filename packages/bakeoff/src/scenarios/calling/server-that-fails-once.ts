import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';

export default scenario({
  id: 'calling/server-that-fails-once',
  title: 'A 503 that names no time counts as a 500: the next call is not held back',
  role: 'calling',
  judges: { '3261-21.5-04': sends('INVITE').from(2).lost() },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    callee.reply(invite, 503);
    await callee.next('ACK');
    await stage.pass(1_000);
    await stage.operate('call', callee.contact);
    const expected = 'the next INVITE at once after a 503 without Retry-After';
    const next = await callee.next('INVITE', { withinMs: 10_000, judges: '3261-21.5-04', expected });
    stage.judge('3261-21.5-04', true, expected, next);
    callee.reply(next, 486);
  },
});
