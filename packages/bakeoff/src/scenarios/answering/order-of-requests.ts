import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { callTarget } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';

export default scenario({
  id: 'answering/order-of-requests',
  title: 'Within a dialog, sequence numbers may leap, and a lower one is refused with 500',
  role: 'answering',
  judges: {
    '3261-12.1.1-10': hears('BYE').nth(1).answered(200),
    '3261-15.1.2-02': hears('BYE').nth(1).answered(200),
    '3261-12.2.2-05': hears('OPTIONS').nth(1).answered(500),
    '3261-12.2.2-04': hears('OPTIONS').nth(2).answered(200),
    '3261-12.2.2-06': hears('OPTIONS').nth(2).answered(200),
  },
  async run(stage) {
    const { caller, dialog } = await callTarget(stage, { cseq: 100 });
    const early = dialog.request('BYE', { cseq: 99 });
    const ids = ['3261-12.1.1-10', '3261-15.1.2-02'] as const;
    await expectStatus(stage, caller, early, 500, ids, 'a BYE with a CSeq below that of the INVITE');
    const leap = await caller.exchange(dialog.request('OPTIONS', { cseq: 200 }));
    stage.require(
      '3261-12.2.2-05',
      leap.status !== 500,
      'a request whose CSeq leaps to be served',
      leap,
      messageTitle(leap),
    );
    const late = dialog.request('OPTIONS', { cseq: 150 });
    await expectStatus(stage, caller, late, 500, ['3261-12.2.2-04', '3261-12.2.2-06'], 'a CSeq below the last one');
    dialog.cseq = 200;
  },
});
