import type { Control } from '../../control/broken-end.ts';
import { sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { prackOf, reliableProgress } from '../support/prack.ts';
import { CSeq, RSeq, type SipMessage } from '@sidetone/sip';

export default scenario({
  id: 'answering/answer-waits-for-prack',
  title: 'The 200 waits until a reliable response with a session description is acknowledged',
  role: 'answering',
  judges: {
    '3262-3-25': answersTooEarly(),
    '3262-5-07': answersTooEarly(),
  },
  async run(stage: Stage) {
    const { caller, invite, progress } = await reliableProgress(stage);
    stage.need(progress.has(RSeq) && progress.body !== '', 'a reliable response with a session description');
    await stage.operate('answer');
    const isEarly = (message: SipMessage): boolean => message.kind === 'response' && message.status >= 200;
    const tooEarly = await caller.unwanted(isEarly, 2_000);
    stage.judge(['3262-3-25', '3262-5-07'], tooEarly === undefined, 'no 2xx before the PRACK', tooEarly);
    if (tooEarly !== undefined) return;
    const dialog = TestDialog.ofResponse(caller, invite, progress);
    await caller.exchange(prackOf(dialog, progress));
    const answer = await caller.response(invite, '2xx', { expected: 'a 2xx after the PRACK' });
    caller.send(dialog.ack(answer.get(CSeq)?.number ?? 1));
  },
});

function answersTooEarly(): Control {
  return sends('183 INVITE')
    .nth(1)
    .and(
      'a 200 before its PRACK',
      (message) =>
        message
          .toWire()
          .replace(/^SIP\/2\.0 183[^\r\n]*/, 'SIP/2.0 200 OK')
          .replace(/^(?:RSeq|Require):.*\r\n/gim, ''),
      800,
    );
}
