import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { inviteBob } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';

const IDS = ['3261-16.4-04', '3261-16.4-05'] as const;
const FOREIGN = hears('INVITE').answered(403);

export default scenario({
  id: 'proxy/own-maddr-is-removed',
  title: 'A maddr that is the address of this proxy does not keep it from finding its user',
  role: 'proxy',
  // The address of a WebSocket is not that of the proxy behind it.
  protocols: ['UDP', 'TCP'],
  judges: { '3261-16.4-04': FOREIGN, '3261-16.4-05': FOREIGN },
  async run(stage: Stage) {
    const ends = await aliceAndBob(stage);
    const here = stage.target.address(stage.protocol);
    stage.need(here !== undefined && /^[\d.]+$/.test(here.host), 'the IPv4 address of the target');
    const invite = inviteBob(ends);
    invite.uri = `${ends.bob.aor}:${here.port};maddr=${here.host}`;
    const { came } = await forwarded(stage, ends.alice, invite, ends.bob, { judges: IDS });
    stage.judge(IDS, came.uri === ends.bob.contact, `INVITE ${ends.bob.contact}`, came);
  },
});
