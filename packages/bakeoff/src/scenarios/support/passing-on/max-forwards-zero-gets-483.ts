import { hears } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { inviteBob } from '../call-through.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import { requireNotForwarded, withMaxForwards } from '../refused.ts';
import type { PassesOn } from './passes-on.ts';

export const maxForwardsZeroGets483 = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/max-forwards-zero-gets-483`,
    title: 'An INVITE with Max-Forwards 0 goes no further and is refused with 483',
    role,
    judges: {
      '3261-16.3-09': hears('INVITE').with('Max-Forwards', '5'),
      '3261-16.3-11': hears('INVITE').answered(400),
    },
    async run(stage) {
      const ends = await aliceAndBob(stage);
      const invite = withMaxForwards(inviteBob(ends), 0);
      const expected = 'no INVITE with Max-Forwards 0 forwarded';
      const answer = await requireNotForwarded(stage, '3261-16.3-09', ends.alice, invite, expected);
      stage.judge('3261-16.3-11', answer?.status === 483, 'a 483', answer, answer && `${answer.status}`);
    },
  });
