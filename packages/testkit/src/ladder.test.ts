import { describe, expect, test } from 'vitest';
import { Ladder, ladder, LadderMismatchError } from './ladder.ts';
import { type LadderEntry, messageLabel } from './ladder-entry.ts';

function sent(atMs: number, from: string, to: string, wire: string, isLost = false): LadderEntry {
  return { atMs, from, to, protocol: 'UDP', isLost, wire, label: messageLabel(wire) };
}

const call = new Ladder(
  [
    sent(100, 'alice', 'proxy', 'INVITE sip:bob@biloxi.test SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\n'),
    sent(600, 'alice', 'proxy', 'INVITE sip:bob@biloxi.test SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\n', true),
    sent(700, 'proxy', 'alice', 'SIP/2.0 486 Busy Here\r\nCSeq: 1 INVITE\r\n\r\n'),
    sent(700, 'alice', 'proxy', 'ACK sip:bob@biloxi.test SIP/2.0\r\nCSeq: 1 ACK\r\n\r\n'),
  ],
  100,
);

describe('ladder', () => {
  test('compares what it states', () => {
    expect(call).toEqual(ladder`
      # busy, after a retransmission
      0   alice -> proxy  INVITE sip:bob@biloxi.test
      500 alice -x proxy  INVITE   # lost
          proxy -> alice  486 INVITE
          alice -> proxy  ACK`);
  });

  test.each([
    ['another Request-URI', 'alice -> proxy INVITE sip:carol@biloxi.test'],
    ['another time', '1 alice -> proxy INVITE'],
    ['lost instead of delivered', 'alice -x proxy INVITE'],
    ['another sender', 'bob -> proxy INVITE'],
    ['another method', 'alice -> proxy BYE'],
  ])('differs by %s', (_why, line) => {
    const rest = 'alice -x proxy INVITE\nproxy -> alice 486\nalice -> proxy ACK';
    expect(ladder`${line}\n${rest}`.difference(call)).toContain(`- ${line}`);
  });

  test('shows one missing and one surplus line among the others', () => {
    const expected = ladder`
      alice -> proxy INVITE
      alice -x proxy INVITE
      proxy -> alice 100
      proxy -> alice 486`;
    expect(expected.difference(call)).toBe(
      [
        'the messages differ (- expected, + actual)',
        '  0 alice -> proxy  INVITE sip:bob@biloxi.test',
        '  500 alice -x proxy  INVITE sip:bob@biloxi.test',
        '- proxy -> alice 100',
        '  600 proxy -> alice  486 INVITE',
        '+ 600 alice -> proxy  ACK sip:bob@biloxi.test',
      ].join('\n'),
    );
  });

  test('a failed expectation throws the readable difference', () => {
    expect(() => expect(call).toEqual(ladder`alice -> proxy INVITE`)).toThrow(LadderMismatchError);
    expect(() => expect('something else').toEqual(ladder`alice -> proxy INVITE`)).toThrow(LadderMismatchError);
  });

  test('refuses a line that is none', () => {
    expect(() => ladder`alice to bob INVITE`).toThrow(SyntaxError);
  });

  test('what was printed can be expected', () => {
    expect(call).toEqual(ladder`${String(call)}`);
  });
});
