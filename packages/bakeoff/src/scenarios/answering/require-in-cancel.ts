import { hears } from '../../control/controls.ts';
import { cancelOf } from '../../end/ack-and-cancel.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { expectStatus } from '../support/expect-status.ts';
import { ringTarget } from '../support/ring-target.ts';

export default scenario({
  id: 'answering/require-in-cancel',
  title: 'Require and Proxy-Require in a CANCEL are passed over',
  role: 'answering',
  judges: {
    '3261-8.2.2.3-04': hears('CANCEL').answered(420),
  },
  async run(stage) {
    const { caller, invite } = await ringTarget(stage);
    const cancel = cancelOf(invite);
    cancel.addRaw('Require', 'x-bakeoff');
    cancel.addRaw('Proxy-Require', 'x-bakeoff');
    await expectStatus(stage, caller, cancel, '2xx', '3261-8.2.2.3-04', 'a CANCEL with Require');
    const final = await caller.response(invite, 'final', { judges: '3261-8.2.2.3-04' });
    stage.judge('3261-8.2.2.3-04', final.status === 487, 'a 487 to the cancelled INVITE', final, messageTitle(final));
  },
});
