import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { judgeRefusal } from '../support/refused.ts';

export default scenario({
  id: 'proxy/unknown-scheme-gets-416',
  title: 'A Request-URI of a scheme that is not known is refused with 416',
  role: 'proxy',
  judges: { '3261-16.3-08': hears('OPTIONS').answered(404) },
  async run(stage) {
    const alice = await stage.user('alice');
    const options = alice.request('OPTIONS', 'nobodyknowsthisscheme:bob', { to: `sip:bob@${stage.target.domain}` });
    await judgeRefusal(stage, '3261-16.3-08', alice, options, 416);
  },
});
