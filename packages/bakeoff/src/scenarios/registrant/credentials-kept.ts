import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { challenge, credentials, isProven } from '../support/digest.ts';
import { grant, registeringTarget } from '../support/registering-target.ts';

export default scenario({
  id: 'registrant/credentials-kept',
  title: 'Credentials that a registrar has asked for are in the next REGISTER by themselves',
  role: 'registrant',
  judges: { '3261-22.2-04': sends('REGISTER').nth(3).without('Authorization') },
  async run(stage) {
    const { registrar, register } = await registeringTarget(stage);
    challenge(stage, registrar, register, 401, { nonce: 'one' });
    grant(registrar, await registrar.next('REGISTER'), 600);
    await stage.pass(500);
    await stage.operate('unregister');
    const last = await registrar.next('REGISTER');
    const given = credentials(stage, last, 401);
    stage.judge('3261-22.2-04', isProven(stage, last, given, 'one'), 'credentials in the next REGISTER', last);
    registrar.reply(last, 200);
  },
});
