import { SDP } from '../../end/audio.ts';
import { forged } from '../../control/forged.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, answeredCall } from '../support/called-by-target.ts';
import { isRequest } from '../support/requests.ts';

export default scenario({
  id: 'calling/waits-for-ack-before-invite',
  title: 'No re-INVITE leaves while one of the other end waits for its ACK',
  role: 'calling',
  judges: {
    '3261-14.1-06': sends('200 INVITE')
      .nth(1)
      .and('an INVITE', (answer) => forged(answer, 'INVITE'), 500),
  },
  async run(stage) {
    const { callee, dialog, invite } = await answeredCall(stage);
    const own = dialog.request('INVITE', { body: [SDP, callee.sdp({ version: 2 })] });
    if (!/RTP\/AVP/.test(invite.body)) own.setBody(undefined, '');
    await callee.response(callee.send(own), 200);
    await stage.operate('hold');
    const early = await callee.unwanted(isRequest('INVITE'), 3_000);
    stage.judgeNone('3261-14.1-06', early, 'no INVITE before the ACK');
    callee.send(dialog.ack(dialog.cseq, [SDP, callee.sdp({ version: 3 })]));
    const later = await callee.unwanted(isRequest('INVITE'), 3_000);
    if (later?.kind === 'request') accept(callee, later);
  },
});
