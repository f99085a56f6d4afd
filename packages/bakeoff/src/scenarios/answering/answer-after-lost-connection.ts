import { sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { ringTarget } from '../support/ring-target.ts';

export default scenario({
  id: 'answering/answer-after-lost-connection',
  title: 'When the connection of an INVITE is gone, the response comes on a new one to the address in sent-by',
  role: 'answering',
  protocols: ['TCP'],
  judges: {
    '3261-18.2.2-03': sends('2xx INVITE').lost(),
  },
  async run(stage) {
    const { caller, invite } = await ringTarget(stage);
    caller.hangUpConnection();
    await stage.pass(500);
    await stage.operate('answer');
    const answer = await caller.response(invite, '2xx', {
      judges: '3261-18.2.2-03',
      expected: 'a 2xx on a new connection',
      withinMs: 10_000,
    });
    stage.judge('3261-18.2.2-03', true, 'a 2xx on a new connection', answer);
    const dialog = TestDialog.ofResponse(caller, invite, answer);
    caller.send(dialog.ack(dialog.cseq));
  },
});
