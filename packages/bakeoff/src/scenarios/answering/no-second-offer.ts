import { sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { ringTarget } from '../support/ring-target.ts';

export default scenario({
  id: 'answering/no-second-offer',
  title: 'All session descriptions in responses to one INVITE are the same',
  role: 'answering',
  judges: {
    '3261-13.2.1-15': sends('200 INVITE').changingBody('with another description', (body) =>
      body.replace(/^o=(\S+) (\d+) \d+/m, 'o=$1 $2 9'),
    ),
  },
  async run(stage) {
    const { caller, invite, progress } = await ringTarget(stage, {}, 'progress');
    await stage.operate('answer');
    const answer = await caller.response(invite, '2xx');
    const dialog = TestDialog.ofResponse(caller, invite, answer);
    caller.send(dialog.ack(dialog.cseq));
    const described = [progress, answer].map(({ body }) => body).filter((body) => body !== '');
    stage.judge(
      '3261-13.2.1-15',
      described.length > 0 && described.every((body) => body === described[0]),
      'one and the same session description in all responses',
      answer,
      `${new Set(described).size} different ones`,
    );
  },
});
