import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { messageTitle } from '../../trace/entry.ts';
import { expectStatus } from '../support/expect-status.ts';
import type { SipMessage } from '@sidetone/sip';

const STRANGER = 'sip:somebody-else@bakeoff.invalid';
const toHas = (text: string) => (message: SipMessage) => message.raw('To')?.includes(text) === true;

export default scenario({
  id: 'answering/to-that-names-somebody-else',
  title:
    'A request is served though its To is of an unknown scheme, and refused with 403 at most for naming somebody else',
  role: 'answering',
  judges: {
    '3261-8.2.2.1-02': hears('OPTIONS').where(toHas('x-bakeoff:')).answered(403),
    '3261-8.2.2.1-03': hears('OPTIONS').where(toHas(STRANGER)).answered(404),
  },
  async run(stage: Stage) {
    const alice = await stage.end('alice');
    const { uri } = stage.target;
    const plain = await alice.exchange(alice.request('OPTIONS', uri));
    stage.need(plain.status < 300, 'a user agent that takes OPTIONS');
    const scheme = alice.request('OPTIONS', uri, { to: 'x-bakeoff:somebody' });
    await expectStatus(stage, alice, scheme, '2xx', '3261-8.2.2.1-02', 'a request whose To has an unknown scheme');
    const other = await alice.response(alice.send(alice.request('OPTIONS', uri, { to: STRANGER })), 'final', {
      judges: '3261-8.2.2.1-03',
    });
    stage.judge(
      '3261-8.2.2.1-03',
      other.status < 300 || other.status === 403,
      'a 2xx, or a 403, to a request whose To names somebody else',
      other,
      messageTitle(other),
    );
  },
});
