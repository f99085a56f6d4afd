import { isSipUri, parseUri, type SipUri } from '@sidetone/sip';
import { describe, expect, test } from 'vitest';
import { Domains } from './domains.ts';

const domains = new Domains(
  ['Example.com', 'example.org'],
  [
    { host: '192.0.2.1', port: 5062 },
    { host: '2001:db8::1', port: 5060 },
  ],
);

function uri(text: string): SipUri {
  const parsed = parseUri(text);
  if (!parsed.ok || !isSipUri(parsed.value)) throw new Error(`not a SIP URI: ${text}`);
  return parsed.value;
}

describe('names of the server', () => {
  test.each([
    ['sip:bob@example.com', true],
    ['sip:bob@EXAMPLE.ORG', true],
    ['sip:bob@example.com:5060', true],
    ['sip:bob@example.com:5062', true],
    ['sip:bob@example.com:5070', false],
    ['sip:bob@192.0.2.1:5062', true],
    ['sip:bob@192.0.2.1', false],
    ['sip:bob@[2001:db8::1]', true],
    ['sip:bob@sub.example.com', false],
    ['sip:bob@example.com.evil.test', false],
  ])('%s: %j', (text, isOurs) => {
    expect(domains.isOurs(uri(text))).toBe(isOurs);
  });

  test('lead to one address of record', () => {
    const names = ['sip:b%6fb@EXAMPLE.org;transport=tcp', 'sips:bob@example.com:5060', 'sip:bob:secret@192.0.2.1:5062'];
    expect(names.map((name) => domains.addressOfRecord(uri(name)))).toEqual(names.map(() => 'sip:bob@example.com'));
    expect(domains.addressOfRecord(uri('sip:example.com'))).toBeUndefined();
    expect(domains.addressOfRecord(uri('sip:bob@example.net'))).toBeUndefined();
  });

  test('there is at least one', () => {
    expect(() => new Domains([], [])).toThrow(RangeError);
  });
});
