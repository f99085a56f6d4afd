import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { fieldShown } from '../support/expect-status.ts';
import { type SipMessage, Via } from '@sidetone/sip';

export default scenario({
  id: 'answering/received-and-sent-by',
  title: 'A Via that does not say where it came from gets a received parameter, and the response goes there',
  role: 'answering',
  protocols: ['UDP'],
  judges: {
    '3261-18.2.1-04': sends('200 OPTIONS').changing('Via', withoutReceived),
    '3261-18.2.1-05': sends('200 OPTIONS').changing('Via', withoutReceived),
    '3261-18.2.1-06': sends('200 OPTIONS').changing('Via', (value) =>
      value.replace(/;received=[^;]+/, ';received=alice.invalid'),
    ),
    '3261-18.2.2-07': sends('200 OPTIONS').where(fromName).lost(),
    '3261-18.2.2-09': sends('200 OPTIONS').nth(1).lost(),
    '3261-18.2.2-01': sends('200 OPTIONS').nth(1).lost(),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const plain = alice.request('OPTIONS', stage.target.uri);
    const via = plain.get(Via);
    if (via === undefined) throw new Error('no Via');
    const { rport: _rport, ...sentBy } = via;
    plain.replaceFirst(Via, sentBy);
    const ids = ['3261-18.2.2-09', '3261-18.2.2-01'] as const;
    alice.sendOnce(plain);
    const answer = await alice.response(plain, 'final', {
      judges: ids,
      expected: 'a response at the address in sent-by',
    });
    stage.judge(ids, true, 'a response at the address in sent-by', answer);

    const named = alice.request('OPTIONS', stage.target.uri);
    named.replaceFirst(Via, { ...sentBy, host: 'alice.invalid', branch: `${sentBy.branch ?? ''}named` });
    alice.sendOnce(named);
    const second = await alice.response(named, 'final', {
      judges: '3261-18.2.2-07',
      expected: 'a response at the source address, at the port in sent-by',
    });
    stage.judge('3261-18.2.2-07', true, 'a response at the source address, at the port in sent-by', second);
    const received = second.get(Via)?.received;
    const shown = fieldShown(second, 'Via');
    stage.require(
      ['3261-18.2.1-04', '3261-18.2.1-05'],
      received !== undefined,
      'a received parameter in Via',
      second,
      shown,
    );
    stage.judge('3261-18.2.1-06', /^[\d.]+$|:/.test(received ?? ''), 'the source address in received', second, shown);
  },
});

function withoutReceived(value: string): string {
  return value.replace(/;received=[^;]+/, '');
}

function fromName(message: SipMessage): boolean {
  return message.get(Via)?.host === 'alice.invalid';
}
