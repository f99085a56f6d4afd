import { sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteTo } from '../support/call-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { namesSameParty } from '../support/parties.ts';
import { formatUri, From, RecordRoute, Route, tag, To } from '@sidetone/sip';

export default scenario({
  id: 'answering/route-set-of-the-callee',
  title:
    'Record-Route is repeated in the responses, and requests of the callee take that way to the Contact of the caller',
  role: 'answering',
  judges: {
    '3261-12.1.1-01': sends('200 INVITE').changing('Record-Route', (value) => value.replace(';x-bakeoff=1', '')),
    '3261-12.1.1-07': sends('BYE').changing('Route', (value) => value.replace(';x-bakeoff=1', '')),
    '3261-12.1.1-09': sends('BYE').rewritten('to another Request-URI', (wire) =>
      wire.replace(/^BYE \S+/, 'BYE sip:x@other.invalid'),
    ),
    '3261-12.1.1-12': sends('BYE').changing('Call-ID', (value) => value.toUpperCase()),
    '3261-12.1.1-13': sends('BYE').changing('To', (value) => value.replace(/;tag=.*/, ';tag=another')),
    '3261-12.1.1-15': sends('BYE').changing('From', (value) => value.replace(/<[^>]*>/, '<sip:me@other.invalid>')),
  },
  async run(stage) {
    await stage.target.operator.whenCalled?.('answer');
    const alice = await stage.end('alice');
    const hop = alice.contact.replace(/^sip:[^@]*@/, 'sip:');
    const routes = [`<${hop};lr;x-bakeoff=1>`, '<sip:second.invalid;lr;x-second=a%3Bb>;x-param="2;3"'];
    const contact = alice.contact.replace(/^sip:[^@]*/, 'sip:other-than-from');
    const invite = alice.send(inviteTo(stage, alice, { contact: `<${contact}>`, headers: { 'Record-Route': routes } }));
    const answer = await alice.response(invite, 200);
    const copied = answer.all(RecordRoute).map((route) => RecordRoute.write(route));
    stage.judge(
      '3261-12.1.1-01',
      copied.join() ===
        invite
          .all(RecordRoute)
          .map((route) => RecordRoute.write(route))
          .join(),
      `the Record-Route of the INVITE: ${routes.join(', ')}`,
      answer,
      copied.length === 0 ? 'no Record-Route' : copied.join(', '),
    );
    const dialog = TestDialog.ofResponse(alice, invite, answer);
    alice.sendOnce(dialog.ack(dialog.cseq));
    await stage.operate('hangUp');
    const bye = await alice.next('BYE');
    alice.reply(bye, 200);
    const taken = bye.all(Route).map(({ uri }) => formatUri(uri));
    const wanted = invite.all(RecordRoute).map(({ uri }) => formatUri(uri));
    stage.judge(
      '3261-12.1.1-07',
      taken.join() === wanted.join(),
      `Route: ${wanted.join(', ')}`,
      bye,
      `Route: ${taken.join(', ')}`,
    );
    stage.judge('3261-12.1.1-09', bye.uri === contact, `the Request-URI ${contact}`, bye, bye.uri);
    const callId = invite.raw('Call-ID') ?? '';
    stage.judge('3261-12.1.1-12', bye.raw('Call-ID') === callId, `Call-ID: ${callId}`, bye, fieldShown(bye, 'Call-ID'));
    const [from, to] = [bye.get(From), bye.get(To)];
    const tags = [from, to].map((address) => (address === undefined ? '' : (tag(address) ?? '')));
    const ours = [answer.get(To), invite.get(From)].map((address) =>
      address === undefined ? '' : (tag(address) ?? ''),
    );
    stage.judge(
      '3261-12.1.1-13',
      tags.join() === ours.join(),
      `the From tag and To tag ${ours.join(' and ')}`,
      bye,
      tags.join(' and '),
    );
    const uris = [from, to].map((address) => (address === undefined ? '' : formatUri(address.uri)));
    const theirs = [stage.target.uri, alice.aor];
    stage.judge(
      '3261-12.1.1-15',
      uris.every((uri, index) => namesSameParty(uri, theirs[index] ?? '')),
      `From and To of ${theirs.join(' and ')}`,
      bye,
      uris.join(' and '),
    );
  },
});
