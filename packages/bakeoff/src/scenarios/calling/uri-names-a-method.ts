import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { isRequest } from '../support/requests.ts';
import { neighbour } from '../support/uris.ts';

export default scenario({
  id: 'calling/uri-names-a-method',
  title: 'A URI that asks for another method makes no INVITE',
  role: 'calling',
  judges: {
    '3261-19.1.5-02': sends('OPTIONS').rewritten('as an INVITE', (wire) => wire.replaceAll('OPTIONS', 'INVITE')),
  },
  async run(stage) {
    const bob = await stage.end('bob');
    await stage.operate('call', neighbour(bob, 'carol', ';method=OPTIONS'));
    const invite = await bob.unwanted(isRequest('INVITE', 'OPTIONS'), 5_000);
    const isOther = invite?.kind === 'request' && invite.method === 'INVITE';
    stage.judge('3261-19.1.5-02', !isOther, 'a request of the method that the URI names', invite);
    if (invite?.kind === 'request') bob.reply(invite, 200);
  },
});
