import { Expires } from '@sidetone/sip';
import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { lineValues } from '../../trace/line-values.ts';
import { etagOf, publication, publish } from '../support/publishing.ts';

const UNTAGGED = sends('200 PUBLISH').without('SIP-ETag');

export default scenario({
  id: 'presence-agent/accepts-publication',
  title: 'A publication gets an entity-tag and no more time than it asks for',
  role: 'presence-agent',
  judges: {
    '3903-6-08': UNTAGGED,
    '3903-6-24': UNTAGGED,
    '3903-6-23': sends('200 PUBLISH').without('Expires'),
    '3903-6-11': sends('200 PUBLISH').with('Expires', '7200'),
    '3903-6-12': hears('PUBLISH')
      .where((message) => !message.has('Expires'))
      .answered(400),
  },
  async run(stage) {
    const bob = await stage.user('bob');
    const answer = await publish(stage, bob, { expires: 600 });
    const tags = lineValues(answer, 'SIP-ETag');
    const isTagged = tags.length === 1 && /^[^,\s]+$/.test(etagOf(answer));
    stage.judge(['3903-6-08', '3903-6-24'], isTagged, 'one entity-tag in SIP-ETag', answer, tags.join(' and '));
    const granted = answer.get(Expires);
    stage.require('3903-6-23', granted !== undefined, 'an Expires in the 200', answer);
    stage.judge('3903-6-11', (granted ?? 0) <= 600, 'the 600 s asked for at most', answer, `Expires: ${granted}`);
    const timeless = await bob.exchange(publication(bob));
    const isLimited = timeless.status === 200 && (timeless.get(Expires) ?? 0) > 0;
    stage.judge('3903-6-12', isLimited, 'a time of the server’s choice', timeless);
  },
});
