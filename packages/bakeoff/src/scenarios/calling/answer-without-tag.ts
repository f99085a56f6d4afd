import { tag, To } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, calledByTarget } from '../support/called-by-target.ts';
import { isRequest } from '../support/requests.ts';

export default scenario({
  id: 'calling/answer-without-tag',
  title: 'An answer without a To tag, as of old, is taken, and what follows has no To tag either',
  role: 'calling',
  judges: {
    '3261-12.1.2-11': sends('ACK').lost(),
    '3261-12.2.1.1-05': sends('BYE').changing('To', (value) => `${value};tag=made-up`),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    accept(callee, invite, {
      edit: (response) => {
        response.remove('To');
        response.addRaw('To', invite.raw('To') ?? '');
      },
    });
    const ack = await callee.unwanted(isRequest('ACK'), 3_000);
    stage.judge('3261-12.1.2-11', ack !== undefined, 'an ACK for a 200 without a To tag', ack, ack && 'an ACK');
    await stage.operate('hangUp');
    const bye = await callee.next('BYE');
    callee.reply(bye, 200);
    const to = bye.get(To);
    stage.judge('3261-12.2.1.1-05', to !== undefined && tag(to) === undefined, 'no tag in the To of BYE', bye);
  },
});
