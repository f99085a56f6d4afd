import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';

export default scenario({
  id: 'gateway/keep-alive-is-no-message',
  title: 'CRLFs alone keep the connection, and those before a start line are skipped',
  role: 'gateway',
  judges: { '3261-7.5-01': hears('OPTIONS').nth(1).answered(400) },
  async run(stage) {
    const alice = await stage.user('alice');
    alice.sendOnce('\r\n\r\n');
    const options = alice.request('OPTIONS', `sip:${stage.target.domain}`);
    alice.sendOnce(`\r\n\r\n${options.toWire()}`);
    const expected = 'the OPTIONS behind CRLFs served';
    const answer = await alice.response(options, 'final', { judges: '3261-7.5-01', expected });
    const isServed = answer.status !== 400 && alice.closures.length === 0;
    stage.judge('3261-7.5-01', isServed, expected, answer, `${answer.status}`);
  },
});
