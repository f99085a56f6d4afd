import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';

export default scenario({
  id: 'calling/no-retransmission-over-tcp',
  title: 'Over a connection nothing is repeated, and what answers it comes by the same connection',
  role: 'calling',
  protocols: ['TCP', 'TLS', 'WS', 'WSS'],
  judges: {
    '3261-17.1.1.2-04': sends('INVITE').twice(500),
    '3261-18.1.1-08': sends('ACK').lost(),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    await stage.pass(5_000);
    const count = callee.arrivals(invite).length;
    stage.judge('3261-17.1.1.2-04', count === 1, 'one INVITE over a connection', invite, `${count} of them`);
    callee.reply(invite, 486);
    const expected = 'an ACK for the 486 on the connection of the INVITE';
    const ack = await callee.next('ACK', { judges: '3261-18.1.1-08', expected });
    stage.judge('3261-18.1.1-08', true, expected, ack);
  },
});
