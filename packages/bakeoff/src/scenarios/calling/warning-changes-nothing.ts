import { hears } from '../../control/controls.ts';
import { forged } from '../../control/forged.ts';
import { scenario } from '../../scenario/scenario.ts';
import { answeredCall } from '../support/called-by-target.ts';

export default scenario({
  id: 'calling/warning-changes-nothing',
  title: 'A Warning of code 399 is for people: nothing is done because of it',
  role: 'calling',
  judges: { '3261-20.43-01': hears('200 INVITE').and('a BYE', (response) => forged(response, 'BYE')) },
  async run(stage) {
    const { callee } = await answeredCall(stage, {
      edit: (response) => response.addRaw('Warning', '399 bakeoff.test "You had better hang up"'),
    });
    const done = await callee.unwanted(({ kind }) => kind === 'request', 3_000);
    stage.judgeNone('3261-20.43-01', done, 'no request because of a Warning of code 399');
  },
});
