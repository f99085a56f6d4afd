import type { TraceEntry } from '@sidetone/phone';
import { expect, test } from 'vitest';
import { traceLadder } from './trace-ladder.ts';

const flow = { protocol: 'WS', local: 'phone.invalid', remote: '127.0.0.1:5080' };
const message = (id: number, direction: 'sent' | 'received', text: string, status?: number): TraceEntry => ({
  kind: 'message',
  id,
  at: id,
  direction,
  flow,
  summary: text,
  method: 'INVITE',
  ...(status === undefined ? {} : { status }),
  callId: 'one',
  text,
});

const trace: readonly TraceEntry[] = [
  { kind: 'flow', id: 1, at: 1, flow, change: 'opened', summary: 'opened' },
  message(2, 'sent', 'INVITE sip:bob@localhost SIP/2.0\r\n\r\n'),
  message(3, 'received', 'SIP/2.0 407 Proxy Authentication Required\r\nCSeq: 1 INVITE\r\n\r\n', 407),
  { kind: 'dropped', id: 4, at: 4, summary: 'no SIP message', text: 'GET /' },
  message(5, 'received', 'SIP/2.0 486 Busy Here\r\nCSeq: 2 INVITE\r\n\r\n', 486),
];

test('messages go between the phone and the server; what else happened stands between them', () => {
  const { lanes, messages, remarks } = traceLadder(trace, 'Me');
  expect(lanes).toEqual(['Me', '127.0.0.1:5080']);
  expect(messages.map(({ from, to, label, tone }) => [from, to, label, tone])).toEqual([
    ['Me', '127.0.0.1:5080', 'INVITE', undefined],
    ['127.0.0.1:5080', 'Me', '407 Proxy Authentication Required', undefined],
    ['127.0.0.1:5080', 'Me', '486 Busy Here', 'failure'],
  ]);
  expect(remarks).toMatchObject([
    { before: 0, label: 'opened' },
    { before: 2, label: 'no SIP message', text: 'GET /', tone: 'failure' },
  ]);
});

test('the line of an entry stays the same when others come', () => {
  const before = traceLadder(trace, 'Me').messages;
  const after = traceLadder([...trace, message(6, 'sent', 'ACK sip:bob@localhost SIP/2.0\r\n\r\n')], 'Me');
  expect(after.messages[0]).toBe(before[0]);
});
