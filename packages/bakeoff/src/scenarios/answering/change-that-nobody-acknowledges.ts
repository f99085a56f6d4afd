import { sends } from '../../control/controls.ts';
import { SDP } from '../../end/audio.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callTarget } from '../support/call-target.ts';

export default scenario({
  id: 'answering/change-that-nobody-acknowledges',
  title: 'A 200 to a re-INVITE that is never acknowledged ends the call with BYE',
  role: 'answering',
  limitMs: 90_000,
  judges: {
    '3261-14.2-06': sends('BYE').lost(),
  },
  async run(stage) {
    const { caller, dialog } = await callTarget(stage);
    const invite = caller.send(dialog.request('INVITE', { body: [SDP, caller.sdp({ version: 2 })] }));
    await caller.response(invite, '2xx', { withinMs: 10_000 });
    const bye = await caller.next('BYE', {
      withinMs: 50_000,
      judges: '3261-14.2-06',
      expected: 'a BYE after 32 s without an ACK',
    });
    caller.reply(bye, 200);
    stage.judge('3261-14.2-06', true, 'a BYE after 32 s without an ACK', bye);
  },
});
