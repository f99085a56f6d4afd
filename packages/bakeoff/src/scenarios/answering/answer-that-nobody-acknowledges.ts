import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { byeFrom } from '../support/bye-from.ts';
import { sendInvite } from '../support/call-target.ts';
import type { SipResponse } from '@sidetone/sip';

export default scenario({
  id: 'answering/answer-that-nobody-acknowledges',
  title: 'A 200 that is never acknowledged is repeated for 32 s, and then the call is ended with BYE',
  role: 'answering',
  limitMs: 90_000,
  judges: {
    '3261-13.3.1.4-04': sends('BYE').lost(),
    '3261-15-04': sends('200 INVITE')
      .nth(3)
      .and('an early BYE', (answer) => byeFrom(answer as SipResponse)),
  },
  async run(stage) {
    const { caller, invite } = await sendInvite(stage, 'answer');
    const answer = await caller.response(invite, '2xx', { withinMs: 10_000 });
    const bye = await caller.next('BYE', {
      withinMs: 50_000,
      judges: '3261-13.3.1.4-04',
      expected: 'a BYE after 32 s without an ACK',
    });
    caller.reply(bye, 200);
    const [answeredMs = 0] = caller.arrivals(answer);
    const afterMs = stage.elapsedMs - answeredMs;
    stage.judge('3261-15-04', afterMs > 30_000, 'no BYE before 32 s have passed', bye, `BYE after ${afterMs} ms`);
    stage.judge('3261-13.3.1.4-04', true, 'a BYE after 32 s without an ACK', bye);
  },
});
