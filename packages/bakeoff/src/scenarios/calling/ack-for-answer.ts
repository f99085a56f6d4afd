import { CSeq, type SipMessage, Via } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, calledByTarget } from '../support/called-by-target.ts';

const isInviteOrAck = (message: SipMessage): boolean =>
  message.kind === 'request' && (message.method === 'INVITE' || message.method === 'ACK');

export default scenario({
  id: 'calling/ack-for-answer',
  title: 'A 200 has an ACK of its own with the number of the INVITE, and every copy of it has the ACK again',
  role: 'calling',
  judges: {
    '3261-13.2.2-05': sends('ACK').lost(),
    '3261-13.2.2-06': sends('ACK').changing('CSeq', (value) => value.replace(/^\d+/, '4711')),
    '3261-17.1.1.3-01': sends('request').where(isInviteOrAck).keeping('Via'),
    '3261-13.2.2-10': sends('ACK').nth(2).lost(),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const answer = accept(callee, invite);
    const ack = await callee.next('ACK', { judges: '3261-13.2.2-05', expected: 'an ACK for the 200' });
    stage.judge('3261-13.2.2-05', true, 'an ACK for the 200', ack);
    const [cseq, own] = [ack.get(CSeq), invite.get(CSeq)];
    const isNumbered = cseq?.method === 'ACK' && cseq.number === own?.number;
    stage.judge('3261-13.2.2-06', isNumbered, 'the number of the INVITE and the method ACK in CSeq', ack);
    const isNew = ack.get(Via)?.branch !== invite.get(Via)?.branch;
    stage.judge('3261-17.1.1.3-01', isNew, 'a branch of its own in the ACK for a 200', ack);
    await stage.pass(500);
    const before = callee.heard.length;
    callee.sendOnce(answer);
    await stage.pass(2_000);
    const again = callee.heard
      .slice(before)
      .find(({ message }) => message?.kind === 'request' && message.method === 'ACK');
    stage.judge(
      '3261-13.2.2-10',
      again !== undefined,
      'the ACK again for the 200 again',
      again?.message,
      again === undefined ? 'none' : undefined,
    );
  },
});
