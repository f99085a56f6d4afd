import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { notifiesUntilEnd, numberOf, referIn, referTarget, takeReferredCall } from '../support/refer-target.ts';
import { Event } from '@sidetone/sip';

export default scenario({
  id: 'answering/second-refer-has-an-id',
  title: 'NOTIFYs of the second REFER in a dialog carry the number of that REFER as id',
  role: 'answering',
  limitMs: 90_000,
  judges: {
    '3515-2.4.6-01': sends('NOTIFY').with('Event', 'refer'),
  },
  async run(stage) {
    const { caller, dialog } = await referTarget(stage);
    await takeReferredCall(caller);
    await notifiesUntilEnd(caller);
    const second = referIn({ caller, dialog });
    await caller.response(caller.send(second), '2xx');
    await takeReferredCall(caller);
    const [notify] = await notifiesUntilEnd(caller);
    const number = numberOf(second);
    stage.judge(
      '3515-2.4.6-01',
      notify?.get(Event)?.id === String(number),
      `Event: refer;id=${number}`,
      notify,
      notify?.raw('Event') ?? 'none',
    );
  },
});
