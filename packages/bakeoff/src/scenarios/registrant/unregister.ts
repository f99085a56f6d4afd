import { all, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { askedSec, grant, registeringTarget } from '../support/registering-target.ts';

const removal = sends('REGISTER').from(2);

export default scenario({
  id: 'registrant/unregister',
  title: 'Signing out removes the binding before it expires; a Contact of * comes with an Expires of 0',
  role: 'registrant',
  judges: {
    '3261-10.2.2-01': removal.lost(),
    '3261-10.2.2-02': all(removal.with('Contact', '*'), sends('REGISTER').nth(2).with('Expires', '600')),
  },
  async run(stage) {
    const { registrar, register } = await registeringTarget(stage);
    grant(registrar, register, 600);
    await stage.pass(500);
    await stage.operate('unregister');
    const expected = 'a REGISTER that removes the binding';
    const last = await registrar.next('REGISTER', { judges: '3261-10.2.2-01', expected });
    const isForAll = last.raw('Contact')?.trim() === '*';
    stage.judge('3261-10.2.2-01', isForAll || askedSec(last) === 0, expected, last);
    stage.judge('3261-10.2.2-02', !isForAll || last.raw('Expires') === '0', 'an Expires of 0 with the Contact *', last);
    registrar.reply(last, 200);
  },
});
