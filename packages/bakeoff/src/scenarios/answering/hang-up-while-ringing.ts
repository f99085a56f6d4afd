import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { methodOf } from '../../trace/entry.ts';
import { byeFrom } from '../support/bye-from.ts';
import { ringTarget } from '../support/ring-target.ts';
import type { SipResponse } from '@sidetone/sip';

export default scenario({
  id: 'answering/hang-up-while-ringing',
  title: 'A callee who wants no call refuses it, and sends no BYE in an early dialog',
  role: 'answering',
  judges: {
    '3261-15-03': sends('final INVITE').instead('a BYE', (answer) => byeFrom(answer as SipResponse)),
  },
  async run(stage) {
    const { caller, invite } = await ringTarget(stage);
    await stage.operate('hangUp');
    const came = await caller.unwanted(
      (message) => (message.kind === 'request' ? message.method === 'BYE' : message.status >= 200),
      5_000,
    );
    stage.judge(
      '3261-15-03',
      came !== undefined && came.kind === 'response',
      'a final response, and no BYE in an early dialog',
      came,
    );
    if (came?.kind === 'request') caller.reply(came, 200);
    else if (came !== undefined)
      stage.judge('3261-15-03', methodOf(came) === invite.method, 'a final response to the INVITE', came);
  },
});
