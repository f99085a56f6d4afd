import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { grantedSec, watch } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/takes-default-time',
  title: 'SUBSCRIBE without Expires gets the time that the package has by default',
  role: 'presence-agent',
  judges: {
    '6665-3.1.1-02': hears('SUBSCRIBE').edit('with Expires: 0', (message) => {
      if (!message.has('Expires')) message.addRaw('Expires', '0');
    }),
  },
  async run(stage) {
    const { answer } = await watch(stage, { expires: undefined });
    // RFC 3856 §6.4: an hour, which the notifier may shorten.
    const granted = grantedSec(answer);
    stage.judge('6665-3.1.1-02', granted > 0 && granted <= 3600, 'an hour at most', answer, `Expires: ${granted}`);
  },
});
