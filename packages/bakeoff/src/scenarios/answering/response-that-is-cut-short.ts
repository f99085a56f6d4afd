import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callTarget } from '../support/call-target.ts';
import { createResponse } from '@sidetone/sip';

export default scenario({
  id: 'answering/response-that-is-cut-short',
  title: 'A response whose body is cut short does not count',
  role: 'answering',
  protocols: ['UDP'],
  judges: {
    '3261-18.3-02': sends('BYE').from(2).lost(),
  },
  async run(stage) {
    const { caller } = await callTarget(stage);
    await stage.operate('hangUp');
    const bye = await caller.next('BYE');
    const answer = createResponse(bye, 200);
    caller.sendOnce(answer.toWire().replace(/^Content-Length: 0\r\n/im, 'Content-Length: 500\r\n'));
    await stage.pass(2_500);
    const times = caller.arrivals(bye).length;
    stage.judge('3261-18.3-02', times > 1, 'the BYE again, as if nothing had been answered', bye, 'it only once');
    caller.reply(bye, 200);
  },
});
