import { Allow } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { answeredCall } from '../support/called-by-target.ts';

export default scenario({
  id: 'calling/invite-allows-update',
  title: 'Who takes UPDATE says so in the Allow of an INVITE',
  role: 'calling',
  judges: { '3311-4-01': sends('INVITE').changing('Allow', (value) => value.replace('UPDATE', 'X-NONE')) },
  async run(stage) {
    const { callee, invite, dialog } = await answeredCall(stage);
    const isSaid = invite.all(Allow).includes('UPDATE');
    if (!isSaid) {
      const answer = await callee.response(callee.send(dialog.request('UPDATE')), 'final');
      if ([405, 501].includes(answer.status)) stage.notApplicable(`it answers UPDATE with ${answer.status}`);
    }
    stage.judge('3311-4-01', isSaid, 'UPDATE in Allow', invite);
  },
});
