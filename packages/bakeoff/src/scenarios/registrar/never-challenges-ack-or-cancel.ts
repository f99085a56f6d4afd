import { createResponse, type SipRequest } from '@sidetone/sip';
import { hears } from '../../control/controls.ts';
import { cancelOf } from '../../end/ack-and-cancel.ts';
import { scenario } from '../../scenario/scenario.ts';
import { methodOf } from '../../trace/entry.ts';
import { registration } from '../support/bindings.ts';
import { isChallenge } from '../support/credentials.ts';

export default scenario({
  id: 'registrar/never-challenges-ack-or-cancel',
  title: 'ACK gets no answer at all, and CANCEL is answered without asking for credentials',
  role: 'registrar',
  judges: {
    '3261-22.1-09': hears('ACK').instead('a 401', (ack) => createResponse(ack as SipRequest, 401, undefined, 'broken')),
    '3261-22.1-10': hears('CANCEL').answered(401),
  },
  async run(stage) {
    const alice = await stage.user('alice');
    const request = registration(stage, alice, { headers: { Expires: '600' } });
    await alice.response(alice.send(request), 'final');
    const cancel = cancelOf(request);
    alice.sendOnce(cancel);
    const answer = await alice.response(cancel, 'final', { judges: '3261-22.1-10', expected: 'an answer to CANCEL' });
    stage.judge('3261-22.1-10', !isChallenge(answer), 'an answer to CANCEL that asks for no credentials', answer);
    alice.sendOnce(alice.request('ACK', `sip:${stage.target.domain}`, { toTag: alice.token() }));
    const wrong = await alice.unwanted((message) => message.kind === 'response' && methodOf(message) === 'ACK', 3_000);
    stage.judge('3261-22.1-09', wrong === undefined, 'no answer to ACK', wrong);
  },
});
