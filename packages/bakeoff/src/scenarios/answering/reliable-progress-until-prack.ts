import { hears, sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import type { TestEnd } from '../../end/test-end.ts';
import { scenario } from '../../scenario/scenario.ts';
import { prackOf, reliableProgress } from '../support/prack.ts';
import type { SipResponse } from '@sidetone/sip';

export default scenario({
  id: 'answering/reliable-progress-until-prack',
  title: 'A reliable provisional response is repeated until its PRACK, and no other one comes before',
  role: 'answering',
  judges: {
    '3262-3-17': hears('PRACK').answered(200),
    '3262-3-20': sends('183 INVITE').nth(3).with('RSeq', '99'),
    '3262-3-21': sends('183 INVITE').nth(3).with('RSeq', '99'),
  },
  async run(stage) {
    const { caller, invite, progress } = await reliableProgress(stage);
    await stage.pass(4_000);
    const numbers = new Set(provisionals(caller).map((response) => response.raw('RSeq')));
    stage.judge(
      ['3262-3-20', '3262-3-21'],
      numbers.size === 1,
      'one reliable response until it is acknowledged',
      progress,
      `RSeq ${[...numbers].join(' and ')}`,
    );
    const dialog = TestDialog.ofResponse(caller, invite, progress);
    await caller.exchange(prackOf(dialog, progress));
    const before = caller.arrivals(progress).length;
    await stage.pass(10_000);
    const later = caller.arrivals(progress).length - before;
    stage.judge('3262-3-17', later === 0, 'no repetition after the PRACK', progress, `${later} more`);
  },
});

function provisionals(caller: TestEnd): SipResponse[] {
  return caller.heard.flatMap(({ message }) =>
    message?.kind === 'response' && message.status > 100 && message.status < 200 ? [message] : [],
  );
}
