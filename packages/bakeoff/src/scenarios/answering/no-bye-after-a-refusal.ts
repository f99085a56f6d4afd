import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { byeFrom } from '../support/bye-from.ts';
import { isRequest } from '../support/requests.ts';
import { ringTarget } from '../support/ring-target.ts';
import type { SipResponse } from '@sidetone/sip';

export default scenario({
  id: 'answering/no-bye-after-a-refusal',
  title: 'A call that was refused is over: no BYE comes behind the refusal',
  role: 'answering',
  judges: {
    '3261-15-02': sends('final INVITE')
      .nth(1)
      .and('a BYE', (answer) => byeFrom(answer as SipResponse), 300),
  },
  async run(stage) {
    const { caller, invite } = await ringTarget(stage);
    await stage.operate('hangUp');
    const refusal = await caller.response(invite, 'final');
    const bye = await caller.unwanted(isRequest('BYE'), 3_000);
    stage.judge('3261-15-02', bye === undefined && refusal.status >= 300, 'no BYE without a dialog', bye);
  },
});
