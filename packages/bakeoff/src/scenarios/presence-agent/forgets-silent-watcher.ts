import { createResponse, type SipRequest } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { resubscribe, watch } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/forgets-silent-watcher',
  title: 'A subscription is gone when its NOTIFY is never answered',
  role: 'presence-agent',
  protocols: ['UDP'],
  limitMs: 90_000,
  judges: {
    '6665-4.2.2-03': sends('NOTIFY').andHears('a 200', (notify) => createResponse(notify as SipRequest, 200)),
  },
  async run(stage) {
    const { alice, dialog } = await watch(stage, { expires: 600 });
    await alice.next('NOTIFY');
    await stage.pass(40_000);
    const late = await resubscribe(dialog, 600);
    stage.judge('6665-4.2.2-03', late.status === 481, 'no subscription any more', late);
  },
});
