import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { inviteBob } from '../support/call-through.ts';
import { requireNotForwarded } from '../support/refused.ts';

const INSECURE = hears('INVITE').rewritten('as though it were for sip', (wire) =>
  wire.replace(/^INVITE sips:/, 'INVITE sip:'),
);

export default scenario({
  id: 'proxy/sips-stays-secure',
  title: 'A call to a sips address does not reach a device that is registered without TLS',
  role: 'proxy',
  judges: { '3261-16.6-50': INSECURE },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const invite = inviteBob(ends);
    invite.uri = ends.bob.aor.replace('sip:', 'sips:');
    const expected = 'no INVITE without TLS';
    const answer = await requireNotForwarded(stage, '3261-16.6-50', ends.alice, invite, expected);
    stage.judge('3261-16.6-50', true, expected, answer);
  },
});
