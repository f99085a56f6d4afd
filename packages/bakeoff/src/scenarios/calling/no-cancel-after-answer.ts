import type { SipMessage } from '@sidetone/sip';
import { forged } from '../../control/forged.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { answeredCall } from '../support/called-by-target.ts';
import { isRequest } from '../support/requests.ts';

export default scenario({
  id: 'calling/no-cancel-after-answer',
  title: 'A call that was answered is ended by BYE and not by CANCEL',
  role: 'calling',
  judges: {
    '3261-9.1-09': sends('BYE').and('CANCEL for the INVITE', (bye) => forged(bye, 'CANCEL', { cseqBy: -1 })),
    '3261-9.1-01': sends('BYE').and('CANCEL for the BYE', (bye) => forged(bye, 'CANCEL', { cseqBy: 0 }), 200),
  },
  async run(stage) {
    const { callee, invite } = await answeredCall(stage);
    await stage.operate('hangUp');
    const bye = await callee.next('BYE');
    const cancel = await callee.unwanted(isRequest('CANCEL'), 1_000);
    callee.reply(bye, 200);
    const numberOf = (request: SipMessage | undefined): string | undefined => request?.raw('CSeq')?.split(' ', 1)[0];
    const cancelOf = (request: SipMessage): SipMessage | undefined =>
      numberOf(cancel) === numberOf(request) ? cancel : undefined;
    stage.judgeNone('3261-9.1-09', cancelOf(invite), 'no CANCEL for an INVITE that was answered');
    stage.judgeNone('3261-9.1-01', cancelOf(bye), 'no CANCEL for a BYE');
  },
});
