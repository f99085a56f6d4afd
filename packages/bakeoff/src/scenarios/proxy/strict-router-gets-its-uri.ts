import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { callThrough } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';
import { linesOf } from '../support/header-lines.ts';

const LOOSE = sends('INFO').edit('as if the router were a loose one', (message) => {
  if (message.kind !== 'request') return;
  const routes = linesOf(message, 'Route');
  const target = (routes.at(-1) ?? '').replaceAll(/[<>]/g, '');
  const next = `<${message.uri}>`;
  message.uri = target;
  message.remove('Route');
  for (const route of [next, ...routes.slice(0, -1)]) message.addRaw('Route', route);
});

export default scenario({
  id: 'proxy/strict-router-gets-its-uri',
  title: 'For a next Route without lr the request is rewritten as strict routers need it',
  role: 'proxy',
  // A next hop is reached by its address; nobody reaches a WebSocket client by one (RFC 7118 §5).
  protocols: ['UDP', 'TCP'],
  judges: {
    '3261-16.6-42': LOOSE,
    '3261-16.6-43': LOOSE,
    '3261-16.6-44': LOOSE,
    '3261-16.6-48': hears('INFO').answered(404),
  },
  async run(stage: Stage) {
    const { alice, alices } = await callThrough(stage);
    const relay = await stage.end('relay');
    const info = alices.request('INFO');
    info.addRaw('Route', `<${relay.contact}>`);
    info.addRaw('Route', '<sip:192.0.2.99;lr>');
    const wait = { judges: '3261-16.6-48', expected: 'the INFO at the strict router' } as const;
    const { came } = await forwarded(stage, alice, info, relay, wait);
    stage.judge('3261-16.6-48', true, wait.expected, came);
    const routes = linesOf(came, 'Route').flatMap((line) => line.split(/,\s*/));
    const isRewritten =
      came.uri === relay.contact && routes.join() === ['<sip:192.0.2.99;lr>', `<${alices.remoteTarget}>`].join();
    stage.judge(
      ['3261-16.6-42', '3261-16.6-43', '3261-16.6-44'],
      isRewritten,
      `INFO ${relay.contact} with ${alices.remoteTarget} as its last Route`,
      came,
      `INFO ${came.uri} with Route: ${routes.join(', ')}`,
    );
    relay.reply(came, 200);
  },
});
