import { CSeq } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, calledByTarget, hungUpByTarget } from '../support/called-by-target.ts';
import { challenge, credentialParam, credentials, isProven } from '../support/digest.ts';

const answer = sends('INVITE').nth(2);
const wrong = answer.changing('Proxy-Authorization', (value) => value.replace(/response="./, 'response="x'));
const forgetful = sends('BYE').without('Proxy-Authorization');

export default scenario({
  id: 'calling/challenge-answered',
  title: 'An INVITE that gets a 407 goes out again with credentials; its ACK and the BYE have them too',
  role: 'calling',
  judges: {
    '3261-8.1.3.5-01': wrong,
    '3261-21.4-05': wrong,
    '3261-22.3-05': wrong,
    '3261-8.1.3.5-06': answer.changing('From', (value) => `${value}x`),
    '3261-22.2-08': answer.changing('CSeq', () => '1 INVITE'),
    '3261-22.4-03': answer.changing('Proxy-Authorization', (value) => value.replace(/uri="([^"]*)"/, 'uri=$1')),
    '3261-22.4-07': answer.changing('Proxy-Authorization', (value) => value.replace(/,\s*qop="?auth"?/, '')),
    '3261-13.2.2-07': sends('ACK').nth(2).without('Proxy-Authorization'),
    '3261-22.3-07': forgetful,
    '3261-22.3-08': forgetful,
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    challenge(stage, callee, invite, 407, { nonce: 'one' });
    await callee.next('ACK');
    const ids = ['3261-8.1.3.5-01', '3261-21.4-05', '3261-22.3-05'] as const;
    const again = await callee.next('INVITE', { judges: ids, expected: 'an INVITE with credentials' });
    const given = credentials(stage, again, 407);
    stage.require(ids, isProven(stage, again, given, 'one'), 'an INVITE with the right credentials', again);
    const isSame = ['Call-ID', 'To', 'From'].every((name) => again.raw(name) === invite.raw(name));
    stage.judge('3261-8.1.3.5-06', isSame, 'the Call-ID, To and From of the first INVITE', again);
    const [before = 0, number = 0] = [invite, again].map((request) => request.get(CSeq)?.number);
    stage.judge('3261-22.2-08', number > before, `a CSeq number above ${before}`, again);
    stage.judge('3261-22.4-03', /\buri\s*=\s*"/.test(given ?? ''), 'a uri in quotes in the credentials', again, given);
    const qop = credentialParam(given ?? '', 'qop');
    stage.judge('3261-22.4-07', qop === 'auth', 'the qop that was asked for in the credentials', again, given);
    accept(callee, again);
    const ack = await callee.next('ACK');
    const responses = [ack, again].map((request) =>
      credentialParam(credentials(stage, request, 407) ?? '', 'response'),
    );
    stage.judge('3261-13.2.2-07', responses[0] === responses[1], 'the credentials of the INVITE in its ACK', ack);
    const bye = await hungUpByTarget(stage, callee);
    const kept = isProven(stage, bye, credentials(stage, bye, 407), 'one');
    stage.judge(['3261-22.3-07', '3261-22.3-08'], kept, 'credentials in the BYE of the same dialog', bye);
  },
});
