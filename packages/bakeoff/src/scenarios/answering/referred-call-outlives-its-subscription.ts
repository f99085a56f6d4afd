import { sends } from '../../control/controls.ts';
import { cancelOf } from '../../end/ack-and-cancel.ts';
import { scenario } from '../../scenario/scenario.ts';
import { referTarget } from '../support/refer-target.ts';
import { isRequest } from '../support/requests.ts';
import type { SipRequest } from '@sidetone/sip';

export default scenario({
  id: 'answering/referred-call-outlives-its-subscription',
  title: 'The call that a REFER asked for goes on when nobody wants to hear of it any more',
  role: 'answering',
  judges: {
    '3515-2.4.4-05': sends('INVITE')
      .nth(1)
      .and('a CANCEL', (invite) => cancelOf(invite as SipRequest), 2_000),
  },
  async run(stage) {
    const { caller } = await referTarget(stage);
    const invite = await caller.next('INVITE', { withinMs: 10_000, expected: 'the call that was asked for' });
    caller.reply(invite, 180);
    caller.reply(await caller.next('NOTIFY'), 481);
    const cancel = await caller.unwanted(isRequest('CANCEL'), 5_000);
    stage.judge('3515-2.4.4-05', cancel === undefined, 'no CANCEL of the call that was asked for', cancel);
    if (cancel?.kind === 'request') caller.reply(cancel, 200);
    caller.reply(invite, 486, undefined, 'referred');
  },
});
