import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { callTarget } from '../support/call-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { KNOWS_NO_PACKAGES } from '../support/info.ts';

export default scenario({
  id: 'answering/unknown-info-package',
  title: 'INFO of a package that is not taken is refused with 469, which lists those that are; the call goes on',
  role: 'answering',
  judges: {
    '6086-4.2.2-01': sends('469 INFO').without('Recv-Info'),
    '6086-4.3.2-01': sends('469 INFO').edit('with a body of a package', (message) => {
      message.addRaw('Content-Disposition', 'Info-Package');
      message.setBody('text/plain', 'something');
    }),
    '6086-4.3.2-02': sends('469 INFO').edit('with a body of a package', (message) => {
      message.addRaw('Content-Disposition', 'Info-Package');
      message.setBody('text/plain', 'something');
    }),
  },
  async run(stage) {
    const { caller, answer, dialog } = await callTarget(stage, { headers: { 'Recv-Info': '' } });
    const info = dialog.request('INFO', { headers: { 'Info-Package': 'x-nobody-knows-it' } });
    const refusal = await caller.response(caller.send(info), 'final', { judges: '6086-4.2.2-01' });
    if (refusal.status === 405 || refusal.status === 501) stage.notApplicable('it does not take INFO');
    if (refusal.status !== 469 && !answer.has('Recv-Info')) stage.notApplicable(KNOWS_NO_PACKAGES);
    stage.judge(
      '6086-4.2.2-01',
      refusal.status === 469 && refusal.has('Recv-Info'),
      'a 469 with Recv-Info',
      refusal,
      `${messageTitle(refusal)} with ${fieldShown(refusal, 'Recv-Info')}`,
    );
    const isFree = !/info-package/i.test(refusal.raw('Content-Disposition') ?? '');
    stage.judge(
      ['6086-4.3.2-01', '6086-4.3.2-02'],
      isFree,
      'no body of a package in a response',
      refusal,
      fieldShown(refusal, 'Content-Disposition'),
    );
  },
});
