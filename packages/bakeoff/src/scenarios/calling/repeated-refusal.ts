import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { TestEnd } from '../../end/test-end.ts';
import { calledByTarget } from '../support/called-by-target.ts';

const countAcks = ({ heard }: TestEnd): number =>
  heard.filter(({ message }) => message?.kind === 'request' && message.method === 'ACK').length;

export default scenario({
  id: 'calling/repeated-refusal',
  title: 'Each copy of a refusal is acknowledged again, for 32 s over UDP',
  role: 'calling',
  protocols: ['UDP'],
  judges: {
    '3261-17.1.1.2-22': sends('ACK').nth(2).lost(),
    '3261-17.1.1.2-21': sends('ACK').nth(3).lost(),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const refusal = callee.reply(invite, 486);
    await callee.next('ACK');
    const again = async (): Promise<boolean> => {
      const before = countAcks(callee);
      callee.sendOnce(refusal);
      await stage.pass(1_000);
      return countAcks(callee) > before;
    };
    stage.judge('3261-17.1.1.2-22', await again(), 'the ACK again for the 486 again', refusal, 'none');
    await stage.pass(28_000);
    stage.judge('3261-17.1.1.2-21', await again(), 'the ACK again after 29 s', refusal, 'none');
  },
});
