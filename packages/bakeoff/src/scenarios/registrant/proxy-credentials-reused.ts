import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { challenge, credentials, isProven } from '../support/digest.ts';
import { grant, registeringTarget } from '../support/registering-target.ts';
import { isRequest } from '../support/requests.ts';
import type { Stage } from '../../scenario/stage.ts';

export default scenario({
  id: 'registrant/proxy-credentials-reused',
  title: 'Credentials that the proxy has asked for while registering are in the next INVITE by themselves',
  role: 'registrant',
  judges: { '3261-26.3.2.2-03': sends('INVITE').without('Proxy-Authorization') },
  async run(stage: Stage) {
    const { registrar, register } = await registeringTarget(stage);
    challenge(stage, registrar, register, 407, { nonce: 'one' });
    grant(registrar, await registrar.next('REGISTER'), 600);
    await stage.pass(500);
    await stage.operate('call', `sip:carol@${stage.target.domain}`);
    const invite = await registrar.unwanted(isRequest('INVITE'), 10_000);
    if (invite?.kind !== 'request') return stage.notApplicable('it does not call through the place where it registers');
    const isKnown = isProven(stage, invite, credentials(stage, invite, 407), 'one');
    stage.judge('3261-26.3.2.2-03', isKnown, 'credentials for the proxy in the INVITE', invite);
    registrar.reply(invite, 486);
  },
});
