import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { forwarded } from '../support/forwarded.ts';

export default scenario({
  id: 'proxy/repeated-request-gets-its-answer',
  title: 'A request that comes again after its answer gets that answer again, from the proxy itself',
  role: 'proxy',
  protocols: ['UDP'],
  judges: { '3261-17.2.2-07': hears('OPTIONS').nth(3).lost() },
  async run(stage) {
    const { alice, bob } = await aliceAndBob(stage);
    const { sent, came } = await forwarded(stage, alice, alice.request('OPTIONS', bob.aor), bob);
    bob.reply(came, 200);
    const answer = await alice.response(sent, 200);
    bob.answersCopies = false;
    alice.sendOnce(sent);
    await stage.pass(500);
    const isAgain = alice.arrivals(answer).length === 2;
    stage.judge('3261-17.2.2-07', isAgain, 'the 200 again', answer, 'it once');
  },
});
