import { sends } from '../../control/controls.ts';
import { cancelOf } from '../../end/ack-and-cancel.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { inviteBob } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';

export default scenario({
  id: 'proxy/stray-cancel-is-forwarded',
  title: 'A CANCEL for an INVITE that the proxy knows nothing of is passed on without state',
  role: 'proxy',
  judges: { '3261-16.10-06': sends('CANCEL').lost() },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const cancel = cancelOf(inviteBob(ends));
    const { came } = await forwarded(stage, ends.alice, cancel, ends.bob, { judges: '3261-16.10-06' });
    stage.judge('3261-16.10-06', true, 'the CANCEL forwarded', came);
    ends.bob.reply(came, 481);
  },
});
