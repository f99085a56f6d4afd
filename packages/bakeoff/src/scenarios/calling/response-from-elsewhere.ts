import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { createResponse } from '@sidetone/sip';
import { calledByTarget } from '../support/called-by-target.ts';

const deaf = hears('486 INVITE').lost();

export default scenario({
  id: 'calling/response-from-elsewhere',
  title: 'A response counts wherever it comes from, when it comes to where the Via says',
  role: 'calling',
  protocols: ['UDP'],
  judges: { '3261-18.1.1-11': deaf, '3261-18.1.1-12': deaf },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const other = await stage.end('other');
    other.sendOnce(createResponse(invite, 486, undefined, 'elsewhere'));
    const ids = ['3261-18.1.1-11', '3261-18.1.1-12'] as const;
    const expected = 'an ACK for a 486 that another address has sent';
    const ack = await callee.next('ACK', { judges: ids, expected });
    stage.judge(ids, true, expected, ack);
  },
});
