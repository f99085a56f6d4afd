import { Allow, Supported } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';

const reliable = sends('INVITE').changing('Supported', (value) => value.replace('100rel', 'x-none'));

export default scenario({
  id: 'calling/invite-lists-abilities',
  title: 'INVITE says what the user agent can do: methods in Allow, extensions in Supported',
  role: 'calling',
  judges: {
    '3261-13.2.1-01': sends('INVITE').without('Allow'),
    '3261-13.2.1-03': sends('INVITE').without('Supported'),
    '3261-8.1.1.9-01': sends('INVITE').without('Supported'),
    '3262-4-02': reliable,
    '3262-4-03': reliable,
    '3311-4-01': sends('INVITE').changing('Allow', (value) => value.replace('UPDATE', 'X-NONE')),
  },
  async run(stage) {
    const { invite } = await calledByTarget(stage);
    stage.judge('3261-13.2.1-01', invite.has('Allow'), 'an Allow in INVITE', invite);
    stage.judge(['3261-13.2.1-03', '3261-8.1.1.9-01'], invite.has('Supported'), 'a Supported in INVITE', invite);
    if (invite.has('Supported')) {
      const options = invite.all(Supported).map((option) => option.toLowerCase());
      stage.judge(['3262-4-02', '3262-4-03'], options.includes('100rel'), '100rel in Supported', invite);
    }
    if (invite.has('Allow')) stage.judge('3311-4-01', invite.all(Allow).includes('UPDATE'), 'UPDATE in Allow', invite);
  },
});
