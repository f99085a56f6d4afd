import { hears } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import { requireNotForwarded, withMaxForwards } from '../refused.ts';
import type { PassesOn } from './passes-on.ts';

export const optionsWithMaxForwardsZero = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/options-with-max-forwards-zero`,
    title: 'An OPTIONS with Max-Forwards 0 is answered by the proxy itself, or refused with 483',
    role,
    judges: {
      '3261-16.3-09': hears('OPTIONS').with('Max-Forwards', '5'),
      '3261-16.3-11': hears('OPTIONS').answered(404),
    },
    async run(stage) {
      const { alice, bob } = await aliceAndBob(stage);
      const options = withMaxForwards(alice.request('OPTIONS', bob.aor), 0);
      const expected = 'no OPTIONS with Max-Forwards 0 forwarded';
      const answer = await requireNotForwarded(stage, '3261-16.3-09', alice, options, expected);
      const isRight = answer?.status === 483 || answer?.status === 200;
      stage.judge('3261-16.3-11', isRight, 'a 483, or a 200 of the proxy itself', answer);
    },
  });
