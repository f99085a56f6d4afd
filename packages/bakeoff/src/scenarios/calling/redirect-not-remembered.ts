import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { redirectedByUs } from '../support/redirected-by-us.ts';

export default scenario({
  id: 'calling/redirect-not-remembered',
  title: 'Where a 302 led the last time is not where the next call begins',
  role: 'calling',
  judges: {
    '3261-21.3-09': sends('INVITE')
      .from(3)
      .rewritten('to where the 302 led', (wire) => wire.replace(/^INVITE sip:bob@/, 'INVITE sip:carol@')),
  },
  async run(stage) {
    const { callee, invite } = await redirectedByUs(stage, 302, 'carol');
    callee.reply(await callee.next('INVITE'), 486);
    await callee.next('ACK');
    await stage.pass(500);
    await stage.operate('call', callee.contact);
    const next = await callee.next('INVITE', { withinMs: 10_000 });
    stage.judge('3261-21.3-09', next.uri === invite.uri, 'the next call to the address that was called first', next);
    callee.reply(next, 486);
  },
});
