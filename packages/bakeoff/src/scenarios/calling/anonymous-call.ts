import { From } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';

const NAMED = sends('INVITE').changing(
  'From',
  (value) => `"Target" <sip:target@biloxi.test>;${/tag=.*/.exec(value)?.[0] ?? ''}`,
);

export default scenario({
  id: 'calling/anonymous-call',
  title: 'Who hides is called Anonymous in From',
  role: 'calling',
  judges: {
    '3261-8.1.1.3-01': NAMED,
    '3261-20.20-01': NAMED,
    '3261-20.31-02': sends('INVITE').with('Reply-To', '<sip:target@biloxi.test>'),
  },
  async run(stage) {
    const { invite } = await calledByTarget(stage, { deed: 'callAnonymously' });
    const name = invite.get(From)?.displayName;
    stage.judge(
      ['3261-8.1.1.3-01', '3261-20.20-01'],
      name?.toLowerCase() === 'anonymous',
      'the display name Anonymous in From',
      invite,
      `From: ${invite.raw('From') ?? ''}`,
    );
    const replyTo = invite.raw('Reply-To');
    const isHidden = replyTo === undefined || /anonymous/i.test(replyTo);
    stage.judge('3261-20.31-02', isHidden, 'no Reply-To that tells who calls', invite, `Reply-To: ${replyTo ?? ''}`);
  },
});
