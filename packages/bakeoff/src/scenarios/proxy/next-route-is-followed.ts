import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { callThrough } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';
import { linesOf } from '../support/header-lines.ts';

const PASSES_BY = hears('INFO').edit('and looks at the Request-URI alone', (info) => {
  const [first = ''] = linesOf(info, 'Route');
  info.remove('Route');
  info.addRaw('Route', first);
});

export default scenario({
  id: 'proxy/next-route-is-followed',
  title: 'Behind our own Route the next one says where a request goes, and it stays on',
  role: 'proxy',
  // A next hop is reached by its address; nobody reaches a WebSocket client by one (RFC 7118 §5).
  protocols: ['UDP', 'TCP'],
  judges: {
    '3261-16.6-41': PASSES_BY,
    '3261-16.6-49': PASSES_BY,
    '3261-16.6-07': sends('INFO').without('Route'),
    '3261-16.6-38': sends('INFO').edit('with another Request-URI', (message) => {
      if (message.kind === 'request') message.uri = 'sip:elsewhere@biloxi.test';
    }),
  },
  async run(stage: Stage) {
    const { alice, alices } = await callThrough(stage);
    const relay = await stage.end('relay');
    const route = `<${relay.contact};lr>`;
    const info = alices.request('INFO');
    info.addRaw('Route', route);
    const wait = { judges: ['3261-16.6-41', '3261-16.6-49'], expected: 'the INFO at the next Route' } as const;
    const { came } = await forwarded(stage, alice, info, relay, wait);
    stage.judge(wait.judges, true, wait.expected, came);
    const routes = linesOf(came, 'Route');
    stage.judge('3261-16.6-07', routes.length === 1 && routes[0] === route, `Route: ${route}`, came, routes.join(', '));
    stage.judge('3261-16.6-38', came.uri === alices.remoteTarget, `INFO ${alices.remoteTarget}`, came);
    relay.reply(came, 200);
  },
});
