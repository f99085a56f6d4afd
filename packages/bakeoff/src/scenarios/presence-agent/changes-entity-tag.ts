import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { etagOf, publication, publish } from '../support/publishing.ts';

export default scenario({
  id: 'presence-agent/changes-entity-tag',
  title: 'Every refresh and change of a publication gets a new entity-tag in place of the old one',
  role: 'presence-agent',
  judges: {
    '3903-6-25': sends('200 PUBLISH').repeating('SIP-ETag'),
    '3903-6-10': sends('412 PUBLISH').status(404),
    '3903-6-26': sends('200 PUBLISH')
      .where((message) => message.raw('Call-ID')?.startsWith('second') === true)
      .with('SIP-ETag', 'x'),
  },
  async run(stage) {
    const bob = await stage.user('bob');
    const first = etagOf(await publish(stage, bob));
    const refresh = await publish(stage, bob, { note: false, ifMatch: first });
    const second = etagOf(refresh);
    stage.require('3903-6-25', second !== first, 'a new entity-tag for a refresh', refresh, `SIP-ETag: ${second}`);
    const change = await publish(stage, bob, { note: 'back soon', ifMatch: second });
    const third = etagOf(change);
    stage.judge('3903-6-25', third !== second, 'a new entity-tag for a change', change, `SIP-ETag: ${third}`);
    const old = await bob.exchange(publication(bob, { note: false, ifMatch: first, expires: 600 }));
    stage.judge('3903-6-10', old.status === 412, 'a 412 to an entity-tag that was replaced', old);
    const others = [];
    for (let count = 0; count < 2; count += 1) {
      others.push(etagOf(await publish(stage, bob, { callId: `second${bob.token(20)}` })));
    }
    const all = [first, second, third, ...others];
    const areApart = new Set(all).size === all.length;
    stage.judge('3903-6-26', areApart, 'no entity-tag twice', undefined, `SIP-ETag: ${all.join(', ')}`);
  },
});
