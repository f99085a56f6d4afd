import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { notified, watch } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/repeats-event-id',
  title: 'The id in Event of SUBSCRIBE is in Event of NOTIFY',
  role: 'presence-agent',
  judges: { '6665-4.5.2-07': sends('NOTIFY').with('Event', 'presence') },
  async run(stage) {
    const { alice } = await watch(stage, { event: 'presence;id=4711' });
    const notify = await notified(alice);
    const isThere = /;\s*id\s*=\s*4711\b/.test(notify.raw('Event') ?? '');
    stage.judge('6665-4.5.2-07', isThere, 'id=4711 in Event', notify, `Event: ${notify.raw('Event')}`);
  },
});
