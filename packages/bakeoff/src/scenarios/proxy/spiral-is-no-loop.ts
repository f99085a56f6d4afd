import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callThrough } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';
import { MaxForwards, Route } from '@sidetone/sip';

const IDS = ['3261-16.6-57', '3261-16.6-58'] as const;
const LOOP = hears('INFO').nth(2).answered(482);

export default scenario({
  id: 'proxy/spiral-is-no-loop',
  title: 'A request that comes back on another leg of its route is forwarded once more',
  role: 'proxy',
  // The relay is reached by its address; nobody reaches a WebSocket client by one (RFC 7118 §5).
  protocols: ['UDP', 'TCP'],
  judges: { '3261-16.6-57': LOOP, '3261-16.6-58': LOOP },
  async run(stage) {
    const { alice, bob, alices } = await callThrough(stage);
    const relay = await stage.end('relay');
    const info = alices.request('INFO');
    info.addRaw('Route', `<${relay.contact};lr>`);
    for (const route of alices.routes) info.addRaw('Route', route);
    const { came } = await forwarded(stage, alice, info, relay);
    const onward = came.clone();
    onward.removeFirst(Route);
    onward.set(MaxForwards, (came.get(MaxForwards) ?? 60) - 1);
    relay.addVia(onward);
    const wait = { judges: IDS, expected: 'the INFO forwarded on its second way through the proxy' } as const;
    const second = await forwarded(stage, relay, onward, bob, wait);
    stage.judge(IDS, second.came.uri === alices.remoteTarget, wait.expected, second.came);
    bob.reply(second.came, 200);
  },
});
