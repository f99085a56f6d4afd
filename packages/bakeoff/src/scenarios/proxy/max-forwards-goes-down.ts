import { MaxForwards, Via } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { forwarded } from '../support/forwarded.ts';
import { withMaxForwards } from '../support/refused.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';

export default scenario({
  id: 'proxy/max-forwards-goes-down',
  title: 'Max-Forwards goes down by one, and is added where it was missing',
  role: 'proxy',
  judges: {
    '3261-16.6-13': sends('OPTIONS').nth(1).with('Max-Forwards', '20'),
    '3261-16.6-14': sends('OPTIONS').nth(2).without('Max-Forwards'),
  },
  async run(stage) {
    const { alice, bob } = await aliceAndBob(stage);
    const counted = await forwarded(stage, alice, withMaxForwards(alice.request('OPTIONS', bob.aor), 20), bob);
    const left = counted.came.get(MaxForwards);
    // Behind a gateway there are several that forward, and each puts its Via on top.
    const expected = 20 - (counted.came.all(Via).length - counted.sent.all(Via).length);
    stage.judge(
      '3261-16.6-13',
      left === expected && expected < 20,
      `a Max-Forwards of ${expected}, one less for each Via`,
      counted.came,
      `Max-Forwards: ${left}`,
    );
    bob.reply(counted.came, 200);
    const bare = alice.request('OPTIONS', bob.aor);
    bare.remove('Max-Forwards');
    const { came } = await forwarded(stage, alice, bare, bob, {
      judges: '3261-16.6-14',
      expected: 'the OPTIONS without Max-Forwards forwarded with one',
    });
    stage.judge('3261-16.6-14', came.has('Max-Forwards'), 'a Max-Forwards that was added', came, 'an OPTIONS without');
    bob.reply(came, 200);
  },
});
