import { sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { prackOf, reliableProgress } from '../support/prack.ts';
import { RSeq } from '@sidetone/sip';

export default scenario({
  id: 'answering/first-rseq-is-random',
  title: 'Each call begins with another RSeq',
  role: 'answering',
  judges: {
    '3262-3-12': sends('183 INVITE').with('RSeq', '1'),
  },
  async run(stage) {
    const numbers: (number | undefined)[] = [];
    for (let call = 0; call < 2; call += 1) {
      const { caller, invite, progress } = await reliableProgress(stage);
      numbers.push(progress.get(RSeq));
      const dialog = TestDialog.ofResponse(caller, invite, progress);
      await caller.exchange(prackOf(dialog, progress));
    }
    const shown = `RSeq ${numbers.join(' and ')}`;
    stage.judge(
      '3262-3-12',
      numbers[0] !== undefined && numbers[0] !== numbers[1],
      'another first RSeq in each call',
      undefined,
      shown,
    );
  },
});
