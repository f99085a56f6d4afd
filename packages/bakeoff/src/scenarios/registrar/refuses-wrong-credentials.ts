import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { bindings, listed, lists, registration } from '../support/bindings.ts';
import { firstAccount, hasCredentials, isChallenge, withCredentials } from '../support/credentials.ts';

const OTHER = 'sip:intruder@192.0.2.66:5066';
const BROKEN = hears('REGISTER').where(hasCredentials).answered(200);

export default scenario({
  id: 'registrar/refuses-wrong-credentials',
  title: 'A wrong password, credentials for something else and an invented nonce bind nothing',
  role: 'registrar',
  judges: { '3261-10.3-10': BROKEN, '3261-26.3.1-10': BROKEN },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const account = firstAccount(stage);
    const wrong = [
      ['a wrong password', { ...account, password: `${account.password}x` }, {}],
      ['credentials for INVITE', account, { method: 'INVITE' }],
      ['credentials with an invented nonce', account, { nonce: alice.token(24) }],
    ] as const;
    for (const [what, shown, options] of wrong) {
      const request = registration(stage, alice, { contacts: [`<${OTHER}>`], headers: { Expires: '600' } });
      const asked = await alice.response(alice.send(request), 'final');
      if (!isChallenge(asked)) stage.notApplicable(`a REGISTER without credentials is answered ${asked.status}`);
      const retry = withCredentials(alice, request, asked, shown, options);
      if (retry === undefined) stage.notApplicable('digest by MD5 or SHA-256 is not offered');
      const answer = await alice.response(alice.send(retry), 'final');
      stage.judge(['3261-10.3-10', '3261-26.3.1-10'], answer.status >= 300, `${what} to be refused`, answer);
    }
    const left = await bindings(stage, alice);
    stage.judge(['3261-10.3-10', '3261-26.3.1-10'], !lists(left, OTHER), 'no binding of theirs', left, listed(left));
  },
});
