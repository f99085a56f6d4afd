import { sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { callTarget } from '../support/call-target.ts';

export default scenario({
  id: 'answering/target-refresh',
  title: 'A re-INVITE that is accepted moves the remote target, and one that is refused does not',
  role: 'answering',
  judges: {
    '3261-12.2.2-07': sends('BYE').rewritten('to the old Contact', (wire) =>
      wire.replace(/^BYE sip:moved/, 'BYE sip:alice'),
    ),
    '3261-8.2-01': sends('BYE').rewritten('to the old Contact', (wire) =>
      wire.replace(/^BYE sip:moved/, 'BYE sip:alice'),
    ),
    '3261-8.2-02': sends('BYE').rewritten('to the refused Contact', (wire) =>
      wire.replace(/^BYE sip:moved/, 'BYE sip:refused'),
    ),
  },
  async run(stage: Stage) {
    const { caller, dialog } = await callTarget(stage);
    const contact = (user: string): string => caller.contact.replace(/^sip:[^@]*/, `sip:${user}`);
    const move = caller.send(
      dialog.request('INVITE', { contact: `<${contact('moved')}>`, body: [SDP, caller.sdp({ version: 2 })] }),
    );
    await caller.response(move, '2xx');
    caller.send(dialog.ack(dialog.cseq));
    const refused = dialog.request('INVITE', {
      contact: `<${contact('refused')}>`,
      headers: { Require: 'x-bakeoff' },
      body: [SDP, caller.sdp({ version: 3 })],
    });
    const refusal = await caller.exchange(refused);
    stage.need(refusal.status >= 300, 'a re-INVITE that is refused');
    await stage.operate('hangUp');
    const bye = await caller.next('BYE');
    caller.reply(bye, 200);
    stage.judge(
      '3261-8.2-02',
      bye.uri !== contact('refused'),
      'nothing of the refused re-INVITE in force',
      bye,
      bye.uri,
    );
    stage.judge(
      ['3261-12.2.2-07', '3261-8.2-01'],
      bye.uri === contact('moved') || bye.uri === contact('refused'),
      `a BYE to ${contact('moved')}`,
      bye,
      bye.uri,
    );
  },
});
