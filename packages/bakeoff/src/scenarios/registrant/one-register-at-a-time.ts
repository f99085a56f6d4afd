import { forged } from '../../control/forged.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { grant, registeringTarget } from '../support/registering-target.ts';
import { isRequest } from '../support/requests.ts';

export default scenario({
  id: 'registrant/one-register-at-a-time',
  title: 'No new REGISTER leaves while the one before has no final response',
  role: 'registrant',
  judges: {
    '3261-10.2-11': sends('REGISTER')
      .nth(1)
      .and(
        'another one',
        (register) => forged(register, 'REGISTER', { headers: { Contact: '<sip:other@192.0.2.99>' } }),
        500,
      ),
  },
  async run(stage) {
    const { registrar, register } = await registeringTarget(stage);
    await stage.operate('unregister');
    const early = await registrar.unwanted(isRequest('REGISTER'), 3_000);
    stage.judgeNone('3261-10.2-11', early, 'no new REGISTER before the final response');
    grant(registrar, register, 600);
    const last = await registrar.unwanted(({ kind }) => kind === 'request', 2_000);
    if (last?.kind === 'request') registrar.reply(last, 200);
  },
});
