import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteBob } from '../support/call-through.ts';

export default scenario({
  id: 'proxy/user-without-binding-gets-480',
  title: 'A call to somebody who is registered nowhere is refused',
  role: 'proxy',
  judges: { '3261-16.5-16': hears('INVITE').answered(200) },
  async run(stage) {
    const alice = await stage.user('alice');
    const bob = await stage.user('bob');
    const answer = await alice.exchange(inviteBob({ alice, bob }), { judges: '3261-16.5-16', expected: 'a 480' });
    const isRefused = answer.status >= 400;
    stage.judge('3261-16.5-16', isRefused, 'a 480, or another refusal', answer, `${answer.status} ${answer.reason}`);
  },
});
