import { sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import { expectStatus, fieldShown } from '../support/expect-status.ts';
import { ringTarget } from '../support/ring-target.ts';
import { RetryAfter } from '@sidetone/sip';

export default scenario({
  id: 'answering/second-invite-before-the-answer',
  title: 'A second INVITE in a dialog whose first one has no answer is refused with 500 and Retry-After',
  role: 'answering',
  judges: {
    '3261-14.2-01': sends('500 INVITE').without('Retry-After'),
  },
  async run(stage) {
    const { caller, dialog } = await ringTarget(stage);
    const second = dialog.request('INVITE', { body: [SDP, caller.sdp({ version: 2 })] });
    const answer = await expectStatus(
      stage,
      caller,
      second,
      500,
      '3261-14.2-01',
      'an INVITE before the first is answered',
    );
    const delaySec = answer.get(RetryAfter)?.delaySec;
    stage.judge(
      '3261-14.2-01',
      delaySec !== undefined && delaySec <= 10,
      'a Retry-After of 0 to 10 s in the 500',
      answer,
      fieldShown(answer, 'Retry-After'),
    );
  },
});
