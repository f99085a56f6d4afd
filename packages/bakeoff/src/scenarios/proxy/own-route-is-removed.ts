import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { callThrough } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';
import { linesOf } from '../support/header-lines.ts';

export default scenario({
  id: 'proxy/own-route-is-removed',
  title: 'A Route that names this proxy is taken off, and the request goes to its Request-URI as it is',
  role: 'proxy',
  judges: {
    '3261-16.4-06': sends('INFO').with('Route', '<sip:198.51.100.1;lr>'),
    '3261-16.5-02': sends('INFO').edit('with the address of record as Request-URI', (message) => {
      if (message.kind === 'request') message.uri = 'sip:bob@biloxi.test';
    }),
  },
  async run(stage: Stage) {
    const { alice, bob, alices } = await callThrough(stage);
    const { came } = await forwarded(stage, alice, alices.request('INFO'), bob);
    const routes = linesOf(came, 'Route');
    stage.judge('3261-16.4-06', routes.length === 0, 'no Route left', came, `Route: ${routes.join(', ')}`);
    stage.judge('3261-16.5-02', came.uri === alices.remoteTarget, `INFO ${alices.remoteTarget}`, came);
    bob.reply(came, 200);
  },
});
