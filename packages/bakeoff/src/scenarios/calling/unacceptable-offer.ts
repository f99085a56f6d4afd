import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { SDP } from '../../end/audio.ts';

export default scenario({
  id: 'calling/unacceptable-offer',
  title: 'An offer in the 200 that cannot be taken is answered in the ACK, and the call ended by BYE',
  role: 'calling',
  judges: { '3261-13.2.2-09': sends('BYE').lost() },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage, { deed: 'callWithoutOffer' });
    callee.reply(invite, 200, (response) => {
      response.setBody(SDP, callee.sdp().replace(/m=audio[\s\S]*/, 'm=x-smell 40000 RTP/AVP 0\r\n'));
    });
    const ack = await callee.next('ACK', { judges: '3261-13.2.2-09', expected: 'an ACK with an answer' });
    const expected = 'an answer that refuses in the ACK, and then a BYE';
    const bye = await callee.next('BYE', { judges: '3261-13.2.2-09', expected });
    stage.judge('3261-13.2.2-09', /^m=x-smell 0 /m.test(ack.body), expected, ack);
    callee.reply(bye, 200);
  },
});
