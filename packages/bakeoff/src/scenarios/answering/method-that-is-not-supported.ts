import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import { fieldShown } from '../support/expect-status.ts';
import { Allow } from '@sidetone/sip';

export default scenario({
  id: 'answering/method-that-is-not-supported',
  title: 'A method that it knows and does not support is answered 405, with the methods that it takes',
  role: 'answering',
  judges: {
    '3261-8.2.1-02': hears('REGISTER').answered(404),
    '3261-8.2.1-03': sends('405 REGISTER').without('Allow'),
    '3261-21.4-04': sends('405 REGISTER').without('Allow'),
    '3261-8.2.1-04': sends('405 REGISTER').with('Allow', 'OPTIONS'),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const register = alice.request('REGISTER', stage.target.uri, { contact: false });
    const answer = await alice.response(alice.send(register), 'final', { judges: '3261-8.2.1-02' });
    if (answer.status < 300) stage.notApplicable('it is a registrar too');
    if (answer.status === 501) stage.notApplicable('it does not know the method REGISTER');
    stage.require('3261-8.2.1-02', answer.status === 405, 'a 405 to REGISTER', answer, messageTitle(answer));
    const allowed = answer.all(Allow);
    const shown = fieldShown(answer, 'Allow');
    stage.require(['3261-8.2.1-03', '3261-21.4-04'], answer.has(Allow), 'an Allow in the 405', answer, shown);
    const needed = ['INVITE', 'ACK', 'CANCEL', 'BYE', 'OPTIONS'];
    const areListed = needed.every((method) => allowed.includes(method));
    stage.judge('3261-8.2.1-04', areListed, `all methods in Allow, ${needed.join(', ')} among them`, answer, shown);
  },
});
