import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { expectStatus } from '../support/expect-status.ts';
import { ringTarget } from '../support/ring-target.ts';

export default scenario({
  id: 'answering/bye-while-ringing',
  title: 'A BYE of the caller in the early dialog is answered 200, and the INVITE 487',
  role: 'answering',
  judges: {
    '3261-15.1.2-04': hears('BYE').answered(481),
    '3261-15.1.2-05': sends('487 INVITE').lost(),
    '3261-15.1.2-06': sends('487 INVITE').status(480),
  },
  async run(stage) {
    const { caller, invite, dialog } = await ringTarget(stage);
    await expectStatus(stage, caller, dialog.bye(), '2xx', '3261-15.1.2-04', 'a BYE in the early dialog');
    const final = await caller.response(invite, 'final', {
      judges: '3261-15.1.2-05',
      expected: 'a final response to the INVITE that was open',
    });
    stage.judge('3261-15.1.2-05', true, 'a final response to the INVITE that was open', final);
    stage.judge(
      '3261-15.1.2-06',
      final.status === 487,
      'a 487 to the INVITE that was open',
      final,
      messageTitle(final),
    );
  },
});
