import { sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { fieldShown } from '../support/expect-status.ts';
import { ringTarget } from '../support/ring-target.ts';
import { KNOWS_NO_PACKAGES, knowsPackages } from '../support/info.ts';
import { Allow } from '@sidetone/sip';

export default scenario({
  id: 'answering/recv-info',
  title: 'Who asks for Info Packages hears which are taken; who does not ask hears nothing of them',
  role: 'answering',
  judges: {
    '6086-5.2.2-01': sends('200 INVITE').without('Recv-Info'),
    '6086-5.2.2-02': sends('200 INVITE').without('Recv-Info'),
    '6086-5.2.2-05': sends('200 INVITE').without('Recv-Info'),
    '6086-5.2.3-02': sends('200 INVITE').without('Recv-Info'),
    '6086-5.2.3-04': sends('180 INVITE').with('Recv-Info', 'x-other'),
    '6086-5.2.3-03': sends('200 OPTIONS').adding('Recv-Info', 'x-other'),
  },
  async run(stage) {
    const { caller, invite, progress } = await ringTarget(stage, { headers: { 'Recv-Info': '' } });
    if (!progress.all(Allow).includes('INFO') && progress.has(Allow)) stage.notApplicable('it does not take INFO');
    await stage.operate('answer');
    const answer = await caller.response(invite, '2xx');
    const dialog = TestDialog.ofResponse(caller, invite, answer);
    caller.send(dialog.ack(dialog.cseq));
    const isTold = answer.has('Recv-Info');
    if (!isTold && !(await knowsPackages(caller, dialog))) stage.notApplicable(KNOWS_NO_PACKAGES);
    const told = ['6086-5.2.2-01', '6086-5.2.2-02', '6086-5.2.2-05', '6086-5.2.3-02'] as const;
    stage.require(told, isTold, 'a Recv-Info in the 2xx, if an empty one', answer, fieldShown(answer, 'Recv-Info'));
    const isSame = !progress.has('Recv-Info') || progress.raw('Recv-Info') === answer.raw('Recv-Info');
    stage.judge(
      '6086-5.2.3-04',
      isSame,
      'the same Recv-Info in all responses',
      answer,
      `first ${fieldShown(progress, 'Recv-Info')}, then ${fieldShown(answer, 'Recv-Info')}`,
    );
    const options = await caller.exchange(dialog.request('OPTIONS'));
    stage.judge(
      '6086-5.2.3-03',
      !options.has('Recv-Info'),
      'no Recv-Info for a request without it',
      options,
      fieldShown(options, 'Recv-Info'),
    );
  },
});
