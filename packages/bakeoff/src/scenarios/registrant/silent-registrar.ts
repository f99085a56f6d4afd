import { sends } from '../../control/controls.ts';
import { forged } from '../../control/forged.ts';
import { scenario } from '../../scenario/scenario.ts';
import { registeringTarget } from '../support/registering-target.ts';

export default scenario({
  id: 'registrant/silent-registrar',
  title: 'A registrar that does not answer is not asked again at once',
  role: 'registrant',
  limitMs: 90_000,
  judges: {
    '3261-10.2.7-01': sends('REGISTER')
      .nth(1)
      .and('a new one when it has timed out', (one) => forged(one, 'REGISTER'), 32_100),
  },
  async run(stage) {
    const { registrar } = await registeringTarget(stage);
    const again = await registrar.unwanted(({ kind }) => kind === 'request', 34_000);
    stage.judgeNone('3261-10.2.7-01', again, 'no new REGISTER at once after 64*T1');
  },
});
