import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { SipMessage } from '@sidetone/sip';

export default scenario({
  id: 'answering/non-invite-is-answered-at-once',
  title: 'A request other than INVITE gets its final response at once, and no provisional one',
  role: 'answering',
  judges: {
    '3261-8.2.6.1-01': sends('final OPTIONS')
      .nth(1)
      .and('a 100 before it', (answer) => trying(answer)),
    '3261-8.2.6.1-02': sends('final OPTIONS').late(5_000),
    '3261-17.1-01': sends('final OPTIONS').late(5_000),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const options = alice.request('OPTIONS', stage.target.uri);
    const atMs = stage.elapsedMs;
    const answer = await alice.response(alice.send(options), 'final', { withinMs: 10_000 });
    const tookMs = stage.elapsedMs - atMs;
    const soon = 'a final response to OPTIONS within 2 s';
    stage.judge(['3261-8.2.6.1-02', '3261-17.1-01'], tookMs < 2_000, soon, answer, `one after ${tookMs} ms`);
    const provisional = await alice.unwanted((message) => message.kind === 'response' && message.status < 200, 500);
    stage.judge('3261-8.2.6.1-01', provisional === undefined, 'no provisional response to OPTIONS', provisional);
  },
});

function trying(answer: SipMessage): string {
  return answer.toWire().replace(/^SIP\/2\.0 \d{3}[^\r\n]*/, 'SIP/2.0 100 Trying');
}
