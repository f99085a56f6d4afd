import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteBob } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';

export default scenario({
  id: 'proxy/user-is-found-by-canonical-uri',
  title: 'Escapes, capitals of the host and unknown parameters do not hide a user',
  role: 'proxy',
  judges: {
    '3261-16.5-04': hears('INVITE').nth(1).answered(404),
    '3261-19.1.1-12': hears('INVITE')
      .where((message) => message.kind === 'request' && message.uri.includes('no-such-parameter'))
      .answered(404),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const [, user = '', host = ''] = /^sip:([^@]+)@(.+)$/.exec(bob.aor) ?? [];
    const escaped = inviteBob(ends);
    escaped.uri = `sip:%${user.charCodeAt(0).toString(16)}${user.slice(1)}@${host.toUpperCase()}`;
    const first = await forwarded(stage, alice, escaped, bob, { judges: '3261-16.5-04' });
    stage.judge('3261-16.5-04', first.came.uri === bob.contact, `INVITE ${bob.contact}`, first.came);
    bob.reply(first.came, 486);
    const odd = inviteBob(ends);
    odd.uri = `${bob.aor};no-such-parameter=yes`;
    const second = await forwarded(stage, alice, odd, bob, { judges: '3261-19.1.1-12' });
    stage.judge('3261-19.1.1-12', second.came.uri === bob.contact, `INVITE ${bob.contact}`, second.came);
    bob.reply(second.came, 486);
  },
});
