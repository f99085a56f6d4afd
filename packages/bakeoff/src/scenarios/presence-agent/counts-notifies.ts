import { CSeq } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { isRefresh, notified, resubscribe, watch } from '../support/watching.ts';

const LEAPS = sends('NOTIFY')
  .nth(2)
  .changing('CSeq', (value) => `9${value}`);

export default scenario({
  id: 'presence-agent/counts-notifies',
  title: 'Each NOTIFY of a subscription has the next CSeq',
  role: 'presence-agent',
  judges: {
    '3261-12.2.1.1-07': LEAPS,
    '3261-12.2.1.1-08': LEAPS,
    '3261-12.2.1.1-09': sends('NOTIFY')
      .where((message) => isRefresh(message))
      .changing('CSeq', (value) => `3${value.padStart(16, '0')}`),
  },
  async run(stage) {
    const { alice, dialog } = await watch(stage, { expires: 600 });
    const first = (await notified(alice)).get(CSeq)?.number ?? Number.NaN;
    stage.require('3261-12.2.1.1-09', first < 2 ** 31, 'a CSeq below 2**31', undefined, `CSeq: ${first}`);
    await resubscribe(dialog, 600);
    const notify = await notified(alice);
    const second = notify.get(CSeq)?.number;
    const ids = ['3261-12.2.1.1-07', '3261-12.2.1.1-08'] as const;
    stage.judge(ids, second === first + 1, `a CSeq of ${first + 1}`, notify, `CSeq: ${second}`);
  },
});
