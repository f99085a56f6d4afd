import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { isRefresh, notified, resubscribe, watch } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/keeps-order-of-dialog',
  title: 'A SUBSCRIBE with an old CSeq gets 500, and one that leaps is served',
  role: 'presence-agent',
  judges: {
    '3261-12.2.2-04': hears('SUBSCRIBE')
      .where((message) => isRefresh(message) && Number.parseInt(message.raw('CSeq') ?? '', 10) < 50)
      .changing('CSeq', (value) => `99${value}`),
    '3261-12.2.2-05': hears('SUBSCRIBE')
      .where((message) => isRefresh(message) && Number.parseInt(message.raw('CSeq') ?? '', 10) > 2000)
      .answered(500),
  },
  async run(stage) {
    const { alice, dialog } = await watch(stage, { cseq: 100 });
    await notified(alice);
    const leap = await resubscribe(dialog, 600, { cseq: 2500 });
    stage.judge('3261-12.2.2-05', leap.status === 200, 'a 200 though CSeq leaps', leap);
    const old = await resubscribe(dialog, 600, { cseq: 20 });
    stage.judge('3261-12.2.2-04', old.status === 500, 'a 500 to a lower CSeq', old);
    dialog.cseq = 3000;
  },
});
