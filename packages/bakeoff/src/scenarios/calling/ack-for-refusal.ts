import { CSeq, Via } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { isSameFrom, isSameTo } from '../support/parties.ts';

const ack = sends('ACK');

export default scenario({
  id: 'calling/ack-for-refusal',
  title: 'A refusal is acknowledged within its transaction: the Request-URI, Via, From and number of the INVITE',
  role: 'calling',
  judges: {
    '3261-17.1.1.2-18': ack.lost(),
    '3261-17.1.1.2-19': ack.lost(),
    '3261-17.1.1.2-20': ack.lost(),
    '3261-18.1.2-02': ack.lost(),
    '3261-17.1.1.3-02': ack.changing('From', (value) => `${value}x`),
    '3261-17.1.1.3-03': ack.changing('To', (value) => value.replace(/;tag=.*/, '')),
    '3261-17.1.1.3-04': ack.changing('Via', (value) => value.replace('z9hG4bK', 'z9hG4bKx')),
    '3261-17.1.1.3-05': ack.changing('CSeq', (value) => value.replace(/^\d+/, '4711')),
    '3261-17.1.1.3-08': ack.body('text/plain', 'thanks'),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const refusal = callee.reply(invite, 486);
    const ids = ['3261-17.1.1.2-18', '3261-17.1.1.2-19', '3261-17.1.1.2-20', '3261-18.1.2-02'] as const;
    const expected = 'an ACK for the 486, where the INVITE came to';
    const own = await callee.next('ACK', { judges: ids, expected });
    stage.judge(ids, true, expected, own);
    const isSame = own.raw('Call-ID') === invite.raw('Call-ID') && isSameFrom(own, invite);
    stage.judge(
      '3261-17.1.1.3-02',
      isSame && own.uri === invite.uri,
      'the Call-ID, From and Request-URI of the INVITE',
      own,
    );
    stage.judge('3261-17.1.1.3-03', isSameTo(own, refusal), 'the To of the 486', own);
    const [via, ...others] = own.all(Via);
    const [first] = invite.all(Via);
    const isOwn = via?.branch === first?.branch && via?.host === first?.host && via?.port === first?.port;
    stage.judge('3261-17.1.1.3-04', isOwn && others.length === 0, 'the top Via of the INVITE alone', own);
    const cseq = own.get(CSeq);
    const isNumbered = cseq?.number === invite.get(CSeq)?.number && cseq?.method === 'ACK';
    stage.judge('3261-17.1.1.3-05', isNumbered, 'the number of the INVITE and the method ACK in CSeq', own);
    stage.judge('3261-17.1.1.3-08', own.body === '', 'no body in the ACK for a 486', own);
  },
});
