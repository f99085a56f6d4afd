import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { sendInvite } from '../support/call-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { Contact } from '@sidetone/sip';

export default scenario({
  id: 'answering/redirection',
  title: 'A redirection names the addresses to try in Contact',
  role: 'answering',
  judges: {
    '3261-13.3.1.2-01': sends('302 INVITE').without('Contact'),
    '3261-21.3-02': sends('302 INVITE').without('Contact'),
  },
  async run(stage: Stage) {
    const { caller, invite } = await sendInvite(stage, 'redirect');
    const answer = await caller.response(invite, '3xx', { withinMs: 10_000 });
    stage.need([300, 301, 302].includes(answer.status), 'a 300, 301 or 302');
    const contacts = answer.all(Contact).filter((contact) => contact !== '*');
    stage.judge(
      ['3261-13.3.1.2-01', '3261-21.3-02'],
      contacts.length > 0,
      `new addresses in the Contact of the ${answer.status}`,
      answer,
      fieldShown(answer, 'Contact'),
    );
  },
});
