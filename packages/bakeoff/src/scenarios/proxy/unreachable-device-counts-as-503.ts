import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { inviteBob } from '../support/call-through.ts';

export default scenario({
  id: 'proxy/unreachable-device-counts-as-503',
  title: 'A device whose address takes no connection is given up at once',
  role: 'proxy',
  protocols: ['UDP'],
  judges: {
    '3261-16.9-01': sends('final INVITE')
      .where((message) => message.kind === 'response' && message.status !== 407)
      .lost(),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage, { bob: { protocol: 'TCP' } });
    const { alice, bob } = ends;
    await bob.close();
    const final = await alice.exchange(inviteBob(ends), {
      judges: '3261-16.9-01',
      expected: 'a final response at once',
      withinMs: 10_000,
    });
    stage.judge('3261-16.9-01', final.status >= 400, 'a refusal at once', final, `${final.status}`);
  },
});
