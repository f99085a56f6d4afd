import { CSeq, Via } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';

export default scenario({
  id: 'calling/cancel-as-its-invite',
  title: 'CANCEL says what its INVITE said: the same Request-URI, Via, From, To, Call-ID and number',
  role: 'calling',
  judges: {
    '3261-9.1-10': sends('CANCEL').lost(),
    '3261-9.1-02': sends('CANCEL').changing('To', (value) => `${value};tag=other`),
    '3261-9.1-03': sends('CANCEL').adding('Via', 'SIP/2.0/UDP 192.0.2.99;branch=z9hG4bKmore'),
    '3261-9.1-04': sends('CANCEL').changing('CSeq', (value) => value.replace('CANCEL', 'INVITE')),
    '3261-9.1-06': sends('CANCEL').with('Require', '100rel'),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    callee.reply(invite, 180);
    await stage.pass(300);
    await stage.operate('hangUp');
    const expected = 'a CANCEL where the INVITE came to';
    const cancel = await callee.next('CANCEL', { judges: '3261-9.1-10', expected });
    stage.judge('3261-9.1-10', true, expected, cancel);
    const isSame = ['Call-ID', 'To', 'From'].every((name) => cancel.raw(name) === invite.raw(name));
    const hasNumber = cancel.get(CSeq)?.number === invite.get(CSeq)?.number;
    stage.judge(
      '3261-9.1-02',
      isSame && hasNumber && cancel.uri === invite.uri,
      'the Request-URI, Call-ID, To, From and CSeq number of the INVITE in CANCEL',
      cancel,
    );
    const [via, ...others] = cancel.all(Via);
    const [own] = invite.all(Via);
    const isOwn = via?.branch === own?.branch && via?.host === own?.host && via?.port === own?.port;
    stage.judge('3261-9.1-03', isOwn && others.length === 0, 'the top Via of the INVITE alone in CANCEL', cancel);
    stage.judge(
      '3261-9.1-04',
      cancel.get(CSeq)?.method === 'CANCEL',
      'the method CANCEL in the CSeq of CANCEL',
      cancel,
    );
    const hasNone = !cancel.has('Require') && !cancel.has('Proxy-Require');
    stage.judge('3261-9.1-06', hasNone, 'no Require and no Proxy-Require in CANCEL', cancel);
    callee.reply(cancel, 200);
    callee.reply(invite, 487);
  },
});
