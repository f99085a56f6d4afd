import { expect, test } from 'vitest';
import { cpimHeader, parseCpim, writeCpim } from './cpim.ts';
import { IMDN_NAMESPACE, parseImdn, writeImdn } from './imdn.ts';
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

test('a message in CPIM asks for a notification, whatever the prefix is', () => {
  const text = [
    'From: MR SANDERS <im:piglet@100akerwood.test>',
    'To: "Depressed \\"Donkey\\"" <im:eeyore@100akerwood.test>',
    'NS: note <urn:ietf:params:imdn>',
    'note.Message-ID: 34jk324j',
    'note.Disposition-Notification: positive-delivery, display',
    'DateTime: 2000-12-13T13:40:00-08:00',
    'Subject: the weather will be fine today',
    "Subject:;lang=fr beau temps pr\\u00e9vu pour aujourd'hui",
    'NS: F <mid:MessageFeatures@id.foo.test>',
    'Require: F.VitalMessageOption',
    'unknown.Header: passed over',
    '',
    'Content-type: text/plain; charset=utf-8',
    '',
    'Here is the text\r\n\r\nof my message.',
  ].join('\r\n');
  const result = parseCpim(text);
  expect(result).toEqual({
    ok: true,
    value: {
      from: { displayName: 'MR SANDERS', uri: 'im:piglet@100akerwood.test' },
      to: [{ displayName: 'Depressed "Donkey"', uri: 'im:eeyore@100akerwood.test' }],
      cc: [],
      subjects: [
        { text: 'the weather will be fine today' },
        { text: "beau temps prévu pour aujourd'hui", language: 'fr' },
      ],
      dateTime: Date.UTC(2000, 11, 13, 21, 40),
      require: [{ namespace: 'mid:MessageFeatures@id.foo.test', name: 'VitalMessageOption' }],
      headers: [
        { namespace: IMDN_NAMESPACE, name: 'Message-ID', params: [], value: '34jk324j' },
        {
          namespace: IMDN_NAMESPACE,
          name: 'Disposition-Notification',
          params: [],
          value: 'positive-delivery, display',
        },
      ],
      content: {
        headers: [['Content-type', 'text/plain; charset=utf-8']],
        body: 'Here is the text\r\n\r\nof my message.',
      },
    },
  });
  if (!result.ok) return;
  expect(cpimHeader(result.value, IMDN_NAMESPACE, 'Message-ID')).toBe('34jk324j');
  expect(cpimHeader(result.value, 'urn:other', 'Message-ID')).toBeUndefined();
  expect(writeCpim(result.value)).toContain('NS: imdn <urn:ietf:params:imdn>\r\n');
});

test.each(['', 'From: <im:a@b>', 'From: <im:a@b>\r\n\r\nContent-Type: text/plain', 'no colon\r\n\r\n\r\n'])(
  'no CPIM: %j',
  (text) => {
    expect(parseCpim(text)).toMatchObject({ ok: false });
  },
);

test('a header field that would end early is not written', () => {
  const message = { to: [], cc: [], subjects: [], require: [], headers: [], content: { headers: [], body: '' } };
  expect(() => writeCpim({ ...message, from: { uri: 'im:a>\r\nTo: <im:b' } })).toThrow(RangeError);
  expect(writeCpim({ ...message, subjects: [{ text: 'a\r\nTo: <im:b>' }] })).toContain(
    'Subject: a\\r\\nTo: <im:b>\r\n',
  );
});

test('a notification is of one kind', () => {
  const imdn = (inner: string) =>
    parseImdn(
      `<imdn xmlns="${IMDN_NAMESPACE}"><message-id>1</message-id><datetime>2000-12-13T13:40:00-08:00</datetime>${inner}</imdn>`,
    );
  expect(imdn('<delivery-notification><status><delivered/></status></delivery-notification>')).toMatchObject({
    value: { messageId: '1', notification: { kind: 'delivery-notification', status: 'delivered' } },
  });
  expect(imdn('')).toEqual({ ok: false, error: 'No notification in imdn' });
  expect(imdn('<delivery-notification><status><displayed/></status></delivery-notification>')).toMatchObject({
    ok: false,
  });
  expect(
    writeImdn({ messageId: '1', dateTime: 0, notification: { kind: 'display-notification', status: 'displayed' } }),
  ).toContain('<display-notification><status><displayed/></status></display-notification></imdn>');
});
