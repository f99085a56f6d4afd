import { forged } from '../../control/forged.ts';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { contacts, redirectedByUs } from '../support/redirected-by-us.ts';

export default scenario({
  id: 'calling/redirect-in-circles',
  title: 'No address is called twice, however often redirections name it',
  role: 'calling',
  judges: {
    '3261-8.1.3.4-02': sends('ACK')
      .nth(2)
      .and('the INVITE to the same address again', (ack) => forged(ack, 'INVITE')),
  },
  async run(stage) {
    const { callee, invite } = await redirectedByUs(stage, 302, 'carol');
    const second = await callee.next('INVITE');
    callee.reply(second, 302, (response) => {
      for (const contact of contacts(callee, ['carol', 'bob'])) response.addRaw('Contact', contact);
    });
    const again = await callee.unwanted(
      (message) =>
        message.kind === 'request' && message.method === 'INVITE' && [invite.uri, second.uri].includes(message.uri),
      5_000,
    );
    stage.judgeNone('3261-8.1.3.4-02', again, 'no INVITE to an address that was called');
  },
});
