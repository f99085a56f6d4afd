import { CSeq, formatUri, From, type NameAddr, tag, To } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, hungUpByTarget, withContact } from '../support/called-by-target.ts';
import { isSameUri, neighbour } from '../support/uris.ts';

const bye = sends('BYE');
const otherTo = bye.changing('To', (value) => value.replace('bob@', 'robert@'));
const otherToTag = bye.changing('To', (value) => `${value}x`);
const otherCallId = bye.changing('Call-ID', (value) => `${value}x`);
const leaping = bye.changing('CSeq', (value) => value.replace(/^\d+/, (digits) => String(Number(digits) + 7)));
const otherTarget = bye.rewritten('to the address that was called', (wire) => wire.replace('answerer@', 'bob@'));
const routed = bye.with('Route', '<sip:nobody@192.0.2.99;lr>');

export default scenario({
  id: 'calling/request-in-dialog',
  title: 'A request in a dialog has the ids, URIs and the next number of the dialog, and goes to the remote target',
  role: 'calling',
  judges: {
    '3261-12.2.1.1-01': otherTo,
    '3261-12.1.2-12': otherTo,
    '3261-12.2.1.1-02': otherToTag,
    '3261-12.1.2-10': otherToTag,
    '3261-12.2.1.1-03': bye.changing('From', (value) => value.replace('sip:', 'sip:x')),
    '3261-12.2.1.1-04': bye.changing('From', (value) => `${value}x`),
    '3261-12.2.1.1-06': otherCallId,
    '3261-12.1.2-09': otherCallId,
    '3261-8.1.1.4-01': otherCallId,
    '3261-12.2.1.1-07': leaping,
    '3261-12.2.1.1-08': leaping,
    '3261-12.1.2-07': leaping,
    '3261-12.2.1.1-10': bye.changing('CSeq', (value) => value.replace('BYE', 'INVITE')),
    '3261-12.2.1.1-11': otherTarget,
    '3261-12.1.2-06': otherTarget,
    '3261-12.2.1.1-12': routed,
    '3261-12.1.2-05': routed,
  },
  async run(stage) {
    const callee = await stage.end('bob');
    const remoteTarget = neighbour(callee, 'answerer');
    await stage.operate('call', callee.contact);
    const invite = await callee.next('INVITE', { withinMs: 10_000 });
    const answer = accept(callee, invite, { edit: withContact(remoteTarget) });
    await callee.next('ACK');
    const request = await hungUpByTarget(stage, callee);
    const [to, from] = [request.get(To), request.get(From)];
    const [remote, local] = [answer.get(To), invite.get(From)];
    stage.judge(['3261-12.2.1.1-01', '3261-12.1.2-12'], hasSameUri(to, remote), 'the remote URI in To', request);
    stage.judge(['3261-12.2.1.1-02', '3261-12.1.2-10'], hasSameTag(to, remote), 'the remote tag in To', request);
    stage.judge('3261-12.2.1.1-03', hasSameUri(from, local), 'the local URI in From', request);
    stage.judge('3261-12.2.1.1-04', hasSameTag(from, local), 'the local tag in From', request);
    stage.judge(
      ['3261-12.2.1.1-06', '3261-12.1.2-09', '3261-8.1.1.4-01'],
      request.raw('Call-ID') === invite.raw('Call-ID'),
      'the Call-ID of the dialog',
      request,
    );
    const number = (invite.get(CSeq)?.number ?? 0) + 1;
    stage.judge(
      ['3261-12.2.1.1-07', '3261-12.2.1.1-08', '3261-12.1.2-07'],
      request.get(CSeq)?.number === number,
      `the CSeq number ${number}`,
      request,
    );
    stage.judge('3261-12.2.1.1-10', request.get(CSeq)?.method === 'BYE', 'the method of the request in CSeq', request);
    stage.judge(
      ['3261-12.2.1.1-11', '3261-12.1.2-06'],
      isSameUri(request.uri, remoteTarget),
      'the Contact of the 200 as Request-URI',
      request,
    );
    stage.judge(['3261-12.2.1.1-12', '3261-12.1.2-05'], !request.has('Route'), 'no Route without a route set', request);
  },
});

function hasSameUri(a: NameAddr | undefined, b: NameAddr | undefined): boolean {
  return a !== undefined && b !== undefined && isSameUri(formatUri(a.uri), formatUri(b.uri));
}

function hasSameTag(a: NameAddr | undefined, b: NameAddr | undefined): boolean {
  return a !== undefined && b !== undefined && tag(a) === tag(b);
}
