import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { isRefresh, notified, resubscribe, watch } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/lets-nobody-else-refresh',
  title: 'A subscription cannot be ended by somebody else who knows its dialog',
  role: 'presence-agent',
  judges: {
    '6665-4.2.1.3-01': hears('SUBSCRIBE')
      .where((message) => isRefresh(message) && message.raw('Contact')?.includes('carol') === true)
      .answered(200, (response) => response.addRaw('Expires', '0')),
  },
  async run(stage) {
    const { alice, dialog } = await watch(stage);
    await notified(alice);
    const carol = await stage.user('carol');
    const theft = dialog.request('SUBSCRIBE', { cseq: dialog.cseq + 10, headers: { Event: 'presence', Expires: '0' } });
    theft.remove('Contact');
    theft.addRaw('Contact', `<${carol.contact}>`);
    const answer = await carol.exchange(theft);
    stage.judge('6665-4.2.1.3-01', answer.status >= 300, 'somebody else to be refused', answer);
    dialog.cseq += 10;
    const own = await resubscribe(dialog, 600);
    stage.judge('6665-4.2.1.3-01', own.status === 200, 'the subscription to stand', own);
  },
});
