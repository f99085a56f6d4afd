import { hears } from '../../control/controls.ts';
import { cancelOf } from '../../end/ack-and-cancel.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteTo } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';

export default scenario({
  id: 'answering/cancel-of-nothing',
  title: 'A CANCEL of no request is answered 481',
  role: 'answering',
  judges: {
    '3261-9.2-01': hears('CANCEL').answered(200),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const cancel = cancelOf(inviteTo(stage, alice));
    await expectStatus(stage, alice, cancel, 481, '3261-9.2-01', 'a CANCEL of an INVITE that never was');
  },
});
