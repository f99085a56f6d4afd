import { type SipMessage, tag, To } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { forged } from '../../control/forged.ts';
import { scenario } from '../../scenario/scenario.ts';
import { answeredCall } from '../support/called-by-target.ts';
import { isRequest } from '../support/requests.ts';

const isInDialog = (message: SipMessage): boolean => {
  const to = message.get(To);
  return isRequest('MESSAGE')(message) && to !== undefined && tag(to) !== undefined;
};

export default scenario({
  id: 'calling/messages-in-a-call',
  title: 'A MESSAGE in a dialog waits for the answer to the one before',
  role: 'calling',
  protocols: ['UDP'],
  judges: {
    '3428-8-04': sends('MESSAGE')
      .nth(1)
      .and(
        'the next one in the dialog',
        (message) => {
          const next = forged(message, 'MESSAGE');
          const to = next.raw('To') ?? '';
          next.remove('To');
          next.addRaw('To', to.includes('tag=') ? to : `${to};tag=bakeoff-bob`);
          return next;
        },
        500,
      ),
  },
  async run(stage) {
    const { callee } = await answeredCall(stage);
    await stage.operate('sendMessage', callee.contact, 'one');
    const message = await callee.next('MESSAGE');
    await stage.operate('sendMessage', callee.contact, 'two');
    const early = await callee.unwanted(isInDialog, 3_000);
    stage.judgeNone('3428-8-04', early, 'no MESSAGE in a dialog while another one is not answered');
    callee.reply(message, 200);
    const next = await callee.unwanted(isRequest('MESSAGE'), 3_000);
    if (next?.kind === 'request') callee.reply(next, 200);
  },
});
