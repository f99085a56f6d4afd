import { describe, expect, test } from 'vitest';
import { markEnd, readIceSections, writeFragment } from './ice-fragment.ts';

const text = (...lines: string[]): string => lines.map((line) => `${line}\r\n`).join('');
const host = 'candidate:1 1 udp 2113937151 192.0.2.1 40000 typ host';
const relay = 'candidate:2 1 udp 41885439 198.51.100.1 50000 typ relay raddr 192.0.2.1 rport 40000';

describe('reading', () => {
  test('a fragment after the example of RFC 8840 §4.4', () => {
    const fragment = text(
      'a=ice-pwd:asd88fgpdd777uzjYhagZg',
      'a=ice-ufrag:8hhY',
      'm=audio 9 RTP/AVP 0',
      'a=mid:1',
      `a=${host}`,
      'a=end-of-candidates',
      'm=audio 9 RTP/AVP 0',
      'a=mid:2',
      'a=ice-ufrag:other',
      `a=${relay}`,
    );
    expect(readIceSections(fragment)).toMatchObject([
      { mid: '1', ufrag: '8hhY', password: 'asd88fgpdd777uzjYhagZg', candidates: [host], isEnd: true },
      { mid: '2', ufrag: 'other', candidates: [relay], isEnd: false },
    ]);
  });

  test('end-of-candidates before the sections is for all of them', () => {
    const fragment = text('a=ice-ufrag:8hhY', 'a=end-of-candidates', 'm=audio 9 RTP/AVP 0', 'a=mid:1');
    expect(readIceSections(fragment)).toMatchObject([{ ufrag: '8hhY', candidates: [], isEnd: true }]);
  });

  test('a fragment without anything before its first section', () => {
    const fragment = text('m=audio 9 RTP/AVP 0', 'a=ice-ufrag:8hhY', 'a=mid:1', `a=${host}`);
    expect(readIceSections(fragment)).toMatchObject([{ mid: '1', ufrag: '8hhY', candidates: [host] }]);
  });

  test('names of attributes in any case (§9.2)', () => {
    const fragment = text(
      'a=ICE-ufrag:u',
      'm=audio 9 RTP/AVP 0',
      'a=MID:0',
      `a=${host.replace('candidate', 'Candidate')}`,
    );
    expect(readIceSections(fragment)).toMatchObject([{ mid: '0', ufrag: 'u', candidates: [host] }]);
  });

  test('lines that end with LF alone, and texts that are no fragment', () => {
    expect(readIceSections(`a=ice-ufrag:u\nm=audio 9 RTP/AVP 0\na=mid:0\na=${host}\n`)).toMatchObject([
      { ufrag: 'u', candidates: [host] },
    ]);
    expect(readIceSections('')).toEqual([]);
    expect(readIceSections('what is this?')).toEqual([]);
  });
});

describe('writing', () => {
  const description = text(
    'v=0',
    'm=audio 40000 UDP/TLS/RTP/SAVPF 111',
    `a=${host}`,
    `a=${relay}`,
    'a=ice-ufrag:aaaa',
    'a=ice-pwd:pppp',
    'a=mid:0',
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'a=ice-ufrag:aaaa',
    'a=ice-pwd:pppp',
    'a=mid:1',
  );
  const head = ['m=audio 40000 UDP/TLS/RTP/SAVPF 111', 'a=ice-pwd:pppp', 'a=ice-ufrag:aaaa', 'a=mid:0'];

  test('has all candidates, and only sections that have some', () => {
    expect(writeFragment(description, false)).toBe(text(...head, `a=${host}`, `a=${relay}`));
    expect(writeFragment(description, true)).toBe(text(...head, `a=${host}`, `a=${relay}`, 'a=end-of-candidates'));
  });

  test('says the end also when nothing was found', () => {
    const none = description.replaceAll(/^a=candidate.*\r\n/gm, '');
    expect(writeFragment(none, true)).toBe(text(...head, 'a=end-of-candidates'));
  });

  test('ufrag and password stand where the description has them (RFC 8840 §4.4)', () => {
    const own = description.replace('v=0', 'v=0\r\na=ice-ufrag:ssss\r\na=ice-pwd:tttt');
    const video = ['m=video 9 UDP/TLS/RTP/SAVPF 96', 'a=mid:1', `a=${host}`];
    const above = `${own.replace(/a=ice-ufrag:aaaa\r\na=ice-pwd:pppp\r\na=mid:1/, 'a=mid:1')}a=${host}\r\n`;
    expect(writeFragment(above)).toBe(
      text('a=ice-pwd:tttt', 'a=ice-ufrag:ssss', ...head, `a=${host}`, `a=${relay}`, ...video),
    );
  });

  test('media that is bundled is said to be (§7)', () => {
    const bundled = description.replace('v=0', 'v=0\r\na=group:BUNDLE 0 1');
    expect(writeFragment(bundled)).toBe(text('a=group:BUNDLE 0 1', ...head, `a=${host}`, `a=${relay}`));
  });

  test('the end that the description says', () => {
    expect(writeFragment(markEnd(description))).toBe(writeFragment(description, true));
  });

  test('what it writes it reads', () => {
    expect(readIceSections(writeFragment(description, true))[0]).toEqual({
      ...readIceSections(description)[0],
      isEnd: true,
    });
  });
});

test('a complete description says so once in every section with candidates', () => {
  const description = text('v=0', 'm=audio 9 X 0', `a=${host}`, 'm=video 9 X 0', 'a=mid:1');
  const marked = text('v=0', 'm=audio 9 X 0', `a=${host}`, 'a=end-of-candidates', 'm=video 9 X 0', 'a=mid:1');
  expect(markEnd(description)).toBe(marked);
  expect(markEnd(marked)).toBe(marked);
});
