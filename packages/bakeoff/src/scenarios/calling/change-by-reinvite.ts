import { forged } from '../../control/forged.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { answeredCall } from '../support/called-by-target.ts';
import { isRequest } from '../support/requests.ts';

export default scenario({
  id: 'calling/change-by-reinvite',
  title: 'A call that stands is changed by re-INVITE, even if the other end takes UPDATE',
  role: 'calling',
  judges: {
    '3311-5.1-02': sends('INVITE')
      .from(2)
      .instead('an UPDATE', (invite) => forged(invite, 'UPDATE', { cseqBy: 0 })),
  },
  async run(stage) {
    const { callee } = await answeredCall(stage, {
      edit: (response) => response.addRaw('Allow', 'INVITE, ACK, CANCEL, BYE, UPDATE'),
    });
    await stage.operate('hold');
    const change = await callee.unwanted(isRequest('INVITE', 'UPDATE'), 4_000);
    if (change?.kind !== 'request') return stage.notApplicable('it tells nobody that it holds');
    stage.judge('3311-5.1-02', change.method === 'INVITE', 'a re-INVITE', change);
    callee.reply(change, 488);
  },
});
