import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { Contact, formatUri } from '@sidetone/sip';
import { calledByTarget } from '../support/called-by-target.ts';

export default scenario({
  id: 'calling/contact-reaches-it',
  title: 'The Contact of an INVITE reaches the user agent outside of the call too',
  role: 'calling',
  judges: { '3261-8.1.1.8-02': hears('OPTIONS').answered(404) },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const contact = invite.get(Contact);
    const uri = contact === undefined || contact === '*' ? undefined : formatUri(contact.uri);
    const options = callee.request('OPTIONS', stage.had(uri, 'a Contact in the INVITE'));
    callee.reply(invite, 486);
    await callee.next('ACK');
    const expected = 'an answer to OPTIONS at the Contact of the INVITE';
    const answer = await callee.response(callee.send(options), 'final', { judges: '3261-8.1.1.8-02', expected });
    const isThere = answer.status !== 404 && answer.status !== 481 && answer.status !== 604;
    stage.judge('3261-8.1.1.8-02', isThere, expected, answer);
  },
});
