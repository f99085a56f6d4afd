import { CSeq } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { credentialParam, credentials, challenge, isProven } from '../support/digest.ts';
import { grant, registeringTarget } from '../support/registering-target.ts';

const answer = sends('REGISTER').nth(2);
const wrong = answer.changing('Authorization', (value) => value.replace(/response="./, 'response="x'));

export default scenario({
  id: 'registrant/challenge-answered',
  title: 'A REGISTER that gets a 401 goes out again with credentials, as the next of its sequence',
  role: 'registrant',
  judges: {
    '3261-8.1.3.5-01': wrong,
    '3261-22.2-03': wrong,
    '3261-26.3.1-10': wrong,
    '3261-26.3.2.1-08': wrong,
    '3261-22.2-08': answer.changing('CSeq', () => '1 REGISTER'),
    '3261-22.4-03': answer.changing('Authorization', (value) => value.replace(/uri="([^"]*)"/, 'uri=$1')),
    '3261-22.4-07': answer.changing('Authorization', (value) => value.replace(/,\s*qop="?auth"?/, '')),
  },
  async run(stage) {
    const { registrar, register } = await registeringTarget(stage);
    challenge(stage, registrar, register, 401, { nonce: 'one' });
    const ids = ['3261-8.1.3.5-01', '3261-22.2-03', '3261-26.3.1-10', '3261-26.3.2.1-08'] as const;
    const again = await registrar.next('REGISTER', { judges: ids, expected: 'a REGISTER with credentials' });
    const given = credentials(stage, again, 401);
    stage.require(ids, isProven(stage, again, given, 'one'), 'a REGISTER with the right credentials', again);
    const [before = 0, number = 0] = [register, again].map((request) => request.get(CSeq)?.number);
    stage.judge('3261-22.2-08', number > before, `a CSeq number above ${before}`, again);
    stage.judge('3261-22.4-03', /\buri\s*=\s*"/.test(given ?? ''), 'a uri in quotes in the credentials', again, given);
    const qop = credentialParam(given ?? '', 'qop');
    stage.judge('3261-22.4-07', qop === 'auth', 'the qop that was asked for in the credentials', again, given);
    grant(registrar, again, 600);
  },
});
