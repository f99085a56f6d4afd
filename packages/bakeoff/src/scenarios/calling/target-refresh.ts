import { Contact, formatUri, type SipRequest } from '@sidetone/sip';
import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, answeredCall, changedByTarget, hungUpByTarget, withContact } from '../support/called-by-target.ts';
import { isSameUri, neighbour } from '../support/uris.ts';

export default scenario({
  id: 'calling/target-refresh',
  title: 'A re-INVITE says where the user agent is, and its 200 where the other end is from then on',
  role: 'calling',
  judges: {
    '3261-12.2.1.2-01': hears('200 INVITE').nth(2).without('Contact'),
    '3261-12.2.1.1-17': sends('INVITE').nth(2).without('Contact'),
  },
  async run(stage) {
    const { callee, invite } = await answeredCall(stage);
    const again = await changedByTarget(stage, callee);
    const [before, now] = [invite, again].map(contactOf);
    const isSame = before !== undefined && now !== undefined && isSameUri(before, now);
    stage.judge('3261-12.2.1.1-17', isSame, 'the Contact of the first INVITE in the re-INVITE', again);
    const moved = neighbour(callee, 'moved');
    accept(callee, again, { edit: withContact(moved) });
    await callee.next('ACK');
    const bye = await hungUpByTarget(stage, callee);
    stage.judge('3261-12.2.1.2-01', isSameUri(bye.uri, moved), 'the new Contact as Request-URI', bye);
  },
});

function contactOf(request: SipRequest): string | undefined {
  const contact = request.get(Contact);
  return contact === undefined || contact === '*' ? undefined : formatUri(contact.uri);
}
