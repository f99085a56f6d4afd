import { all, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';

export default scenario({
  id: 'calling/message',
  title: 'MESSAGE carries plain text, and no Contact',
  role: 'calling',
  judges: {
    '3428-4-01': sends('MESSAGE').body('application/x-secret', 'hello'),
    '3428-4-02': sends('MESSAGE').with('Contact', '<sip:target@192.0.2.99>'),
    '3428-4-08': all(sends('MESSAGE').with('Expires', '60'), sends('MESSAGE').without('Date')),
  },
  async run(stage) {
    const bob = await stage.end('bob');
    await stage.operate('sendMessage', bob.contact, 'hello');
    const message = await bob.next('MESSAGE');
    bob.reply(message, 200);
    const type = message.raw('Content-Type')?.toLowerCase() ?? '';
    const isText = /^(text\/plain|message\/cpim)/.test(type) && message.body.includes('hello');
    stage.judge('3428-4-01', isText, 'the text as text/plain', message);
    stage.judge('3428-4-02', !message.has('Contact'), 'no Contact in MESSAGE', message);
    const isDated = message.raw('Expires') === undefined || message.raw('Expires') === '0' || message.has('Date');
    stage.judge('3428-4-08', isDated, 'a Date where there is an Expires', message);
  },
});
