import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callThrough } from '../support/call-through.ts';

export default scenario({
  id: 'gateway/frame-needs-no-length',
  title: 'A message is one frame: without Content-Length its body reaches to the end',
  role: 'gateway',
  judges: { '3261-16.6-10': sends('INFO').body('text/plain', '') },
  async run(stage) {
    const { alice, bob, alices } = await callThrough(stage);
    const info = alices.request('INFO', { body: ['text/plain', 'to the end of the frame'] });
    alice.sendOnce(info.toWire().replace(/Content-Length:[^\r]*\r\n/i, ''));
    const came = await bob.next('INFO', { judges: '3261-16.6-10', expected: 'the INFO with its body' });
    const isWhole = came.body === 'to the end of the frame';
    stage.judge('3261-16.6-10', isWhole, 'the whole body', came, JSON.stringify(came.body));
    bob.reply(came, 200);
  },
});
