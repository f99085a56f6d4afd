import { forged } from '../../control/forged.ts';
import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { registeringTarget } from '../support/registering-target.ts';
import { isRequest } from '../support/requests.ts';

export default scenario({
  id: 'registrant/server-needs-rest',
  title: 'A registrar that answers 503 with Retry-After is left alone for so long',
  role: 'registrant',
  limitMs: 120_000,
  judges: {
    '3261-21.5-06': hears('503 REGISTER').and(
      'a REGISTER too early',
      (response) => forged(response, 'REGISTER'),
      5_000,
    ),
  },
  async run(stage) {
    const { registrar, register } = await registeringTarget(stage);
    registrar.reply(register, 503, (response) => response.addRaw('Retry-After', '60'));
    const early = await registrar.unwanted(isRequest('REGISTER'), 59_000);
    stage.judgeNone('3261-21.5-06', early, 'no REGISTER within the 60 s of Retry-After');
  },
});
