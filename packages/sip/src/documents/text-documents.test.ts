import { expect, test } from 'vitest';
import { parseMessageSummary } from './message-summary.ts';
import { parseSipfrag, writeSipfrag } from './sipfrag.ts';

test.each([
  ['SIP/2.0 100 Trying', { start: { kind: 'status', status: 100, phrase: 'Trying' }, headers: [] }],
  ['SIP/2.0 603\r\n', { start: { kind: 'status', status: 603, phrase: '' }, headers: [] }],
  [
    'sip/2.0 200 OK\nContact : <sip:a@b>\nSubject: one\n two\n\nbody\r\n\r\n',
    {
      start: { kind: 'status', status: 200, phrase: 'OK' },
      headers: [
        ['Contact', '<sip:a@b>'],
        ['Subject', 'one two'],
      ],
      body: 'body\r\n\r\n',
    },
  ],
  [
    'INVITE sip:alice@atlanta.test SIP/2.0\r\nFrom: a\r\n',
    { start: { kind: 'request', method: 'INVITE', uri: 'sip:alice@atlanta.test' }, headers: [['From', 'a']] },
  ],
  ['From: a\r\n', { headers: [['From', 'a']] }],
  ['\r\nonly a body', { headers: [], body: 'only a body' }],
  ['', { headers: [] }],
])('the fragment %j', (text, fragment) => {
  expect(parseSipfrag(text)).toEqual({ ok: true, value: fragment });
});

test.each(['SIP/2.0 99 Low', 'SIP/3.0 200 OK', 'what is this', 'SIP/2.0 200 OK\r\nno colon\r\n', ': no name'])(
  'no fragment: %j',
  (text) => {
    expect(parseSipfrag(text)).toMatchObject({ ok: false });
  },
);

test('what would add a line is not written', () => {
  const start = { kind: 'status', status: 200, phrase: 'OK\r\nEvil: 1' } as const;
  expect(() => writeSipfrag({ start, headers: [] })).toThrow(RangeError);
  expect(() => writeSipfrag({ headers: [['a', 'b\nc']] })).toThrow(RangeError);
  expect(() => writeSipfrag({ headers: [['a b', 'c']] })).toThrow(RangeError);
});

test('a summary with single messages', () => {
  const text = [
    'Messages-Waiting: YES',
    'Message-Account: sip:alice@vmail.test',
    'Voice-Message: 4/8 (1/2)',
    'fax-message: 0/1',
    'X-Other: none',
    '',
    'Subject: carpool tomorrow?',
    'From: <sip:bob@biloxi.test>',
    '',
    'Subject: HELP!',
    '',
  ].join('\r\n');
  expect(parseMessageSummary(text)).toEqual({
    ok: true,
    value: {
      isWaiting: true,
      account: 'sip:alice@vmail.test',
      counts: [
        { context: 'voice-message', newCount: 4, oldCount: 8, urgent: { newCount: 1, oldCount: 2 } },
        { context: 'fax-message', newCount: 0, oldCount: 1 },
      ],
      messages: [
        [
          ['Subject', 'carpool tomorrow?'],
          ['From', '<sip:bob@biloxi.test>'],
        ],
        [['Subject', 'HELP!']],
      ],
    },
  });
});

test.each(['', 'Voice-Message: 1/2', 'Messages-Waiting: maybe', 'Messages-Waiting: yes\r\nno colon'])(
  'no summary: %j',
  (text) => {
    expect(parseMessageSummary(text)).toMatchObject({ ok: false });
  },
);
