import { isSipUri, To } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { challenge, credentialParam, credentials } from '../support/digest.ts';
import { grant, registeringTarget } from '../support/registering-target.ts';

export default scenario({
  id: 'registrant/credentials-of-its-user',
  title: 'Who registers answers a challenge by the name that the address of record has',
  role: 'registrant',
  judges: {
    '3261-26.3.2.1-09': sends('REGISTER').changing('Authorization', (value) =>
      value.replace(/username="/, 'username="x'),
    ),
  },
  async run(stage) {
    const { registrar, register } = await registeringTarget(stage);
    challenge(stage, registrar, register, 401, { nonce: 'one' });
    const again = await registrar.next('REGISTER');
    const given = stage.had(credentials(stage, again, 401), 'a REGISTER with credentials');
    const to = again.get(To)?.uri;
    const user = to !== undefined && isSipUri(to) ? to.user : undefined;
    stage.judge(
      '3261-26.3.2.1-09',
      credentialParam(given, 'username') === user,
      'the user of To as username',
      again,
      given,
    );
    grant(registrar, again, 600);
  },
});
