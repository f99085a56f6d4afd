import { hears } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { callTarget } from '../support/call-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { isPutOff } from '../support/put-off.ts';
import type { SipResponse } from '@sidetone/sip';

export default scenario({
  id: 'answering/updates-that-overlap',
  title:
    'An UPDATE that comes while another one is open is refused with 500 and Retry-After, or finds that one answered',
  role: 'answering',
  judges: {
    '3311-5.2-01': hears('UPDATE').nth(2).answered(500),
  },
  async run(stage) {
    const { caller, dialog } = await callTarget(stage);
    const updates = [2, 3].map((version) => dialog.request('UPDATE', { body: [SDP, caller.sdp({ version })] }));
    for (const update of updates) caller.send(update);
    const answers: SipResponse[] = [];
    for (const update of updates) answers.push(await caller.response(update, 'final'));
    const [first, second] = answers;
    if (first?.status === 405 || first?.status === 501) stage.notApplicable('it does not take UPDATE');
    stage.judge(
      '3311-5.2-01',
      second !== undefined && (second.status < 300 || isPutOff(second)),
      'a 2xx to the second UPDATE, or a 500 with a Retry-After of 0 to 10 s',
      second,
      second === undefined ? 'nothing' : `${messageTitle(second)} with ${fieldShown(second, 'Retry-After')}`,
    );
  },
});
