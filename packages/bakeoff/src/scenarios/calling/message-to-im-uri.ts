import { formatUri, From, To } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';

export default scenario({
  id: 'calling/message-to-im-uri',
  title: 'A MESSAGE to an im URI goes to the SIP URI that it stands for',
  role: 'calling',
  judges: {
    '3428-5-01': sends('MESSAGE').rewritten('to the im URI', (wire) => wire.replace(/^MESSAGE sip:/, 'MESSAGE im:')),
    '3428-5-03': sends('MESSAGE').changing('From', (value) => value.replace('sip:', 'mailto:')),
  },
  async run(stage) {
    const bob = await stage.end('bob');
    await stage.operate('sendMessage', bob.contact.replace('sip:', 'im:'), 'hello');
    const message = await bob.next('MESSAGE');
    bob.reply(message, 200);
    stage.judge('3428-5-01', /^sips?:/.test(message.uri), 'a SIP URI as Request-URI', message);
    const uris = [message.get(From), message.get(To)].map((address) => (address ? formatUri(address.uri) : ''));
    const areKnown = uris.every((uri) => /^(sips?|im):/.test(uri));
    stage.judge('3428-5-03', areKnown, 'SIP or im URIs in From and To', message, uris.join(' and '));
  },
});
