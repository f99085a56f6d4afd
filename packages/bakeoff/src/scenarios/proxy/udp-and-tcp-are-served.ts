import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';

const IDS = ['3261-18-03', '3261-18.2.1-03'] as const;
const DEAF = hears('OPTIONS').nth(2).lost();

export default scenario({
  id: 'proxy/udp-and-tcp-are-served',
  title: 'The same address takes requests over UDP and over TCP',
  role: 'proxy',
  protocols: ['UDP'],
  judges: { '3261-18-03': DEAF, '3261-18.2.1-03': DEAF },
  async run(stage) {
    const uri = `sip:${stage.target.domain}`;
    const udp = await stage.end('alice', { protocol: 'UDP' });
    await udp.exchange(udp.request('OPTIONS', uri));
    const tcp = await stage.end('bob', { protocol: 'TCP' });
    const expected = 'an answer over TCP as well as over UDP';
    const answer = await tcp.exchange(tcp.request('OPTIONS', uri), { judges: IDS, expected });
    stage.judge(IDS, true, expected, answer);
  },
});
