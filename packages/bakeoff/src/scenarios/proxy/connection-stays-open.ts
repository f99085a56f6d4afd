import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';

const IDS = ['3261-18-01', '3261-18-02'] as const;
const CLOSES = sends('final OPTIONS').andCloses(10_000);

export default scenario({
  id: 'proxy/connection-stays-open',
  title: 'A connection stays open after its last message for as long as a transaction may take',
  role: 'proxy',
  protocols: ['TCP'],
  limitMs: 90_000,
  judges: { '3261-18-01': CLOSES, '3261-18-02': CLOSES },
  async run(stage) {
    const alice = await stage.user('alice');
    await alice.exchange(alice.request('OPTIONS', `sip:${stage.target.domain}`));
    await stage.pass(33_000);
    const why = alice.closures[0] ?? '';
    stage.judge(IDS, alice.closures.length === 0, 'an open connection after 33 s', undefined, `it closed: ${why}`);
  },
});
