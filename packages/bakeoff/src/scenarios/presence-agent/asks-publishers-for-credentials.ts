import { WwwAuthenticate } from '@sidetone/sip';
import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { askedFirst } from '../support/asked-first.ts';
import { hasCredentials } from '../support/credentials.ts';
import { needPublish, publication } from '../support/publishing.ts';

const accepted = (message: { addRaw(name: string, value: string): void }): void => {
  message.addRaw('SIP-ETag', 'x');
  message.addRaw('Expires', '600');
};

export default scenario({
  id: 'presence-agent/asks-publishers-for-credentials',
  title: 'Nobody publishes without digest credentials, nor with those of a request that was sent before',
  role: 'presence-agent',
  judges: {
    '3903-14.2-01': hears('PUBLISH')
      .where((message) => !hasCredentials(message))
      .answered(200, accepted),
    '3903-14.1-02': sends('401 PUBLISH').edit('with Basic alone', (message) => {
      message.remove('WWW-Authenticate');
      message.addRaw('WWW-Authenticate', 'Basic realm="biloxi.test"');
    }),
    '3903-14.3-01': hears('PUBLISH')
      .where((message) => message.raw('Call-ID')?.startsWith('replay') === true)
      .answered(200, accepted),
    '3903-14.1-01': hears('PUBLISH')
      .where((message) => message.raw('Call-ID')?.startsWith('theft') === true)
      .answered(200, accepted),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    const open = await bob.response(bob.send(publication(bob, { expires: 600 })), 'final');
    needPublish(stage, open);
    stage.require('3903-14.2-01', open.status >= 300, 'a PUBLISH without credentials not to be accepted', open);
    if (open.status === 401) {
      const isDigest = open.all(WwwAuthenticate).some(({ scheme }) => scheme.toLowerCase() === 'digest');
      stage.require('3903-14.1-02', isDigest, 'a digest challenge', open);
    }
    const { challenge, retry } = await askedFirst(stage, bob, publication(bob, { expires: 600 }));
    stage.judge('3903-14.1-02', true, 'a digest challenge', challenge);
    const right = await bob.response(bob.send(retry), 'final');
    stage.need(right.status === 200, 'a publication that is accepted');
    const replay = publication(bob, { expires: 600, callId: `replay${bob.token(20)}` });
    for (const name of ['Authorization', 'Proxy-Authorization']) replay.copyLines(retry, name);
    const again = await bob.response(bob.send(replay), 'final');
    stage.judge('3903-14.3-01', again.status >= 300, 'credentials that were used before not to be accepted', again);
    const theft = publication(alice, { uri: bob.aor, expires: 600, callId: `theft${alice.token(20)}` });
    const answer = await alice.exchange(theft);
    stage.judge('3903-14.1-01', answer.status >= 300, 'nobody to publish the state of somebody else', answer);
  },
});
