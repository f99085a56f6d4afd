import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { challenge, credentials, isProven } from '../support/digest.ts';

const old = sends('INVITE').from(2).keeping('Proxy-Authorization');

export default scenario({
  id: 'calling/stale-nonce',
  title: 'When the nonce was stale, the INVITE goes out again with the new one',
  role: 'calling',
  judges: { '3261-22.3-05': old },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    challenge(stage, callee, invite, 407, { nonce: 'one' });
    await callee.next('ACK');
    challenge(stage, callee, await callee.next('INVITE'), 407, { nonce: 'two', isStale: true });
    await callee.next('ACK');
    const expected = 'an INVITE with credentials for the new nonce';
    const again = await callee.next('INVITE', { judges: '3261-22.3-05', expected });
    stage.judge('3261-22.3-05', isProven(stage, again, credentials(stage, again, 407), 'two'), expected, again);
    callee.reply(again, 486);
  },
});
