import { hears } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callTarget } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';
import { RecvInfo, type SipRequest } from '@sidetone/sip';

export default scenario({
  id: 'answering/known-info-package',
  title: 'INFO of a package that is taken is answered 200, as long as the call stands, and also in several parts',
  role: 'answering',
  judges: {
    '6086-4.2.2-05': hears('INFO')
      .nth(1)
      .answered(469, (response) => response.addRaw('Recv-Info', '')),
    '6086-5.2.2-03': hears('INFO')
      .nth(2)
      .answered(469, (response) => response.addRaw('Recv-Info', '')),
    '6086-4.3.1-01': hears('INFO').nth(3).answered(415),
  },
  async run(stage) {
    const { caller, answer, dialog } = await callTarget(stage, { headers: { 'Recv-Info': '' } });
    const name = answer.all(RecvInfo).at(-1)?.name;
    if (name === undefined) stage.notApplicable('it takes no Info Packages');
    const info = (): SipRequest => dialog.request('INFO', { headers: { 'Info-Package': name ?? '' } });
    await expectStatus(stage, caller, info(), '2xx', '6086-4.2.2-05', `INFO of the package ${name ?? ''}`);
    const offer = caller.sdp({ version: 2 });
    const invite = caller.send(dialog.request('INVITE', { body: [SDP, offer] }));
    await caller.response(invite, '2xx');
    caller.send(dialog.ack(dialog.cseq));
    await expectStatus(stage, caller, info(), '2xx', '6086-5.2.2-03', `INFO of the package ${name ?? ''}, later`);
    const several = info();
    several.setBody('multipart/mixed;boundary=part', PARTS);
    await expectStatus(stage, caller, several, '2xx', '6086-4.3.1-01', 'INFO with a body of several parts');
  },
});

const PARTS = [
  '--part',
  'Content-Type: text/plain',
  'Content-Disposition: render;handling=optional',
  '',
  'one',
  '--part',
  'Content-Type: text/plain',
  'Content-Disposition: render;handling=optional',
  '',
  'two',
  '--part--',
  '',
].join('\r\n');
