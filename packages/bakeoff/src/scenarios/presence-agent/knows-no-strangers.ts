import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { needPresence, subscription } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/knows-no-strangers',
  title: 'SUBSCRIBE to somebody who does not exist gets 404',
  role: 'presence-agent',
  judges: { '3261-8.2.2.1-05': sends('404 SUBSCRIBE').status(400) },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const uri = `sip:nobody-${alice.token(8).toLowerCase()}@${stage.target.domain}`;
    const answer = await alice.exchange(subscription(alice, uri, { expires: 600 }));
    needPresence(stage, answer);
    // RFC 6665 §6.2: who does not exist may be hidden by an answer like any other.
    stage.need(answer.status >= 300, 'an answer that hides nothing');
    stage.judge('3261-8.2.2.1-05', answer.status === 404, 'a 404', answer);
  },
});
