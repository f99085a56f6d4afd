import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { forwarded } from '../support/forwarded.ts';

const IDS = ['3261-17.2.2-01', '3261-17.2.2-04'] as const;
const DEAF = hears('OPTIONS').nth(3).lost();

export default scenario({
  id: 'proxy/repeated-request-gets-its-100',
  title: 'A request other than INVITE that has waited so long that it got a 100 gets it again when it comes again',
  role: 'proxy',
  protocols: ['UDP'],
  judges: { '3261-17.2.2-01': DEAF, '3261-17.2.2-04': DEAF },
  async run(stage) {
    const { alice, bob } = await aliceAndBob(stage);
    const { sent, came } = await forwarded(stage, alice, alice.request('OPTIONS', bob.aor), bob);
    bob.answersCopies = false;
    alice.quiet();
    // RFC 4320 §4.1 allows for no other provisional response, and for this one only after 3.5 s.
    const trying = await alice.response(sent, 100, { withinMs: 8_000 });
    alice.sendOnce(sent);
    await stage.pass(300);
    const isAgain = alice.arrivals(trying).length > 1;
    stage.judge(IDS, isAgain, 'the 100 again for an OPTIONS that comes again', trying, 'it once');
    bob.reply(came, 200);
  },
});
