import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { forwarded } from '../support/forwarded.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { cameAt } from '../support/repetition.ts';

export default scenario({
  id: 'proxy/request-is-repeated-downstream',
  title: 'A request other than INVITE that nobody answers is repeated after 0.5 s',
  role: 'proxy',
  protocols: ['UDP'],
  judges: { '3261-17.1.2.2-03': sends('OPTIONS').nth(2).lost() },
  async run(stage) {
    const { alice, bob } = await aliceAndBob(stage);
    const { came } = await forwarded(stage, alice, alice.request('OPTIONS', bob.aor), bob);
    await stage.pass(1_000);
    cameAt(stage, '3261-17.1.2.2-03', bob, came, 500);
    bob.reply(came, 200);
  },
});
