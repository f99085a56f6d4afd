import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { isSameUri, neighbour } from '../support/uris.ts';
import { isRefresh, notified, resubscribe, watch } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/follows-watcher',
  title: 'A refresh with another Contact moves the subscription there',
  role: 'presence-agent',
  judges: {
    '3261-12.2.2-07': hears('SUBSCRIBE')
      .where(isRefresh)
      .changing('Contact', (value) => value.replace('moved@', 'alice@')),
  },
  async run(stage: Stage) {
    const { alice, dialog } = await watch(stage);
    await notified(alice);
    const moved = neighbour(alice, 'moved');
    const answer = await resubscribe(dialog, 600, { contact: `<${moved}>` });
    stage.need(answer.status === 200, 'a refresh that is accepted');
    const notify = await notified(alice);
    stage.judge('3261-12.2.2-07', isSameUri(notify.uri, moved), `a NOTIFY to ${moved}`, notify);
  },
});
