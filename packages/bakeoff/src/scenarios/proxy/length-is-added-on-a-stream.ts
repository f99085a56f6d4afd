import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callThrough } from '../support/call-through.ts';

const IDS = ['3261-16.6-61', '3261-18.3-04', '3261-20.14-02'] as const;
const WITHOUT = sends('INFO').rewritten('without Content-Length', (wire) =>
  wire.replace(/Content-Length:[^\r]*\r\n/i, ''),
);

export default scenario({
  id: 'proxy/length-is-added-on-a-stream',
  title: 'What came over UDP without Content-Length goes over TCP with it',
  role: 'proxy',
  protocols: ['UDP'],
  judges: { '3261-16.6-61': WITHOUT, '3261-18.3-04': WITHOUT, '3261-20.14-02': WITHOUT },
  async run(stage) {
    const { alice, bob, alices } = await callThrough(stage, { bob: { protocol: 'TCP' } });
    const info = alices.request('INFO', { body: ['text/plain', 'eleven byte'] });
    alice.sendOnce(info.toWire().replace(/Content-Length:[^\r]*\r\n/i, ''));
    const came = await bob.next('INFO');
    stage.judge(IDS, came.raw('Content-Length') === '11', 'Content-Length: 11', came, `${came.raw('Content-Length')}`);
    bob.reply(came, 200);
  },
});
