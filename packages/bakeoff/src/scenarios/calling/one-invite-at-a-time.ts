import { forged } from '../../control/forged.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, answeredCall, changedByTarget } from '../support/called-by-target.ts';
import { isRequest } from '../support/requests.ts';

const another = sends('INVITE')
  .nth(2)
  .and('another INVITE', (invite) => forged(invite, 'INVITE'), 500);

export default scenario({
  id: 'calling/one-invite-at-a-time',
  title: 'No re-INVITE leaves while the one before has no final response',
  role: 'calling',
  judges: { '3261-14.1-04': another, '3261-14.1-05': another },
  async run(stage) {
    const { callee } = await answeredCall(stage);
    const invite = await changedByTarget(stage, callee);
    callee.reply(invite, 100);
    await stage.operate('resume');
    const early = await callee.unwanted(isRequest('INVITE'), 3_000);
    const ids = ['3261-14.1-04', '3261-14.1-05'] as const;
    stage.judgeNone(ids, early, 'no INVITE while another one is under way');
    accept(callee, invite);
    const next = await callee.unwanted(isRequest('INVITE'), 3_000);
    if (next?.kind === 'request') accept(callee, next);
  },
});
