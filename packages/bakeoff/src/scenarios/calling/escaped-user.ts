import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { isRequest } from '../support/requests.ts';
import { neighbour } from '../support/uris.ts';

const bare = sends('INVITE').rewritten('with the user unescaped', (wire) =>
  wire.replace(/^INVITE sip:[^@]+/, 'INVITE sip:b<>ob'),
);

export default scenario({
  id: 'calling/escaped-user',
  title: 'What is escaped in the user of a URI stays escaped in the Request-URI',
  role: 'calling',
  judges: { '3261-19.1.2-01': bare, '3261-19.1.2-03': bare },
  async run(stage) {
    const callee = await stage.end('bob');
    await stage.operate('call', neighbour(callee, 'b%3C%3Eob'));
    await callee.unwanted(isRequest('INVITE'), 5_000);
    // One that is escaped wrongly is no message any more.
    const invite = stage.had(
      callee.heard.find(({ wire }) => wire.startsWith('INVITE ')),
      'an INVITE',
    );
    const line = invite.wire.split('\r\n', 1)[0] ?? '';
    const isEscaped = line.toLowerCase().startsWith('invite sip:b%3c%3eob@');
    const expected = 'the user b%3C%3Eob in the Request-URI';
    stage.judge(['3261-19.1.2-01', '3261-19.1.2-03'], isEscaped, expected, undefined, line);
    if (invite.message?.kind === 'request') callee.reply(invite.message, 486);
  },
});
