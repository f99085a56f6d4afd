import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { callTarget } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';
import { isRequest } from '../support/requests.ts';

export default scenario({
  id: 'answering/dialog-lives-on',
  title: 'A call in which nothing happens for a while is still there',
  role: 'answering',
  limitMs: 120_000,
  judges: {
    '3261-12.1.1-06': hears('BYE').answered(481),
  },
  async run(stage: Stage) {
    const { caller, dialog } = await callTarget(stage);
    const bye = await caller.unwanted(isRequest('BYE'), 75_000);
    if (bye?.kind === 'request') caller.reply(bye, 200);
    stage.need(bye === undefined, 'a phone that does not hang up by itself');
    await expectStatus(stage, caller, dialog.bye(), '2xx', '3261-12.1.1-06', 'a BYE 75 s after the answer');
  },
});
