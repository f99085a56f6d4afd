import { forged } from '../../control/forged.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { isRequest } from '../support/requests.ts';

export default scenario({
  id: 'calling/messages-one-by-one',
  title: 'A second MESSAGE to the same address waits for the answer to the first one',
  role: 'calling',
  judges: {
    '3428-8-03': sends('MESSAGE')
      .nth(1)
      .and('the next one', (message) => forged(message, 'MESSAGE'), 500),
  },
  async run(stage) {
    const bob = await stage.end('bob');
    await stage.operate('sendMessage', bob.contact, 'one');
    const message = await bob.next('MESSAGE');
    await stage.operate('sendMessage', bob.contact, 'two');
    const early = await bob.unwanted(isRequest('MESSAGE'), 3_000);
    stage.judgeNone('3428-8-03', early, 'no MESSAGE before the answer to the one before');
    bob.reply(message, 200);
    const next = await bob.unwanted(isRequest('MESSAGE'), 3_000);
    if (next?.kind === 'request') bob.reply(next, 200);
  },
});
