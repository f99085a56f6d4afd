import { sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { earlyUpdate } from '../support/early-update.ts';

export default scenario({
  id: 'calling/refused-update',
  title: 'When an UPDATE is refused the session is as before',
  role: 'calling',
  judges: {
    '3311-5.3-01': sends('200 INVITE').changingBody('with an offer that holds', (body) =>
      body.replace('a=sendrecv', 'a=sendonly'),
    ),
  },
  async run(stage) {
    const { callee, invite, update } = await earlyUpdate(stage);
    callee.reply(update, 488);
    await stage.pass(300);
    const answer = callee.reply(invite, 200);
    await callee.next('ACK');
    const dialog = TestDialog.ofRequest(callee, invite, answer);
    const question = callee.send(dialog.request('INVITE'));
    const offer = await callee.response(question, '2xx', { judges: '3311-5.3-01', expected: 'a call that goes on' });
    callee.send(dialog.ack(dialog.cseq, [SDP, callee.sdp({ version: 2 })]));
    const isAsBefore = !/^a=(sendonly|inactive|recvonly)/m.test(offer.body);
    stage.judge('3311-5.3-01', isAsBefore, 'an offer that does not hold', offer);
  },
});
