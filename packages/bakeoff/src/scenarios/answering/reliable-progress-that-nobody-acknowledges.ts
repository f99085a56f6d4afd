import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { reliableProgress } from '../support/prack.ts';

export default scenario({
  id: 'answering/reliable-progress-that-nobody-acknowledges',
  title: 'A reliable provisional response without a PRACK for 32 s ends the call with a 5xx',
  role: 'answering',
  limitMs: 90_000,
  judges: {
    '3262-3-18': sends('5xx INVITE').status(486),
  },
  async run(stage) {
    const { caller, invite } = await reliableProgress(stage);
    const final = await caller.response(invite, 'final', {
      withinMs: 40_000,
      judges: '3262-3-18',
      expected: 'a 5xx after 32 s without a PRACK',
    });
    const isServerFailure = final.status >= 500 && final.status < 600;
    stage.judge('3262-3-18', isServerFailure, 'a 5xx after 32 s without a PRACK', final, messageTitle(final));
  },
});
