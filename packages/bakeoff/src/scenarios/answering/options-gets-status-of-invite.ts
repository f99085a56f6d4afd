import { hears } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { messageTitle } from '../../trace/entry.ts';
import { inviteTo } from '../support/call-target.ts';

const MOST_CALLS = 6;

export default scenario({
  id: 'answering/options-gets-status-of-invite',
  title: 'OPTIONS gets the status that an INVITE would get now',
  role: 'answering',
  judges: {
    '3261-11.2-01': hears('OPTIONS').answered(200),
  },
  async run(stage: Stage) {
    await stage.target.operator.whenCalled?.('answer');
    const alice = await stage.end('alice');
    let status = 200;
    for (let calls = 0; calls < MOST_CALLS && status < 300; calls += 1) {
      const invite = alice.send(inviteTo(stage, alice));
      const answer = await alice.response(invite, 'final', { withinMs: 10_000 });
      ({ status } = answer);
      if (status < 300) {
        const dialog = TestDialog.ofResponse(alice, invite, answer);
        alice.send(dialog.ack(dialog.cseq));
      }
    }
    stage.need(status >= 300, `a user agent that is busy after ${MOST_CALLS} calls`);
    const answer = await alice.exchange(alice.request('OPTIONS', stage.target.uri));
    stage.judge(
      '3261-11.2-01',
      answer.status === status,
      `a ${status} to OPTIONS, as to an INVITE`,
      answer,
      messageTitle(answer),
    );
  },
});
