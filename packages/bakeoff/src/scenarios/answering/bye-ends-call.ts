import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callTarget } from '../support/call-target.ts';

export default scenario({
  id: 'answering/bye-ends-call',
  title: 'BYE is answered 200, and the dialog is gone',
  role: 'answering',
  judges: {
    '3261-15.1.2-04': hears('BYE').nth(1).answered(500),
    '3261-15.1.2-01': hears('BYE').nth(2).answered(200),
  },
  async run(stage) {
    const { caller, dialog } = await callTarget(stage);
    await caller.response(caller.send(dialog.bye()), 200, { judges: '3261-15.1.2-04', expected: 'a 200 to BYE' });
    stage.judge('3261-15.1.2-04', true, 'a 200 to BYE', undefined, '200 BYE');
    const second = await caller.response(caller.send(dialog.bye()), 'final', {
      judges: '3261-15.1.2-01',
      expected: 'a 481',
    });
    stage.judge('3261-15.1.2-01', second.status === 481, 'a 481 to BYE in no dialog', second);
  },
});
