import { hears } from '../../control/controls.ts';
import { forged } from '../../control/forged.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, calledByTarget } from '../support/called-by-target.ts';
import { isSameTo } from '../support/parties.ts';

export default scenario({
  id: 'calling/answer-after-refusal',
  title: 'What comes after a refusal of the call is passed over',
  role: 'calling',
  judges: {
    '3261-13.2.2-02': hears('200 INVITE').and('an ACK for it', (answer) => forged(answer, 'ACK', { cseqBy: 0 })),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    callee.reply(invite, 486);
    await callee.next('ACK');
    await stage.pass(500);
    const late = accept(callee, invite, { toTag: 'late' });
    const taken = await callee.unwanted((message) => message.kind === 'request' && isSameTo(message, late), 3_000);
    stage.judge('3261-13.2.2-02', taken === undefined, 'nothing in the dialog of a 200 after a 486', taken, 'nothing');
  },
});
