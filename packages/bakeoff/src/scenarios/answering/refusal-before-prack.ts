import { hears, sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { expectStatus } from '../support/expect-status.ts';
import { prackOf, reliableProgress } from '../support/prack.ts';
import { RSeq, type SipMessage } from '@sidetone/sip';

export default scenario({
  id: 'answering/refusal-before-prack',
  title: 'After a final response reliable ones are not repeated, none is new, and a late PRACK is still answered',
  role: 'answering',
  judges: {
    '3262-3-26': hears('PRACK').answered(481),
    '3262-3-27': sends('final INVITE').nth(1).and('a new 180', newProgress, 1_000),
  },
  async run(stage: Stage) {
    const { caller, invite, progress } = await reliableProgress(stage);
    stage.need(progress.has(RSeq), 'a reliable response');
    await stage.operate('hangUp');
    const final = await caller.response(invite, 'final');
    const before = caller.arrivals(progress).length;
    const dialog = TestDialog.ofResponse(caller, invite, progress);
    await expectStatus(
      stage,
      caller,
      prackOf(dialog, progress),
      '2xx',
      '3262-3-26',
      'a PRACK after the final response',
    );
    const isNew = (message: SipMessage): boolean =>
      message.kind === 'response' && message.status < 200 && message.has(RSeq);
    const late = await caller.unwanted(isNew, 8_000);
    stage.judge('3262-3-27', late === undefined, 'no new reliable response after the final one', late);
    const more = caller.arrivals(progress).length - before;
    stage.judge('3262-3-26', more === 0, 'no repetition after the final response', final, `${more} more`);
  },
});

function newProgress(final: SipMessage): string {
  return final
    .toWire()
    .replace(/^SIP\/2\.0 \d{3}[^\r\n]*/, 'SIP/2.0 180 Ringing')
    .replace(/^Content-Length:/im, 'Require: 100rel\r\nRSeq: 4711\r\nContent-Length:');
}
