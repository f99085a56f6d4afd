import { hears } from '../../control/controls.ts';
import { forged } from '../../control/forged.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { isRequest } from '../support/requests.ts';

export default scenario({
  id: 'calling/cancel-without-final-response',
  title: 'An INVITE that was cancelled and gets no final response in 64*T1 is forgotten',
  role: 'calling',
  limitMs: 90_000,
  judges: {
    '3261-9.1-11': hears('487 INVITE').and('an ACK for it', (response) => forged(response, 'ACK', { cseqBy: 0 })),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    callee.reply(invite, 180);
    await stage.pass(300);
    await stage.operate('hangUp');
    callee.reply(await callee.next('CANCEL'), 200);
    await stage.pass(45_000);
    callee.reply(invite, 487);
    const ack = await callee.unwanted(isRequest('ACK'), 2_000);
    stage.judgeNone('3261-9.1-11', ack, 'no ACK for a 487 that comes after 64*T1');
  },
});
