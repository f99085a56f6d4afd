import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { callTarget } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';

export default scenario({
  id: 'answering/refer-to-nobody-or-two',
  title: 'A REFER without Refer-To, or with two, is refused with 400',
  role: 'answering',
  judges: {
    '3515-2.4.2-04': hears('REFER').answered(603),
  },
  async run(stage) {
    const { caller, dialog } = await callTarget(stage);
    const none = dialog.request('REFER');
    const first = await caller.response(caller.send(none), 'final', { judges: '3515-2.4.2-04' });
    if (first.status === 405 || first.status === 501) stage.notApplicable('it does not take REFER');
    stage.require(
      '3515-2.4.2-04',
      first.status === 400,
      'a 400 to a REFER without Refer-To',
      first,
      messageTitle(first),
    );
    const two = dialog.request('REFER', {
      headers: { 'Refer-To': ['<sip:one@bakeoff.invalid>', '<sip:two@bakeoff.invalid>'] },
    });
    await expectStatus(stage, caller, two, 400, '3515-2.4.2-04', 'a REFER with two Refer-To');
  },
});
