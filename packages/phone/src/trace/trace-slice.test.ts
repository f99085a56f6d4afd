import { encodeUtf8, maskCredentials, type TraceEvent } from '@sidetone/sip';
import { testRuntime, VirtualNetwork } from '@sidetone/testkit';
import { expect, test } from 'vitest';
import { createPhoneStore } from '../store/phone-store.ts';
import { LONGEST_TRACE, traceEntry, TraceSlice } from './trace-slice.ts';

const at = 1_000;
const flow = { id: 'ws-1', protocol: 'WS', local: 'a.invalid:0', remote: '192.0.2.1:80' } as const;
const shown = { protocol: 'WS', local: 'a.invalid:0', remote: '192.0.2.1:80' };

test.each<[string, TraceEvent, object]>([
  [
    'a request, with UTF-8 and compact forms',
    {
      kind: 'message',
      at,
      direction: 'sent',
      flow,
      text: encodeUtf8('MESSAGE sip:bob@x SIP/2.0\r\ni: 7@a\r\nCSeq:  3\tMESSAGE\r\n\r\nŽluť'),
    },
    {
      kind: 'message',
      direction: 'sent',
      flow: shown,
      summary: 'MESSAGE sip:bob@x SIP/2.0',
      method: 'MESSAGE',
      callId: '7@a',
      text: 'MESSAGE sip:bob@x SIP/2.0\r\ni: 7@a\r\nCSeq:  3\tMESSAGE\r\n\r\nŽluť',
    },
  ],
  [
    'a response',
    {
      kind: 'message',
      at,
      direction: 'received',
      flow,
      text: 'SIP/2.0 486 Busy Here\r\nCSeq: 1 INVITE\r\nCall-ID: 7\r\n\r\n',
    },
    { kind: 'message', summary: 'SIP/2.0 486 Busy Here', method: 'INVITE', status: 486, callId: '7' },
  ],
  [
    'nonsense',
    { kind: 'message', at, direction: 'received', flow, text: 'nonsense' },
    { kind: 'message', summary: 'nonsense', method: '', callId: '' },
  ],
  [
    'a flow that closes',
    { kind: 'flow', at, flow, change: 'closed', reason: 'gone' },
    { kind: 'flow', change: 'closed', summary: 'WS connection to 192.0.2.1:80 closed: gone' },
  ],
  [
    'a step of a machine',
    { kind: 'transaction', at, id: 'z9', machine: 'INVITE client', from: 'calling', to: 'proceeding', input: '1xx' },
    { kind: 'transaction', summary: 'INVITE client z9: calling → proceeding on 1xx' },
  ],
  [
    'an input that nothing happens on',
    {
      kind: 'transaction',
      at,
      id: 'z9',
      machine: 'INVITE client',
      from: 'completed',
      to: 'completed',
      input: '1xx',
      ignored: true,
    },
    { kind: 'transaction', summary: 'INVITE client z9: 1xx ignored in completed' },
  ],
  [
    'what was dropped',
    { kind: 'dropped', at, reason: 'no Via', text: 'x' },
    { kind: 'dropped', summary: 'Dropped: no Via', text: 'x' },
  ],
  ['a note', { kind: 'note', at, layer: 'phone', text: 'hm' }, { kind: 'note', summary: 'phone: hm' }],
])('%s', (_what, event, entry) => {
  expect(traceEntry(event, 5)).toMatchObject({ id: 5, at, ...entry });
});

test('lines come together, in order, and the oldest go', async () => {
  const net = new VirtualNetwork();
  const runtime = testRuntime(net);
  const store = createPhoneStore();
  const slice = new TraceSlice(store, runtime, runtime.trace);
  let changes = 0;
  store.subscribe(() => (changes += 1));
  for (let i = 0; i < LONGEST_TRACE + 20; i += 1) {
    runtime.trace.record({ kind: 'note', at, layer: 'test', text: maskCredentials(`line ${i}`) });
  }
  expect(store.getState().trace).toEqual([]);
  await net.clock.advance(100);
  const { trace } = store.getState();
  expect([changes, trace.length, trace[0]?.summary, trace.at(-1)?.summary]).toEqual([
    1,
    LONGEST_TRACE,
    'test: line 20',
    `test: line ${LONGEST_TRACE + 19}`,
  ]);
  slice.close();
  runtime.trace.record({ kind: 'note', at, layer: 'test', text: 'late' });
  await net.expectNothingLeft();
  expect(changes).toBe(1);
});
