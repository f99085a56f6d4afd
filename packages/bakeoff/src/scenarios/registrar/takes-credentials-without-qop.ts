import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { registration } from '../support/bindings.ts';
import { firstAccount, hasCredentials, isChallenge, withCredentials } from '../support/credentials.ts';

const BROKEN = hears('REGISTER')
  .where((message) => hasCredentials(message) && message.raw('Authorization')?.includes('qop') === false)
  .answered(400);

export default scenario({
  id: 'registrar/takes-credentials-without-qop',
  title: 'Digest as RFC 2069 had it, without qop, still works',
  role: 'registrar',
  judges: { '3261-22.4-01': BROKEN, '3261-22.4-08': BROKEN },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const account = firstAccount(stage);
    const request = registration(stage, alice, { headers: { Expires: '600' } });
    const asked = await alice.response(alice.send(request), 'final');
    if (!isChallenge(asked)) stage.notApplicable(`a REGISTER without credentials is answered ${asked.status}`);
    const retry = withCredentials(alice, request, asked, account, { qop: false });
    if (retry === undefined) stage.notApplicable('MD5, which alone was there in RFC 2069, is not offered');
    const answer = await alice.response(alice.send(retry), 'final');
    stage.judge(['3261-22.4-01', '3261-22.4-08'], answer.status === 200, 'a 200 to credentials without qop', answer);
  },
});
