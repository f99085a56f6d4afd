import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { bind } from '../support/bindings.ts';
import { publish } from '../support/publishing.ts';
import { notified, notifiedOf, watchBob } from '../support/watching.ts';

const NOTE = 'gone fishing';

export default scenario({
  id: 'presence-agent/tells-of-changes',
  title: 'Watchers are sent NOTIFY when the state changes',
  role: 'presence-agent',
  judges: {
    '6665-4.2.2-02': sends('NOTIFY')
      .where((message) => message.bodyText().includes(NOTE))
      .lost(),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    await bind(stage, bob, { headers: { Expires: '600' } });
    await watchBob(stage, alice, bob);
    await notified(alice);
    await publish(stage, bob, { note: NOTE });
    const wait = { judges: '6665-4.2.2-02', expected: `a NOTIFY with the note “${NOTE}”` } as const;
    const told = await notifiedOf(alice, (notify) => notify.bodyText().includes(NOTE), wait);
    stage.judge('6665-4.2.2-02', true, wait.expected, told);
  },
});
