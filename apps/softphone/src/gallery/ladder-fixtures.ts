import type { LadderData, LadderMessage } from '../components/ladder/ladder-data.ts';
import { messageWords } from '../format/sip-message.ts';

/** `more` is the method that a response answers; of a request its CSeq number. */
type Line = readonly [atMs: number, from: string, to: string, start: string, more?: string];

function message([atMs, from, to, start, more = '']: Line): LadderMessage {
  const isResponse = start.startsWith('SIP/2.0');
  const method = isResponse ? more : (start.split(' ', 1)[0] ?? '');
  const text = [
    isResponse ? start : `${start} SIP/2.0`,
    `Via: SIP/2.0/WS alice.invalid;branch=z9hG4bK7f3a${method};rport`,
    'Max-Forwards: 70',
    'From: <sip:alice@biloxi.test>;tag=f00dcafe',
    'To: <sip:bob@biloxi.test>',
    'Call-ID: 2Yx8mUo1nQ7bHc@alice',
    `CSeq: ${isResponse || more === '' ? '2' : more} ${method}`,
    'Contact: <sip:alice@Zq4kN1v0rT.invalid;transport=ws>',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
  return { atMs, from, to, ...messageWords(text), text, protocol: 'WS' };
}

function ladder(lanes: readonly string[], lines: readonly Line[], marks: LadderData['marks'] = []): LadderData {
  return { lanes, messages: lines.map(message), marks };
}

const forked: readonly Line[] = [
  [0, 'alice', 'target', 'INVITE sip:bob@biloxi.test'],
  [3, 'target', 'alice', 'SIP/2.0 100 Trying', 'INVITE'],
  [5, 'target', 'bob', 'INVITE sip:bob@Hd83kWq0.invalid;transport=ws'],
  [6, 'target', 'carol', 'INVITE sip:bob@p0Lm28Xz.invalid;transport=ws'],
  [9, 'bob', 'target', 'SIP/2.0 180 Ringing', 'INVITE'],
  [11, 'target', 'alice', 'SIP/2.0 180 Ringing', 'INVITE'],
  [2_050, 'carol', 'target', 'SIP/2.0 486 Busy Here', 'INVITE'],
  [2_052, 'target', 'carol', 'ACK sip:bob@p0Lm28Xz.invalid;transport=ws'],
  [5_600, 'bob', 'target', 'SIP/2.0 200 OK', 'INVITE'],
  [5_603, 'target', 'alice', 'SIP/2.0 486 Busy Here', 'INVITE'],
  [6_100, 'bob', 'target', 'SIP/2.0 200 OK', 'INVITE'],
  [6_104, 'alice', 'target', 'ACK sip:bob@biloxi.test'],
];

/** Traces that a ladder shows. */
export const ladderFixtures = {
  marked: ladder(['alice', 'target', 'bob', 'carol'], forked, [
    {
      index: 9,
      text: 'RFC 3261 §16.7: expected the 200 of the branch that answered; came 486 INVITE.',
    },
  ]),
  two: ladder(
    ['alice', 'target'],
    [
      [0, 'alice', 'target', 'REGISTER sip:biloxi.test'],
      [12, 'target', 'alice', 'SIP/2.0 401 Unauthorized', 'REGISTER'],
      [19, 'alice', 'target', 'REGISTER sip:biloxi.test', '3'],
      [31, 'target', 'alice', 'SIP/2.0 200 OK', 'REGISTER'],
    ],
  ),
  long: ladder(
    ['alice', 'target', 'bob'],
    Array.from({ length: 40 }, (_, index): Line => {
      const [from, to] = index % 3 === 0 ? ['alice', 'target'] : index % 3 === 1 ? ['target', 'bob'] : ['bob', 'alice'];
      return [index * 230, from ?? '', to ?? '', `OPTIONS sip:bob-${index}@biloxi.test`];
    }),
  ),
} satisfies Readonly<Record<string, LadderData>>;
