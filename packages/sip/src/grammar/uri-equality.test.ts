import { describe, expect, test } from 'vitest';
import { addressOfRecord } from './address-of-record.ts';
import { parseUri, type Uri } from './uri.ts';
import { uriEquals } from './uri-equality.ts';

function parsed(text: string): Uri {
  const result = parseUri(text);
  if (!result.ok) throw new Error(text);
  return result.value;
}

describe('equality', () => {
  // The sets of RFC 3261 §19.1.4, and RFC 3966 §4.
  test.each([
    ['sip:%61lice@atlanta.com;transport=TCP', 'sip:alice@AtLanTa.CoM;Transport=tcp'],
    ['sip:carol@chicago.com', 'sip:carol@chicago.com;newparam=5'],
    ['sip:carol@chicago.com', 'sip:carol@chicago.com;security=on'],
    [
      'sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com',
      'sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com',
    ],
    [
      'sip:alice@atlanta.com?subject=project%20x&priority=urgent',
      'sip:alice@atlanta.com?priority=urgent&subject=project%20x',
    ],
    ['sip:a:%70w@b', 'sip:a:pw@b'],
    ['sip:a@b;x=%61', 'sip:a@b;x=A'],
    ['tel:+1-201-555-0123', 'tel:+12015550123'],
    ['tel:7042;phone-context=Example.com', 'tel:70-42;phone-context=example.com'],
    ['tel:863-1234;phone-context=+1-914-555', 'tel:8631234;phone-context=+1914555'],
    ['tel:+1;ext=1-2;a=b', 'tel:+1;A=B;EXT=12'],
    ['tel:*31%23', 'tel:*31#'],
    ['urn:service:sos', 'urn:service:sos'],
  ])('%s is %s', (a, b) => {
    expect(uriEquals(parsed(a), parsed(b))).toBe(true);
    expect(uriEquals(parsed(b), parsed(a))).toBe(true);
  });

  test.each([
    ['SIP:ALICE@AtLanTa.CoM;Transport=udp', 'sip:alice@AtLanTa.CoM;Transport=UDP'],
    ['sip:bob@biloxi.com', 'sip:bob@biloxi.com:5060'],
    ['sip:bob@biloxi.com', 'sip:bob@biloxi.com;transport=udp'],
    ['sip:bob@biloxi.com', 'sip:bob@biloxi.com:6000;transport=tcp'],
    ['sip:carol@chicago.com', 'sip:carol@chicago.com?Subject=next%20meeting'],
    ['sip:bob@phone21.boxesbybob.com', 'sip:bob@192.0.2.4'],
    ['sip:carol@chicago.com;security=on', 'sip:carol@chicago.com;security=off'],
    ['sip:carol@chicago.com', 'sips:carol@chicago.com'],
    ['sip:carol@chicago.com', 'sip:chicago.com'],
    ['sip:carol@chicago.com', 'sip:carol:pw@chicago.com'],
    ['sip:carol@chicago.com;maddr=1.2.3.4', 'sip:carol@chicago.com'],
    ['sip:a;b@c', 'sip:a%3Bb@c'],
    ['tel:+12015550123', 'tel:2015550123'],
    ['tel:123;ext=1', 'tel:123'],
    ['tel:123;isub=1-2', 'tel:123;isub=12'],
    ['tel:123;phone-context=a-b.c', 'tel:123;phone-context=ab.c'],
    ['tel:123', 'sip:123@x'],
    ['urn:a:b', 'urn:a:c'],
  ])('%s is not %s', (a, b) => {
    expect(uriEquals(parsed(a), parsed(b))).toBe(false);
    expect(uriEquals(parsed(b), parsed(a))).toBe(false);
  });
});

test.each([
  ['SIP:%41lice:pw@Example.COM:5060;transport=tcp?x=y', 'sip:Alice@example.com'],
  ['sips:alice@example.com', 'sip:alice@example.com'],
  ['sip:a%3bb@example.com', 'sip:a%3Bb@example.com'],
  ['sip:example.com', 'sip:example.com'],
  ['tel:+358-40-12', 'tel:+3584012'],
  ['urn:service:sos', 'urn:service:sos'],
])('the address of record of %s is %s', (text, expected) => {
  expect(addressOfRecord(parsed(text))).toBe(expected);
});
