import { describe, expect, test } from 'vitest';
import { StreamFramer } from './stream-framer.ts';

function frame(chunks: readonly string[], limitBytes = 1000): string[] {
  const seen: string[] = [];
  const framer = new StreamFramer(
    {
      onMessage: (wire) => seen.push(`message ${wire}`),
      onPing: () => seen.push('ping'),
      onOversized: (head) => seen.push(`oversized ${head}`),
      onBroken: (reason) => seen.push(`broken: ${reason}`),
    },
    limitBytes,
  );
  for (const chunk of chunks) framer.push(chunk);
  return seen;
}

const OPTIONS = 'OPTIONS sip:bob@example.test SIP/2.0\r\nl: 0\r\n\r\n';
const MESSAGE = 'MESSAGE sip:bob@example.test SIP/2.0\r\nContent-Length: 9\r\n\r\nhi\r\n\r\nyou';
const OK = 'SIP/2.0 200 OK\r\nCall-ID: 1\r\nContent-Length:\r\n 2\r\n\r\nok';

describe('StreamFramer', () => {
  const stream = `${OPTIONS}${MESSAGE}\r\n\r\n${OK}\r\n${OPTIONS}`;
  const expected = [`message ${OPTIONS}`, `message ${MESSAGE}`, 'ping', `message ${OK}`, `message ${OPTIONS}`];

  test('cuts by Content-Length, both forms, and finds keep-alives between messages', () => {
    expect(frame([stream])).toEqual(expected);
  });

  test.each([1, 2, 3, 7, 50])('however the stream is chopped: %i bytes at a time', (size) => {
    const chunks = Array.from({ length: Math.ceil(stream.length / size) }, (_, i) =>
      stream.slice(i * size, (i + 1) * size),
    );
    expect(frame(chunks)).toEqual(expected);
  });

  test('takes lines that end in LF alone', () => {
    const text = 'OPTIONS sip:bob SIP/2.0\nContent-Length: 1\n\nx';
    expect(frame([text + OPTIONS])).toEqual([`message ${text}`, `message ${OPTIONS}`]);
  });

  test('without Content-Length a message ends with its header section', () => {
    const text = 'OPTIONS sip:bob SIP/2.0\r\nCall-ID: 1\r\n\r\n';
    expect(frame([text + OPTIONS])).toEqual([`message ${text}`, `message ${OPTIONS}`]);
  });

  test('does not look for Content-Length in a body', () => {
    const text = 'MESSAGE sip:bob SIP/2.0\r\nX: 1\r\nContent-Length: 22\r\n\r\nContent-Length: 99\r\n\r\n';
    expect(frame([text + OPTIONS])).toEqual([`message ${text}`, `message ${OPTIONS}`]);
  });

  test('two lengths that agree are one', () => {
    const text = 'MESSAGE sip:bob SIP/2.0\r\nl: 2\r\nContent-Length: 02\r\n\r\nhi';
    expect(frame([text + OPTIONS])).toEqual([`message ${text}`, `message ${OPTIONS}`]);
  });

  // RFC 4475 §3.1.2.3 and §3.3.9
  test.each([
    ['Content-Length: -999', 'Content-Length: 5'],
    ['Content-Length: five', 'X: y'],
    ['Content-Length: 13', 'Content-Length: 5'],
    ['l: 13', 'Content-Length: 14'],
  ])('%s and %s: the message is handed up without its body, and nothing more is read', (...lines) => {
    const head = `OPTIONS sip:bob SIP/2.0\r\n${lines.join('\r\n')}\r\n\r\n`;
    expect(frame([`${head}hello`, OPTIONS])).toEqual([
      `message ${head}`,
      'broken: the Content-Length is no number or several, so the end of the message is not known',
    ]);
  });

  test('each double CRLF is one ping, a single one is none', () => {
    expect(frame(['\r\n', OPTIONS, '\r\n\r\n\r\n\r\n'])).toEqual([`message ${OPTIONS}`, 'ping', 'ping']);
  });

  test('a CRLF between messages may be the answer to a ping, within one it is none', () => {
    let pongs = 0;
    const nothing = (): void => undefined;
    const sink = {
      onMessage: nothing,
      onPing: nothing,
      onPong: () => (pongs += 1),
      onOversized: nothing,
      onBroken: nothing,
    };
    const framer = new StreamFramer(sink, 1000);
    framer.push(MESSAGE);
    expect(pongs).toBe(0);
    framer.push('\r');
    framer.push(`\n${OPTIONS}`);
    expect(pongs).toBe(1);
  });

  test('refuses a message above the limit as soon as that is known, and stops', () => {
    const head = 'MESSAGE sip:bob SIP/2.0\r\nContent-Length: 1000\r\n\r\n';
    expect(frame([head, OPTIONS])).toEqual([`oversized ${head}`]);
    const endless = `MESSAGE sip:bob SIP/2.0\r\nX: ${'x'.repeat(990)}`;
    expect(frame([endless, OPTIONS])).toEqual([`oversized ${endless}`]);
    const exact = 'MESSAGE sip:bob SIP/2.0\r\nContent-Length: 2\r\n\r\nab';
    expect(frame([exact], exact.length)).toEqual([`message ${exact}`]);
    expect(frame([exact], exact.length - 1)).toEqual([`oversized ${exact.slice(0, -2)}`]);
  });

  test('stops at what is not SIP, at its first line', () => {
    expect(frame(['GET / HTTP/1.1\r\nHost: x', OPTIONS])).toEqual(['broken: what came is not SIP']);
    expect(frame(['\u0016\u0003\u0001\n', OPTIONS])).toEqual(['broken: what came is not SIP']);
  });

  test('hands over a whole broken request, that it may be answered, and stops', () => {
    const text = 'INVITE sip:bob\r\nVia: SIP/2.0/TCP h;branch=z9hG4bK1\r\n\r\n';
    expect(frame([text, OPTIONS])).toEqual([`message ${text}`, 'broken: what came is not SIP']);
    const length = 'INVITE sip:bob SIP/2.0\r\nContent-Length: many\r\n\r\n';
    expect(frame([length, OPTIONS])[0]).toBe(`message ${length}`);
    expect(frame([length, OPTIONS])).toHaveLength(2);
  });

  test('takes linear time on hostile streams', { timeout: 1000 }, () => {
    const slow = Array.from({ length: 60_000 }, () => 'x');
    expect(frame(['OPTIONS sip:b SIP/2.0\r\nX: ', ...slow], 100_000)).toEqual([]);
    expect(frame([`OPTIONS sip:b SIP/2.0\r\n${'l :\r\n '.repeat(10_000)}\r\n\r\n`], 100_000)).toHaveLength(2);
    expect(frame([`${'a '.repeat(400_000)}\n`], 1_000_000)).toHaveLength(1);
  });
});
