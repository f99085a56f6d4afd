import { forged } from '../../control/forged.ts';
import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { needReliability, progress } from '../support/reliable-provisional.ts';
import { isRequest } from '../support/requests.ts';

export default scenario({
  id: 'calling/prack-out-of-order',
  title: 'A reliable provisional response that is not the next one has no PRACK',
  role: 'calling',
  judges: {
    '3262-4-13': hears('183 INVITE')
      .where((message) => message.raw('RSeq') === '9')
      .and('a PRACK for it', (message) => forged(message, 'PRACK')),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    needReliability(stage, invite);
    progress(callee, invite, 7);
    callee.reply(await callee.next('PRACK'), 200);
    await stage.pass(300);
    progress(callee, invite, 9);
    const early = await callee.unwanted(isRequest('PRACK'), 2_000);
    stage.judgeNone('3262-4-13', early, 'no PRACK for a response that leaves one out');
  },
});
