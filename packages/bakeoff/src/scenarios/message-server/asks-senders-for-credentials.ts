import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { hasCredentials } from '../support/credentials.ts';

export default scenario({
  id: 'message-server/asks-senders-for-credentials',
  title: 'A message of a local user is taken only with credentials',
  role: 'message-server',
  judges: {
    '3428-11.1-01': hears('MESSAGE')
      .where((message) => !hasCredentials(message))
      .answered(202),
  },
  async run(stage) {
    const { alice, bob } = await aliceAndBob(stage);
    const message = alice.send(alice.request('MESSAGE', bob.aor, { body: ['text/plain', 'Lunch?'] }));
    const expected = 'a MESSAGE without credentials to be refused';
    const answer = await alice.response(message, 'final', { judges: '3428-11.1-01', expected });
    stage.judge('3428-11.1-01', answer.status >= 400, expected, answer);
  },
});
