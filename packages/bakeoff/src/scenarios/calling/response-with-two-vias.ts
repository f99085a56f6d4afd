import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, calledByTarget } from '../support/called-by-target.ts';
import { isRequest } from '../support/requests.ts';

const FOREIGN = 'SIP/2.0/UDP 192.0.2.99:5060;branch=z9hG4bKforeign';

export default scenario({
  id: 'calling/response-with-two-vias',
  title: 'A response with two Vias is meant for somebody else and passed over',
  role: 'calling',
  judges: {
    '3261-8.1.3.3-01': hears('200 INVITE').edit('as if it had one Via', (message) => {
      const own = message.raw('Via') ?? '';
      message.remove('Via');
      message.addRaw('Via', own);
    }),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    accept(callee, invite, { edit: (response) => response.addRaw('Via', FOREIGN) });
    const ack = await callee.unwanted(isRequest('ACK'), 3_000);
    stage.judgeNone('3261-8.1.3.3-01', ack, 'no ACK for a 200 with two Vias');
    // A whole one ends the call.
    callee.reply(invite, 486);
  },
});
