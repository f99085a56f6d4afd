import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, calledByTarget } from '../support/called-by-target.ts';
import { isRequest } from '../support/requests.ts';

export default scenario({
  id: 'calling/cancel-crosses-answer',
  title: 'A 200 that crosses the CANCEL is acknowledged, and the call ended by BYE',
  role: 'calling',
  judges: {
    '3261-13.2.2-05': sends('ACK').lost(),
    '3261-13.2.2-11': sends('BYE').lost(),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    callee.reply(invite, 180);
    await stage.pass(300);
    await stage.operate('hangUp');
    callee.reply(await callee.next('CANCEL'), 200);
    accept(callee, invite);
    const [bye, ack] = await Promise.all([
      callee.unwanted(isRequest('BYE'), 4_000),
      callee.unwanted(isRequest('ACK'), 4_000),
    ]);
    stage.judge('3261-13.2.2-05', ack !== undefined, 'an ACK for the 200', ack, ack === undefined ? 'none' : undefined);
    stage.judge('3261-13.2.2-11', bye !== undefined, 'a BYE for the call', bye, bye === undefined ? 'none' : undefined);
    if (bye?.kind === 'request') callee.reply(bye, 200);
  },
});
