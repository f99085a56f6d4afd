import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { ringTarget } from '../support/ring-target.ts';

export default scenario({
  id: 'answering/invitation-expires',
  title: 'An INVITE that expires while it rings is answered 487',
  role: 'answering',
  judges: {
    '3261-13.3.1-01': sends('487 INVITE').status(480),
  },
  async run(stage) {
    const { caller, invite } = await ringTarget(stage, { headers: { Expires: '3' } });
    const final = await caller.response(invite, 'final', {
      withinMs: 8_000,
      judges: '3261-13.3.1-01',
      expected: 'a 487 when the 3 s of Expires are over',
    });
    stage.judge(
      '3261-13.3.1-01',
      final.status === 487,
      'a 487 when the 3 s of Expires are over',
      final,
      messageTitle(final),
    );
  },
});
