import { scenario } from '../../scenario/scenario.ts';
import { sendsInviteTo } from '../support/redirected-by-us.ts';
import { neighbour } from '../support/uris.ts';
import { calledByTarget } from '../support/called-by-target.ts';

export default scenario({
  id: 'calling/redirect-for-an-hour',
  title: 'A Contact of a 302 whose lifetime cannot be read is good for an hour, and not for no time',
  role: 'calling',
  judges: { '3261-8.3-04': sendsInviteTo('carol').lost() },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    callee.reply(invite, 302, (response) => response.addRaw('Contact', `<${neighbour(callee, 'carol')}>;expires=soon`));
    await callee.next('ACK');
    const expected = 'an INVITE to the Contact, whatever its expires';
    const next = await callee.next('INVITE', { judges: '3261-8.3-04', expected });
    stage.judge('3261-8.3-04', next.uri.startsWith('sip:carol@'), expected, next);
    callee.reply(next, 486);
  },
});
