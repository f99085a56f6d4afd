import { forged } from '../../control/forged.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { challenge } from '../support/digest.ts';
import { isRequest } from '../support/requests.ts';

export default scenario({
  id: 'calling/credentials-refused',
  title: 'Credentials that were refused are not tried again',
  role: 'calling',
  judges: {
    '3261-22.1-13': sends('ACK')
      .nth(2)
      .and('the INVITE again', (ack) => forged(ack, 'INVITE'), 500),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    challenge(stage, callee, invite, 407, { nonce: 'one' });
    await callee.next('ACK');
    challenge(stage, callee, await callee.next('INVITE'), 407, { nonce: 'two' });
    await callee.next('ACK');
    const again = await callee.unwanted(isRequest('INVITE'), 5_000);
    stage.judgeNone('3261-22.1-13', again, 'no INVITE with the credentials that were refused');
  },
});
