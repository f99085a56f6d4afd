import { ProxyRequire } from '@sidetone/sip';
import { hears, sends } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { inviteBob } from '../call-through.ts';
import { linesOf } from '../header-lines.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import { requireNotForwarded } from '../refused.ts';
import type { PassesOn } from './passes-on.ts';

const IGNORES = hears('INVITE').without('Proxy-Require');

export const proxyRequireGets420 = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/proxy-require-gets-420`,
    title: 'A request that asks more of proxies than this one can do is refused with 420, which says what that is',
    role,
    judges: {
      '3261-16.3-02': IGNORES,
      '3261-16.3-15': hears('INVITE').answered(400),
      '3261-16.3-16': sends('420 INVITE').with('Unsupported', 'levitation'),
    },
    async run(stage) {
      const ends = await aliceAndBob(stage);
      const invite = inviteBob(ends);
      invite.setAll(ProxyRequire, ['levitation', 'x-teleport']);
      const expected = 'no INVITE forwarded that requires unknown extensions of proxies';
      const answer = await requireNotForwarded(stage, '3261-16.3-02', ends.alice, invite, expected);
      stage.require('3261-16.3-15', answer?.status === 420, 'a 420', answer, answer && `${answer.status}`);
      const listed =
        answer === undefined ? [] : linesOf(answer, 'Unsupported').flatMap((line) => line.split(/\s*,\s*/));
      const isListed = ['levitation', 'x-teleport'].every((tag) => listed.includes(tag));
      stage.judge(
        '3261-16.3-16',
        isListed,
        'both option tags in Unsupported',
        answer,
        `Unsupported: ${listed.join(', ')}`,
      );
    },
  });
