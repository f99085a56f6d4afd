import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteTo } from '../support/call-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { Contact, formatUri } from '@sidetone/sip';

export default scenario({
  id: 'answering/contact-is-sips-when-asked',
  title: 'Who is called by way of a sips URI answers with a Contact that is one, or refuses',
  role: 'answering',
  judges: {
    '3261-12.1.1-04': hears('INVITE').answered(200, (response) => response.addRaw('Contact', '<sip:me@other.invalid>')),
  },
  async run(stage) {
    await stage.target.operator.whenCalled?.('answer');
    const alice = await stage.end('alice');
    const hop = alice.contact.replace(/^sip:[^@]*@/, 'sips:');
    const invite = inviteTo(stage, alice, { headers: { 'Record-Route': `<${hop};lr>` } });
    const answer = await alice.response(alice.send(invite), 'final', { withinMs: 10_000 });
    const contact = answer.get(Contact);
    stage.judge(
      '3261-12.1.1-04',
      answer.status >= 300 || (contact !== undefined && contact !== '*' && formatUri(contact.uri).startsWith('sips:')),
      'a sips URI in Contact, or a refusal, when the first Record-Route is sips',
      answer,
      fieldShown(answer, 'Contact'),
    );
  },
});
