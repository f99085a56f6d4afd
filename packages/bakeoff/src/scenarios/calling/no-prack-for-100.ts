import { forged } from '../../control/forged.ts';
import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { needReliability, progress } from '../support/reliable-provisional.ts';
import { isRequest } from '../support/requests.ts';

export default scenario({
  id: 'calling/no-prack-for-100',
  title: 'A 100 has no PRACK, even if it asks for one',
  role: 'calling',
  judges: { '3262-4-04': hears('100 INVITE').and('a PRACK for it', (message) => forged(message, 'PRACK')) },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    needReliability(stage, invite);
    progress(callee, invite, 7, { status: 100 });
    const prack = await callee.unwanted(isRequest('PRACK'), 2_000);
    stage.judgeNone('3262-4-04', prack, 'no PRACK for a 100');
  },
});
