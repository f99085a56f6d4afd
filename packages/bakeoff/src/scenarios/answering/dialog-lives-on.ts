import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callTarget } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';

export default scenario({
  id: 'answering/dialog-lives-on',
  title: 'A call in which nothing happens for a while is still there',
  role: 'answering',
  limitMs: 120_000,
  judges: {
    '3261-12.1.1-06': hears('BYE').answered(481),
  },
  async run(stage) {
    const { caller, dialog } = await callTarget(stage);
    await stage.pass(75_000);
    await expectStatus(stage, caller, dialog.bye(), '2xx', '3261-12.1.1-06', 'a BYE 75 s after the answer');
  },
});
