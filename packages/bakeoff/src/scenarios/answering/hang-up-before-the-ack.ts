import { sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { byeFrom } from '../support/bye-from.ts';
import { sendInvite } from '../support/call-target.ts';
import type { SipResponse } from '@sidetone/sip';

export default scenario({
  id: 'answering/hang-up-before-the-ack',
  title: 'Who hangs up right after answering waits for the ACK before its BYE',
  role: 'answering',
  judges: {
    '3261-15-04': sends('200 INVITE')
      .nth(1)
      .and('a BYE', (answer) => byeFrom(answer as SipResponse), 300),
  },
  async run(stage) {
    const { caller, invite } = await sendInvite(stage, 'answer');
    const answer = await caller.response(invite, '2xx', { withinMs: 10_000 });
    await stage.operate('hangUp');
    const early = await caller.unwanted((message) => message.kind === 'request' && message.method === 'BYE', 2_000);
    stage.judge('3261-15-04', early === undefined, 'no BYE before the ACK', early);
    const dialog = TestDialog.ofResponse(caller, invite, answer);
    caller.send(dialog.ack(dialog.cseq));
    caller.reply(await caller.next('BYE', { expected: 'a BYE after the ACK' }), 200);
  },
});
