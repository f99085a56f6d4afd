import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { registration } from '../support/bindings.ts';

export default scenario({
  id: 'registrar/never-answers-6xx',
  title: 'Whatever is wrong with a REGISTER, it is not refused for the whole world',
  role: 'registrar',
  judges: {
    '3261-10.3-01': sends('4xx REGISTER')
      .where((message) => !message.has('WWW-Authenticate'))
      .status(603),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    const wrong = [
      { to: `sip:nobody-${alice.token(6)}@${stage.target.domain}` },
      { to: 'sip:alice@elsewhere.test' },
      { contacts: ['*'], headers: { Expires: '600' } },
      { contacts: ['<mailto:alice@example.com>'] },
      { headers: { Require: 'x-bakeoff' } },
    ];
    for (const options of wrong) {
      const answer = await alice.exchange(registration(stage, alice, options));
      stage.judge('3261-10.3-01', answer.status < 600, 'no 6xx to REGISTER', answer);
    }
  },
});
