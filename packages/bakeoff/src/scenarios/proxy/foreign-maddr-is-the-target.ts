import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callThrough } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';

export default scenario({
  id: 'proxy/foreign-maddr-is-the-target',
  title: 'A maddr that is not of this proxy is where the request goes',
  role: 'proxy',
  judges: { '3261-16.5-01': hears('INFO').answered(404) },
  async run(stage) {
    const { alice, bob, alices } = await callThrough(stage);
    const [, host = '', port = '5060'] = /@([^:;]+):?(\d*)/.exec(bob.contact) ?? [];
    alices.remoteTarget = `sip:bob@nowhere.invalid:${port === '' ? '5060' : port};maddr=${host}`;
    const wait = { judges: '3261-16.5-01', expected: `the INFO at ${host}` } as const;
    const { came } = await forwarded(stage, alice, alices.request('INFO'), bob, wait);
    stage.judge('3261-16.5-01', came.uri === alices.remoteTarget, `INFO ${alices.remoteTarget}`, came);
    bob.reply(came, 200);
  },
});
