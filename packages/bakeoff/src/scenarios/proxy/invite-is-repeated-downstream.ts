import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { ringBob } from '../support/call-through.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { cameAt } from '../support/repetition.ts';

export default scenario({
  id: 'proxy/invite-is-repeated-downstream',
  title: 'An INVITE that nobody answers is repeated after 0.5, 1.5 and 3.5 s, until something comes back',
  role: 'proxy',
  protocols: ['UDP'],
  judges: {
    '3261-16.6-62': sends('INVITE').nth(2).lost(),
    '3261-17.1.1.2-03': sends('INVITE').nth(2).lost(),
    '3261-17.1.1.2-06': sends('INVITE').nth(3).lost(),
    '3261-17.1.1.2-07': sends('INVITE').nth(3).lost(),
    '3261-17.1.1.2-08': sends('INVITE').nth(4).lost(),
    '3261-17.1.1.2-15': hears('180 INVITE').lost(),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { bob } = ends;
    const { came } = await ringBob(stage, ends);
    await stage.pass(4_500);
    cameAt(stage, ['3261-16.6-62', '3261-17.1.1.2-03'], bob, came, 500);
    cameAt(stage, ['3261-17.1.1.2-06', '3261-17.1.1.2-07'], bob, came, 1_500);
    cameAt(stage, '3261-17.1.1.2-08', bob, came, 3_500);
    bob.answersCopies = false;
    bob.reply(came, 180);
    const before = bob.arrivals(came).length;
    await stage.pass(12_000);
    const after = bob.arrivals(came).length - before;
    stage.judge('3261-17.1.1.2-15', after === 0, 'no INVITE after the 180', came, `${after} more`);
  },
});
