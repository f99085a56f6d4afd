import { formatUri, tag, To } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { namesSameParty } from '../support/parties.ts';

export default scenario({
  id: 'calling/invite-names-whom-it-calls',
  title: 'The Request-URI of a new call is the URI of its To, which has no tag',
  role: 'calling',
  judges: {
    '3261-8.1.1.1-01': sends('INVITE').changing('To', () => '<sip:somebody@elsewhere.test>'),
    '3261-8.1.1.1-07': sends('INVITE').changing('To', (value) => `${value};tag=early`),
  },
  async run(stage) {
    const { invite } = await calledByTarget(stage);
    const to = stage.had(invite.get(To), 'a To that can be read');
    stage.judge(
      '3261-8.1.1.1-01',
      namesSameParty(formatUri(to.uri), invite.uri),
      'the URI of To as Request-URI',
      invite,
    );
    stage.judge('3261-8.1.1.1-07', tag(to) === undefined, 'no tag in the To of a new call', invite);
  },
});
