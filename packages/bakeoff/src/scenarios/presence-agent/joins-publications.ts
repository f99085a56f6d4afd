import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { bind, hasCSeq } from '../support/bindings.ts';
import { etagOf, publication, publish } from '../support/publishing.ts';
import { notified, notifiedOf, watchBob } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/joins-publications',
  title: 'When one of two publications is removed, watchers see the other',
  role: 'presence-agent',
  judges: {
    // Takes both away.
    '3903-6-19': hears('PUBLISH')
      .where(hasCSeq(900, 901))
      .answered(200, (response) => {
        response.addRaw('Expires', '0');
        response.addRaw('SIP-ETag', 'gone');
      }),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    await bind(stage, bob, { headers: { Expires: '600' } });
    await publish(stage, bob, { note: 'at the desk' });
    await stage.pass(1_000);
    const newer = await publish(stage, bob, { note: 'on the road' });
    await watchBob(stage, alice, bob);
    const first = await notified(alice);
    stage.need(first.bodyText().includes('on the road'), 'the newer publication at the watcher');
    const removal = publication(bob, { note: false, ifMatch: etagOf(newer), expires: 0, cseq: 900 });
    const removed = await bob.exchange(removal);
    stage.need(removed.status === 200, 'a removal that is accepted');
    const isLeft = (notify: typeof first): boolean =>
      notify.bodyText().includes('at the desk') && !notify.bodyText().includes('on the road');
    const wait = { judges: '3903-6-19', expected: 'a NOTIFY with the other publication alone' } as const;
    stage.judge('3903-6-19', true, wait.expected, await notifiedOf(alice, isLeft, wait));
  },
});
