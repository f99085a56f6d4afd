import { cancelOf } from '../../end/ack-and-cancel.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { isRequest } from '../support/requests.ts';

const early = sends('INVITE')
  .nth(1)
  .and('CANCEL at once', (invite) => (invite.kind === 'request' ? cancelOf(invite) : ''), 200);

export default scenario({
  id: 'calling/cancel-waits-for-provisional',
  title: 'A call that is given up is cancelled when the first provisional response has come, and not before',
  role: 'calling',
  judges: { '3261-9.1-07': early, '3261-9.1-08': early },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const ids = ['3261-9.1-07', '3261-9.1-08'] as const;
    await stage.operate('hangUp');
    const early = await callee.unwanted(isRequest('CANCEL'), 3_000);
    if (!stage.judgeNone(ids, early, 'no CANCEL before a provisional response')) return;
    callee.reply(invite, 180);
    const cancel = await callee.next('CANCEL', { judges: ids, expected: 'a CANCEL after the provisional response' });
    stage.judge(ids, true, 'a CANCEL after the provisional response', cancel);
    callee.reply(cancel, 200);
    callee.reply(invite, 487);
  },
});
