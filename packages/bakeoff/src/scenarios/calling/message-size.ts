import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { isRequest } from '../support/requests.ts';

const MAX_BYTES = 1_300;

export default scenario({
  id: 'calling/message-size',
  title: 'Over UDP no MESSAGE is larger than 1300 bytes',
  role: 'calling',
  protocols: ['UDP'],
  judges: { '3428-8-02': sends('MESSAGE').nth(1).body('text/plain', 'x'.repeat(MAX_BYTES)) },
  async run(stage) {
    const bob = await stage.end('bob');
    for (const text of ['short', 'long '.repeat(400)]) {
      await stage.operate('sendMessage', bob.contact, text);
      const message = await bob.unwanted(isRequest('MESSAGE'), 4_000);
      if (message === undefined) continue;
      const bytes = message.toWire().length;
      stage.judge(
        '3428-8-02',
        bytes <= MAX_BYTES,
        `a MESSAGE of at most ${MAX_BYTES} bytes`,
        message,
        `${bytes} bytes`,
      );
      if (message.kind === 'request') bob.reply(message, 200);
    }
  },
});
