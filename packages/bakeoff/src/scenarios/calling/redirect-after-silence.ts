import { scenario } from '../../scenario/scenario.ts';
import { redirectedByUs, sendsInviteTo } from '../support/redirected-by-us.ts';

export default scenario({
  id: 'calling/redirect-after-silence',
  title: 'An address that answers nothing counts as one that refuses with 408: the next one is called',
  role: 'calling',
  limitMs: 90_000,
  judges: { '3261-8.1.3.1-01': sendsInviteTo('dave').lost() },
  async run(stage) {
    const { callee } = await redirectedByUs(stage, 302, 'carol', 'dave');
    const silent = await callee.next('INVITE');
    const next = await callee.next('INVITE', {
      withinMs: 40_000,
      judges: '3261-8.1.3.1-01',
      expected: 'an INVITE to the next Contact after 64*T1',
    });
    stage.judge('3261-8.1.3.1-01', next.uri !== silent.uri, 'an INVITE to the next Contact after 64*T1', next);
  },
});
