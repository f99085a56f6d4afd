import { all, hears, sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { expectStatus, fieldShown } from '../support/expect-status.ts';
import { prackOf, reliableProgress } from '../support/prack.ts';
import { Allow, CSeq, Require, RSeq } from '@sidetone/sip';

export default scenario({
  id: 'answering/reliable-progress',
  title: 'When 100rel is required, progress is told reliably, and each response acknowledged once',
  role: 'answering',
  judges: {
    '3262-3-02': sends('183 INVITE').without('RSeq'),
    '3262-8.1-01': sends('183 INVITE').without('RSeq'),
    '3262-3-10': sends('183 INVITE').without('Require'),
    '3261-8.2.4-06': sends('183 INVITE').without('Require'),
    '3262-3-11': all(
      sends('183 INVITE').changing('RSeq', (value) => String(Number(value) + 2 ** 31)),
      hears('PRACK').changing('RAck', (value) => value.replace(/^\d+/, (rseq) => String(Number(rseq) - 2 ** 31))),
    ),
    '3311-4-02': sends('183 INVITE').changing('Allow', (value) => value.replace(/UPDATE,? ?/, '')),
    '3262-3-15': hears('PRACK').nth(1).answered(200),
    '3262-3-16': hears('PRACK').nth(2).answered(481),
  },
  async run(stage) {
    const { caller, invite, progress } = await reliableProgress(stage);
    const rseq = progress.get(RSeq);
    const shown = `${fieldShown(progress, 'RSeq')}, ${fieldShown(progress, 'Require')}`;
    stage.require(
      ['3262-3-02', '3262-8.1-01'],
      rseq !== undefined,
      'a provisional response with RSeq',
      progress,
      shown,
    );
    const isRequired = progress.all(Require).includes('100rel');
    stage.judge(['3262-3-10', '3261-8.2.4-06'], isRequired, 'Require: 100rel with the RSeq', progress, shown);
    const isInRange = rseq !== undefined && rseq >= 1 && rseq < 2 ** 31;
    stage.judge('3262-3-11', isInRange, 'a first RSeq from 1 to 2147483647', progress, shown);
    if (progress.body !== '') {
      const allowsUpdate = progress.all(Allow).includes('UPDATE');
      stage.judge(
        '3311-4-02',
        allowsUpdate,
        'UPDATE in the Allow of a reliable response with a description',
        progress,
        fieldShown(progress, 'Allow'),
      );
    }
    const dialog = TestDialog.ofResponse(caller, invite, progress);
    const { number = 0 } = invite.get(CSeq) ?? {};
    const stray = dialog.request('PRACK', { headers: { RAck: `${(rseq ?? 1) + 7} ${number} INVITE` } });
    await expectStatus(stage, caller, stray, 481, '3262-3-15', 'a PRACK for no response');
    await expectStatus(
      stage,
      caller,
      prackOf(dialog, progress),
      '2xx',
      '3262-3-16',
      'the PRACK of a reliable response',
    );
  },
});
