import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { answeredCall } from '../support/called-by-target.ts';

export default scenario({
  id: 'calling/bye-refused',
  title: 'The call is over when it was hung up, also when the BYE gets a 481',
  role: 'calling',
  judges: { '3261-15.1.1-02': hears('INFO').answered(200) },
  async run(stage) {
    const { callee, dialog } = await answeredCall(stage);
    await stage.operate('hangUp');
    callee.reply(await callee.next('BYE'), 481);
    await stage.pass(500);
    const expected = 'a 481 to INFO in the dialog that is over';
    const answer = await callee.response(callee.send(dialog.request('INFO')), 'final', {
      judges: '3261-15.1.1-02',
      expected,
    });
    stage.judge('3261-15.1.1-02', answer.status === 481, expected, answer);
  },
});
