import { ContentType } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { notified, notifiedOf, watch, watchBob } from '../support/watching.ts';

export default scenario({
  id: 'presence-agent/writes-what-is-accepted',
  title: 'The body of NOTIFY is of a type that SUBSCRIBE accepts, or the one of the package',
  role: 'presence-agent',
  judges: {
    '6665-3.2.1-03': sends('NOTIFY')
      .where((message) => message.has('Content-Type'))
      .with('Content-Type', 'application/xpidf+xml'),
  },
  async run(stage) {
    const { alice, bob } = await watch(stage, { headers: { Accept: 'application/pidf+xml' } });
    const first = await notified(alice);
    const { type } = first.get(ContentType) ?? { type: 'no body' };
    const fits = first.body === '' || type === 'application/pidf+xml';
    stage.judge('6665-3.2.1-03', fits, 'a body of application/pidf+xml', first, type);
    const second = await watchBob(stage, alice, bob, {});
    const plain = await notifiedOf(alice, (notify) => notify.raw('Call-ID') === second.subscribe.raw('Call-ID'));
    const byDefault = plain.body === '' || plain.get(ContentType)?.type === 'application/pidf+xml';
    stage.judge('6665-3.2.1-03', byDefault, 'a body of application/pidf+xml without Accept', plain);
  },
});
