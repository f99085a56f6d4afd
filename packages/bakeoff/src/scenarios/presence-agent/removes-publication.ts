import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { bind } from '../support/bindings.ts';
import { etagOf, isUpdate, publication, publish } from '../support/publishing.ts';
import { notified, notifiedOf, watchBob } from '../support/watching.ts';

const isRemoval = hears('PUBLISH').where((message) => isUpdate(message) && message.raw('Expires') === '0');

export default scenario({
  id: 'presence-agent/removes-publication',
  title: 'What is published with Expires: 0 is gone at once, and watchers are told',
  role: 'presence-agent',
  judges: {
    '3903-6-19': isRemoval.answered(200, (response) => {
      response.addRaw('Expires', '0');
      response.addRaw('SIP-ETag', 'gone');
    }),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    await bind(stage, bob, { headers: { Expires: '600' } });
    const published = await publish(stage, bob, { note: 'gone fishing' });
    await watchBob(stage, alice, bob);
    const before = await notified(alice);
    stage.need(before.bodyText().includes('gone fishing'), 'the published state at its watcher');
    const ifMatch = etagOf(published);
    await publish(stage, bob, { note: false, ifMatch, expires: 0 });
    const isTold = (notify: typeof before): boolean => !notify.bodyText().includes('gone fishing');
    const wait = { judges: '3903-6-19', expected: 'a NOTIFY without what was removed' } as const;
    stage.judge('3903-6-19', true, wait.expected, await notifiedOf(alice, isTold, wait));
    const late = await bob.exchange(publication(bob, { note: false, ifMatch, expires: 600 }));
    stage.judge('3903-6-19', late.status === 412, 'a 412 to the entity-tag of what was removed', late);
  },
});
