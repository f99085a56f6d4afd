import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOnHold, parseSessionDescription, sends, type SessionDescription } from './session-description.ts';

function read(...lines: string[]): SessionDescription {
  const parsed = parseSessionDescription(
    ['v=0', 'o=- 42 3 IN IP4 192.0.2.1', 's=-', 't=0 0', ...lines, ''].join('\r\n'),
  );
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

describe('a session description', () => {
  test('tells its version, kinds, directions and fingerprints', () => {
    const description = read(
      'a=fingerprint:sha-256 ab:cd',
      'm=audio 9 UDP/TLS/RTP/SAVPF 111',
      'a=recvonly',
      'm=video 0 UDP/TLS/RTP/SAVPF 96',
      'a=fingerprint:sha-256 EF:01',
      'm=video 0 UDP/TLS/RTP/SAVPF 96',
      'a=bundle-only',
      'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    );
    expect(description).toEqual({
      sessionId: '42',
      version: 3,
      fingerprints: 'AB:CD EF:01',
      media: [
        { kind: 'audio', isRefused: false, direction: 'recvonly' },
        { kind: 'video', isRefused: true, direction: 'sendrecv' },
        { kind: 'video', isRefused: false, direction: 'sendrecv' },
        { kind: 'application', isRefused: false, direction: 'sendrecv' },
      ],
    });
    expect([sends(description, 'audio'), sends(description, 'video')]).toEqual([false, true]);
  });

  test('a direction at session level holds for all media', () => {
    expect(read('a=sendonly', 'm=audio 4000 RTP/AVP 0', 'm=video 4002 RTP/AVP 34', 'a=sendrecv').media).toMatchObject([
      { direction: 'sendonly' },
      { direction: 'sendrecv' },
    ]);
  });

  test.each([
    ['', 'SDP does not begin with v=0'],
    ['hello', 'SDP does not begin with v=0'],
    ['v=0\r\ns=-\r\n', 'SDP has no o= line'],
  ])('%j is none', (text, error) => {
    expect(parseSessionDescription(text)).toEqual({ ok: false, error });
  });
});

test('words that look like numbers are words', () => {
  expect(read('m=1 9 RTP/AVP 0', 'a=fingerprint:sha-256 00', 'a=fingerprint:1 2')).toMatchObject({
    fingerprints: expect.any(String) as string,
    media: [{ kind: '1' }],
  });
});

test('lines that are not as they should be throw nothing', () => {
  const line = fc.oneof(
    fc.constantFrom('m=', 'm=audio', 'm=audio 9 RTP/AVP 0', 'o=', 'o=1 2 3 4 5 6', 'c=', 'c=IN IP4 0', 'a=__proto__:1'),
    fc.constantFrom(
      'a=fingerprint:',
      'a=fingerprint:1 2',
      'a=ice-ufrag:',
      'a=sendonly 1',
      'a=bundle-only 2',
      'v=0',
      '=',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const parsed = parseSessionDescription(['v=0', ...lines].join('\r\n'));
      if (!parsed.ok) return;
      const { sessionId, version, fingerprints, media } = parsed.value;
      expect([typeof sessionId, typeof version, typeof fingerprints]).toEqual(['string', 'number', 'string']);
      for (const { kind } of media) expect(typeof kind).toBe('string');
    }),
  );
});

describe('hold (RFC 3264 §8.4)', () => {
  test.each([
    [['m=audio 9 RTP/AVP 0', 'a=sendonly'], true],
    [['m=audio 9 RTP/AVP 0', 'a=inactive', 'm=video 9 RTP/AVP 34', 'a=sendonly'], true],
    [['m=audio 9 RTP/AVP 0', 'a=sendonly', 'm=video 0 RTP/AVP 34'], true],
    [['m=audio 9 RTP/AVP 0', 'a=sendonly', 'm=video 9 RTP/AVP 34'], false],
    [['m=audio 9 RTP/AVP 0', 'a=recvonly'], false],
    [['m=audio 9 RTP/AVP 0'], false],
    [[], false],
    // RFC 2543
    [['c=IN IP4 0.0.0.0', 'm=audio 9 RTP/AVP 0'], true],
    // What a browser writes before it knows its address.
    [['m=audio 9 UDP/TLS/RTP/SAVPF 111', 'c=IN IP4 0.0.0.0', 'a=ice-ufrag:x'], false],
  ])('%j', (lines, expected) => {
    expect(isOnHold(read(...lines))).toBe(expected);
  });
});
