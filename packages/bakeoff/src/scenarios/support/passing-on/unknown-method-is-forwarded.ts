import { hears } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { forwarded } from '../forwarded.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import type { PassesOn } from './passes-on.ts';

const IDS = ['3261-16.2-03', '3261-16.3-07'] as const;
const REFUSES = hears('PING').answered(501);

export const unknownMethodIsForwarded = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/unknown-method-is-forwarded`,
    title: 'A request with a method that nobody has heard of is forwarded like any other',
    role,
    judges: { '3261-16.2-03': REFUSES, '3261-16.3-07': REFUSES },
    async run(stage) {
      const { alice, bob } = await aliceAndBob(stage);
      const { sent, came } = await forwarded(stage, alice, alice.request('PING', bob.aor), bob, { judges: IDS });
      bob.reply(came, 200);
      const answer = await alice.response(sent, 'final', { judges: IDS, expected: 'the 200 to PING' });
      stage.judge(IDS, answer.status === 200, 'the 200 to PING', answer);
    },
  });
