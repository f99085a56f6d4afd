import { parseUri, type Uri } from '@sidetone/sip';
import { describe, expect, test } from 'vitest';
import { EdgeAddress } from './edge-address.ts';

function uri(text: string): Uri {
  const parsed = parseUri(text);
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return parsed.value;
}

const bound = { host: '192.0.2.1', port: 5060 };

describe('the address of an edge', () => {
  test('is that of its socket', () => {
    const edge = new EdgeAddress(bound);
    expect([edge.host, edge.port]).toEqual(['192.0.2.1', 5060]);
    for (const own of ['sip:192.0.2.1', 'sip:x@192.0.2.1:5060;lr']) expect(edge.owns(uri(own))).toBe(true);
    for (const other of ['sip:192.0.2.1:5061', 'sip:192.0.2.2', 'tel:+1', 'sip:EDGE.test']) {
      expect(edge.owns(uri(other))).toBe(false);
    }
  });

  test.each([
    ['edge.test', 'edge.test', 5060],
    ['Edge.test:5070', 'edge.test', 5070],
    ['[2001:db8::1]', '2001:db8::1', 5060],
    ['[2001:db8::1]:5070', '2001:db8::1', 5070],
  ])('or the advertised one: %s', (advertised, host, port) => {
    const edge = new EdgeAddress(bound, advertised);
    expect([edge.host, edge.port]).toEqual([host, port]);
    expect(edge.owns(uri(`sip:token@${host.includes(':') ? `[${host}]` : host}:${port}`))).toBe(true);
    expect(edge.owns(uri('sip:192.0.2.1'))).toBe(true);
  });

  test.each(['', 'a b', 'x@y', 'host:99999', 'host;lr'])('what is no host is refused: %j', (text) => {
    expect(() => new EdgeAddress(bound, text)).toThrow(RangeError);
  });
});
