import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { inviteWithoutOffer } from '../support/call-target.ts';
import { expectStatus } from '../support/expect-status.ts';

export default scenario({
  id: 'answering/method-before-everything-else',
  title: 'A request is looked at in order: method, then extensions, then the body',
  role: 'answering',
  judges: {
    '3261-8.2.1-01': hears('BAKEOFF').answered(420, (response) => response.addRaw('Unsupported', 'x-bakeoff')),
    '3261-8.2-03': hears('INVITE').answered(415, (response) => response.addRaw('Accept', 'application/sdp')),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const headers = { Require: 'x-bakeoff' };
    const body = ['application/x-bakeoff', 'nothing that anybody knows'] as const;
    const unknown = alice.request('BAKEOFF', stage.target.uri, { headers, body });
    const first = await alice.response(alice.send(unknown), 'final', { judges: '3261-8.2.1-01' });
    stage.judge(
      '3261-8.2.1-01',
      first.status === 501 || first.status === 405,
      'a 501 or 405 to an unknown method, whatever else is wrong with the request',
      first,
      messageTitle(first),
    );
    const invite = inviteWithoutOffer(stage, alice, { headers, body });
    await expectStatus(stage, alice, invite, 420, '3261-8.2-03', 'an INVITE with an unknown extension and body');
  },
});
