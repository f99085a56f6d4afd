import { Via } from '@sidetone/sip';
import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { isRequest } from '../support/requests.ts';

export default scenario({
  id: 'calling/response-for-others',
  title: 'A response whose Via names another sender is passed over',
  role: 'calling',
  judges: {
    '3261-18.1.2-01': hears('486 INVITE').edit('as if the Via were its own', (response) => {
      const via = response.get(Via);
      const own = response.raw('X-Own-Via') ?? '';
      if (via !== undefined) response.set(Via, { ...via, host: own });
    }),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const via = stage.had(invite.get(Via), 'a Via that can be read');
    callee.reply(invite, 486, (response) => {
      response.set(Via, { ...via, host: 'somebody-else.invalid' });
      response.addRaw('X-Own-Via', via.host);
    });
    const ack = await callee.unwanted(isRequest('ACK'), 3_000);
    stage.judgeNone('3261-18.1.2-01', ack, 'no ACK for a 486 to somebody else');
  },
});
