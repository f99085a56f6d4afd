import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { sendInvite } from '../support/call-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { Unsupported } from '@sidetone/sip';

export default scenario({
  id: 'answering/unwilling-to-be-reliable',
  title: 'A required 100rel is kept, or refused with a 420 that names it',
  role: 'answering',
  judges: {
    '3262-3-03': hears('INVITE').answered(420),
  },
  async run(stage) {
    const { caller, invite } = await sendInvite(stage, 'progress', { headers: { Require: '100rel' } });
    let answer = await caller.response(invite, 'any');
    if (answer.status === 100) answer = await caller.response(invite, 'any');
    stage.judge(
      '3262-3-03',
      answer.status < 300 || (answer.status === 420 && answer.all(Unsupported).includes('100rel')),
      'progress, or a 420 with Unsupported: 100rel',
      answer,
      `${messageTitle(answer)} with ${fieldShown(answer, 'Unsupported')}`,
    );
  },
});
