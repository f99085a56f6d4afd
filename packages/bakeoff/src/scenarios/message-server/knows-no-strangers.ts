import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';

export default scenario({
  id: 'message-server/knows-no-strangers',
  title: 'A message to somebody who does not exist gets 404',
  role: 'message-server',
  judges: { '3261-8.2.2.1-05': sends('404 MESSAGE').status(480) },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const uri = `sip:nobody-${alice.token(8).toLowerCase()}@${stage.target.domain}`;
    const answer = await alice.exchange(alice.request('MESSAGE', uri, { body: ['text/plain', 'Anybody?'] }));
    stage.judge('3261-8.2.2.1-05', answer.status === 404, 'a 404', answer);
  },
});
