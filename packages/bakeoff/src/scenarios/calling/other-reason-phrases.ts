import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, calledByTarget } from '../support/called-by-target.ts';
import { isSameTo } from '../support/parties.ts';

const PHRASE = 'Na gut, Grüße';

export default scenario({
  id: 'calling/other-reason-phrases',
  title: 'A response counts by its status, whatever its phrase says, in whatever language',
  role: 'calling',
  judges: { '3261-13.2.2-05': hears('200 INVITE').lost() },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const answer = accept(callee, invite, { phrase: PHRASE });
    const expected = `an ACK for a 200 ${PHRASE}`;
    const ack = await callee.next('ACK', { judges: '3261-13.2.2-05', expected });
    stage.judge('3261-13.2.2-05', isSameTo(ack, answer), expected, ack);
  },
});
