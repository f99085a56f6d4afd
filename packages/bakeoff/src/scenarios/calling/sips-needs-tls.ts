import { forged } from '../../control/forged.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { calledByTarget } from '../support/called-by-target.ts';

export default scenario({
  id: 'calling/sips-needs-tls',
  title: 'A request to a sips URI does not leave without TLS',
  role: 'calling',
  protocols: ['UDP', 'TCP'],
  judges: {
    '3261-8.1.2-03': sends('ACK').and(
      'an INVITE to a sips URI',
      (ack) => forged(ack, 'INVITE', { uri: 'sips:bob@biloxi.test' }),
      500,
    ),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    callee.reply(invite, 486);
    await callee.next('ACK');
    await stage.operate('call', callee.contact.replace('sip:', 'sips:'));
    const found = await callee.unwanted(
      (message) => message.kind === 'request' && message.uri.startsWith('sips:'),
      5_000,
    );
    stage.judge('3261-8.1.2-03', found === undefined, 'nothing to a sips URI without TLS', found, 'nothing');
  },
});
