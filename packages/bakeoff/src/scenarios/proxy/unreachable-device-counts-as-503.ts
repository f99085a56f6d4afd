import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { inviteBob } from '../support/call-through.ts';

const IDS = ['3261-16.9-01', '3261-18.4-03'] as const;
const LOSES = sends('final INVITE')
  .where((message) => message.kind === 'response' && message.status !== 407)
  .lost();

export default scenario({
  id: 'proxy/unreachable-device-counts-as-503',
  title: 'A device whose address takes no connection is given up at once',
  role: 'proxy',
  protocols: ['UDP'],
  judges: { '3261-16.9-01': LOSES, '3261-18.4-03': LOSES },
  async run(stage) {
    const ends = await aliceAndBob(stage, { bob: { protocol: 'TCP' } });
    const { alice, bob } = ends;
    await bob.close();
    const final = await alice.exchange(inviteBob(ends), {
      judges: IDS,
      expected: 'a final response at once',
      withinMs: 10_000,
    });
    stage.judge(IDS, final.status >= 400, 'a refusal at once', final, `${final.status}`);
  },
});
