import { formatUri, RecordRoute } from '@sidetone/sip';
import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { callThrough } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';
import { linesOf } from '../support/header-lines.ts';

const IDS = ['3261-16.4-01', '3261-16.4-02', '3261-16.4-03'] as const;
const IGNORES = hears('INFO').answered(404);

export default scenario({
  id: 'proxy/strict-routed-request-is-restored',
  title: 'A request whose Request-URI is our Record-Route, as strict routers make it, goes to the last Route',
  role: 'proxy',
  judges: { '3261-16.4-01': IGNORES, '3261-16.4-02': IGNORES, '3261-16.4-03': IGNORES },
  async run(stage: Stage) {
    const { alice, bob, answer, alices } = await callThrough(stage);
    const [top, ...rest] = answer.all(RecordRoute).toReversed();
    stage.need(top !== undefined, 'a Record-Route in the 200');
    const info = alices.request('INFO');
    info.uri = formatUri(top.uri);
    info.remove('Route');
    for (const route of rest) info.addRaw('Route', RecordRoute.write(route));
    info.addRaw('Route', `<${alices.remoteTarget}>`);
    const { came } = await forwarded(stage, alice, info, bob, { judges: IDS });
    const isRestored = came.uri === alices.remoteTarget && linesOf(came, 'Route').length === 0;
    stage.judge(IDS, isRestored, `INFO ${alices.remoteTarget} without Route`, came);
    bob.reply(came, 200);
  },
});
