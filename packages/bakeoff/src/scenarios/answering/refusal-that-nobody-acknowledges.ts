import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { refusedInvite } from '../support/refused-invite.ts';

export default scenario({
  id: 'answering/refusal-that-nobody-acknowledges',
  title: 'A refusal that is never acknowledged is given up after 32 s',
  role: 'answering',
  protocols: ['UDP'],
  limitMs: 120_000,
  judges: {
    '3261-17.2.1-09': sends('final INVITE').nth(1).twice(42_000),
  },
  async run(stage) {
    const { caller, refusal } = await refusedInvite(stage);
    await stage.pass(50_000);
    const times = caller.arrivals(refusal);
    const lastMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
    stage.judge(
      '3261-17.2.1-09',
      lastMs <= 33_000,
      'no refusal later than 32 s after the first',
      refusal,
      `one after ${lastMs} ms`,
    );
  },
});
