import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { askedSec, grant, registeringTarget } from '../support/registering-target.ts';

const MIN_SEC = 7_200;

export default scenario({
  id: 'registrant/interval-too-brief',
  title: 'After a 423 the lifetime that is asked for is at least what Min-Expires says',
  role: 'registrant',
  judges: {
    '3261-10.2.8-01': sends('REGISTER')
      .nth(2)
      .changing('Contact', (value) => value.replace(/expires=\d+/, 'expires=60')),
  },
  async run(stage) {
    const { registrar, register } = await registeringTarget(stage);
    if ((askedSec(register) ?? 0) >= MIN_SEC) stage.notApplicable(`it asks for ${MIN_SEC} s or more by itself`);
    registrar.reply(register, 423, (response) => response.addRaw('Min-Expires', String(MIN_SEC)));
    const again = await registrar.unwanted(({ kind }) => kind === 'request', 10_000);
    // It may leave it at that.
    if (again?.kind !== 'request') return stage.notApplicable('it does not register again after a 423');
    stage.judge('3261-10.2.8-01', (askedSec(again) ?? 0) >= MIN_SEC, `a lifetime of at least ${MIN_SEC} s`, again);
    grant(registrar, again, MIN_SEC);
  },
});
