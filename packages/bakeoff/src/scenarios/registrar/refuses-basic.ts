import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { registration } from '../support/bindings.ts';
import { base64, firstAccount, isChallenge } from '../support/credentials.ts';

export default scenario({
  id: 'registrar/refuses-basic',
  title: 'A name and a password in plain sight are not accepted',
  role: 'registrar',
  judges: {
    '3261-22.4-02': hears('REGISTER')
      .where((message) => message.raw('Authorization')?.startsWith('Basic') === true)
      .answered(200),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const { user, password } = firstAccount(stage);
    const request = registration(stage, alice, { headers: { Expires: '600' } });
    const asked = await alice.response(alice.send(request), 'final');
    if (!isChallenge(asked)) stage.notApplicable(`a REGISTER without credentials is answered ${asked.status}`);
    const basic = alice.again(request);
    const name = asked.status === 401 ? 'Authorization' : 'Proxy-Authorization';
    basic.addRaw(name, `Basic ${base64(`${user}:${password}`)}`);
    const answer = await alice.response(alice.send(basic), 'final');
    stage.judge('3261-22.4-02', answer.status >= 300, 'Basic credentials to be refused', answer);
  },
});
