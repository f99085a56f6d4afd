import { forged } from '../../control/forged.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { challenge } from '../support/digest.ts';
import { registeringTarget } from '../support/registering-target.ts';

export default scenario({
  id: 'registrant/credentials-refused',
  title: 'Credentials that were refused are not tried again',
  role: 'registrant',
  judges: {
    '3261-22.1-13': sends('REGISTER')
      .nth(2)
      .and(
        'it again',
        (one) => forged(one, 'REGISTER', { headers: { Authorization: one.raw('Authorization') ?? '' } }),
        500,
      ),
  },
  async run(stage) {
    const { registrar, register } = await registeringTarget(stage);
    challenge(stage, registrar, register, 401, { nonce: 'one' });
    challenge(stage, registrar, await registrar.next('REGISTER'), 401, { nonce: 'two' });
    const again = await registrar.unwanted(
      (message) => message.kind === 'request' && message.has('Authorization'),
      5_000,
    );
    stage.judgeNone('3261-22.1-13', again, 'no REGISTER with the credentials that were refused');
  },
});
