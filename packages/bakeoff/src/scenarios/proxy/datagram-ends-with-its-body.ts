import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { callThrough } from '../support/call-through.ts';
import { CUT_AS_WHOLE } from '../support/cut-as-whole.ts';

export default scenario({
  id: 'proxy/datagram-ends-with-its-body',
  title: 'What a datagram has behind its body is dropped, and a body that is cut short is refused',
  role: 'proxy',
  protocols: ['UDP'],
  judges: {
    '3261-18.3-01': sends('INFO').body('text/plain', 'hello and more'),
    '3261-18.3-03': CUT_AS_WHOLE,
  },
  async run(stage) {
    const { alice, bob, alices } = await callThrough(stage);
    const long = alices.request('INFO', { body: ['text/plain', 'hello'] });
    alice.sendOnce(`${long.toWire()} and more`);
    const came = await bob.next('INFO');
    stage.judge(
      '3261-18.3-01',
      came.body === 'hello',
      'the five bytes of Content-Length',
      came,
      JSON.stringify(came.body),
    );
    bob.reply(came, 200);
    const short = alices.request('INFO', { body: ['text/plain', 'hello'] });
    alice.sendOnce(short.toWire().slice(0, -2));
    const refused = await alice.response(short, 'final', { judges: '3261-18.3-03', expected: 'a 400' });
    stage.judge('3261-18.3-03', refused.status === 400, 'a 400', refused, `${refused.status}`);
  },
});
