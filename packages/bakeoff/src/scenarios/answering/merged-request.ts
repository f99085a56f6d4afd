import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { expectStatus } from '../support/expect-status.ts';
import { ringTarget } from '../support/ring-target.ts';
import { Via } from '@sidetone/sip';

export default scenario({
  id: 'answering/merged-request',
  title: 'The same request by another way is refused with 482',
  role: 'answering',
  judges: {
    '3261-8.2.2.2-01': hears('INVITE').nth(2).answered(486),
    '3261-8.2.2.2-02': hears('INVITE').nth(2).answered(486),
  },
  async run(stage) {
    const { caller, invite } = await ringTarget(stage);
    const copy = invite.clone();
    copy.removeFirst(Via);
    caller.addVia(copy);
    const ids = ['3261-8.2.2.2-01', '3261-8.2.2.2-02'] as const;
    await expectStatus(stage, caller, copy, 482, ids, 'an INVITE that came by another way before');
  },
});
