import { hears } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { callTarget } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';
import { RecvInfo } from '@sidetone/sip';

export default scenario({
  id: 'answering/packages-after-a-refusal',
  title: 'A re-INVITE that is refused changes nothing of the Info Packages',
  role: 'answering',
  judges: {
    '6086-5.2.4-01': hears('INFO').answered(469, (response) => response.addRaw('Recv-Info', '')),
  },
  async run(stage: Stage) {
    const { caller, answer, dialog } = await callTarget(stage, { headers: { 'Recv-Info': 'x-bakeoff' } });
    const name = answer.all(RecvInfo).at(-1)?.name;
    if (name === undefined) stage.notApplicable('it takes no Info Packages');
    const invite = dialog.request('INVITE', {
      headers: { 'Recv-Info': '', Require: 'x-bakeoff' },
      body: [SDP, caller.sdp({ version: 2 })],
    });
    const refusal = await caller.exchange(invite);
    stage.need(refusal.status >= 300, 'a re-INVITE that is refused');
    const info = dialog.request('INFO', { headers: { 'Info-Package': name ?? '' } });
    await expectStatus(stage, caller, info, '2xx', '6086-5.2.4-01', `INFO of ${name ?? ''} after a refused re-INVITE`);
  },
});
