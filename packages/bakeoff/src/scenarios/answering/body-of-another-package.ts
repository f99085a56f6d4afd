import { hears } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callTarget } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';
import { RecvInfo } from '@sidetone/sip';

export default scenario({
  id: 'answering/body-of-another-package',
  title: 'INFO with a body that its package does not have is refused with 415',
  role: 'answering',
  judges: {
    '6086-4.2.2-03': hears('INFO').answered(200),
  },
  async run(stage) {
    const { caller, answer, dialog } = await callTarget(stage, { headers: { 'Recv-Info': '' } });
    const name = answer.all(RecvInfo)[0]?.name;
    if (name === undefined) stage.notApplicable('it takes no Info Packages');
    const info = dialog.request('INFO', {
      headers: { 'Info-Package': name ?? '', 'Content-Disposition': 'Info-Package' },
      body: [SDP, caller.sdp()],
    });
    await expectStatus(stage, caller, info, 415, '6086-4.2.2-03', `INFO of ${name ?? ''} with a session description`);
  },
});
