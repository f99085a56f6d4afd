import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { ringBob } from '../support/call-through.ts';
import { cameAt } from '../support/repetition.ts';

export default scenario({
  id: 'proxy/loss-behind-a-stream-is-made-up',
  title: 'What came over TCP, whose sender will not repeat it, is repeated over UDP by the proxy',
  role: 'proxy',
  protocols: ['TCP'],
  judges: { '3261-16.1-07': sends('INVITE').nth(2).lost() },
  async run(stage) {
    const ends = await aliceAndBob(stage, { bob: { protocol: 'UDP' } });
    const { came } = await ringBob(stage, ends);
    await stage.pass(1_000);
    cameAt(stage, '3261-16.1-07', ends.bob, came, 500);
    ends.bob.reply(came, 486);
  },
});
