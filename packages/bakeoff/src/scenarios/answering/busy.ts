import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { sendInvite } from '../support/call-target.ts';

export default scenario({
  id: 'answering/busy',
  title: 'Who takes no further call answers 486',
  role: 'answering',
  judges: {
    '3261-13.3.1.3-01': sends('486 INVITE').status(500),
  },
  async run(stage) {
    const { caller, invite } = await sendInvite(stage, 'busy');
    const answer = await caller.response(invite, 'final', { judges: '3261-13.3.1.3-01', withinMs: 10_000 });
    stage.judge(
      '3261-13.3.1.3-01',
      answer.status === 486 || answer.status === 600,
      'a 486 from a user agent that is busy, or a 600 for all of its devices',
      answer,
      messageTitle(answer),
    );
  },
});
