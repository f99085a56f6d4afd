import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';

export default scenario({
  id: 'calling/invite-lists-abilities',
  title: 'INVITE says what the user agent can do: methods in Allow, extensions in Supported',
  role: 'calling',
  judges: {
    '3261-13.2.1-01': sends('INVITE').without('Allow'),
    '3261-13.2.1-03': sends('INVITE').without('Supported'),
    '3261-8.1.1.9-01': sends('INVITE').without('Supported'),
  },
  async run(stage) {
    const { invite } = await calledByTarget(stage);
    stage.judge('3261-13.2.1-01', invite.has('Allow'), 'an Allow in INVITE', invite);
    stage.judge(['3261-13.2.1-03', '3261-8.1.1.9-01'], invite.has('Supported'), 'a Supported in INVITE', invite);
  },
});
