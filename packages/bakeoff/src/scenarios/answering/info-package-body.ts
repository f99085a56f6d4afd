import { RecvInfo } from '@sidetone/sip';
import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callTarget } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';

/** Packages whose bodies are known here. */
const BODIES: Readonly<Record<string, readonly [type: string, text: string]>> = {
  'x-bakeoff': ['text/plain', 'hello'],
  'trickle-ice': ['application/trickle-ice-sdpfrag', 'a=ice-ufrag:bake\r\na=ice-pwd:bakeoffbakeoffbakeoff22\r\n'],
};

export default scenario({
  id: 'answering/info-package-body',
  title: 'INFO with a body of the type that its package has is taken',
  role: 'answering',
  judges: { '6086-4.3.1-02': hears('INFO').answered(415) },
  async run(stage) {
    const { caller, answer, dialog } = await callTarget(stage, { headers: { 'Recv-Info': '' } });
    const listed = answer.all(RecvInfo).map((value) => value.name);
    const name = listed.findLast((one) => one in BODIES);
    if (name === undefined) return stage.notApplicable('it takes no Info Package whose bodies are known here');
    const headers = { 'Info-Package': name, 'Content-Disposition': 'Info-Package' };
    const body = BODIES[name];
    const info = dialog.request('INFO', { headers, ...(body === undefined ? {} : { body }) });
    await expectStatus(stage, caller, info, '2xx', '6086-4.3.1-02', `INFO of ${name} with a ${body?.[0] ?? 'body'}`);
  },
});
