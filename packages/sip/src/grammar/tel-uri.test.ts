import { describe, expect, test } from 'vitest';
import { isGlobalNumber, telNumber, type TelUri } from './tel-uri.ts';
import { formatUri, isSipUri, isTelUri, parseUri, sipUri, sipUriOfTel, telUriOfSip } from './uri.ts';

function tel(text: string): TelUri {
  const uri = parseUri(text);
  if (!uri.ok || !isTelUri(uri.value)) throw new Error(`no number: ${text}`);
  return uri.value;
}

describe('a telephone number', () => {
  // RFC 3966 §6, and the parameters of §3.
  test.each([
    'tel:+1-201-555-0123',
    'tel:7042;phone-context=example.com',
    'tel:863-1234;phone-context=+1-914-555',
    'tel:+358-(0)40.1;ext=12-3;phone-context=x.example;cic=+1-6789;npdi;rn=+1-201',
    'tel:a-F*09;isub=1%3B2;phone-context=example.com',
    // RFC 2806 §2.5: pauses, and a dial string after them.
    'tel:0w003585551234567;phone-context=+3585551234',
    'tel:+1234567890;phone-context=+1234;tsp=terrifictelecom.com;vnd.company.option=foo',
    'tel:+358-555-1234567;postd=pp22',
  ])('%s is written as it was', (text) => {
    expect(formatUri(tel(text))).toBe(text);
  });

  test('lenient: without a context, with bare or escaped "#" and "*"', () => {
    expect(tel('tel:112').params.size).toBe(0);
    expect(tel('tel:%2A31%2301').number).toBe('*31#01');
    expect(formatUri(tel('tel:*31#01'))).toBe('tel:*31%2301');
    expect(tel('TEL:1P2').number).toBe('1P2');
  });

  test('its parameters are written in the order of RFC 3966 §3', () => {
    expect(formatUri(tel('tel:1;z=1;phone-context=a;b;ext=2'))).toBe('tel:1;ext=2;phone-context=a;b;z=1');
  });

  test('what it says of itself', () => {
    expect(isGlobalNumber(tel('tel:+1'))).toBe(true);
    expect(isGlobalNumber(tel('tel:1'))).toBe(false);
    expect(telNumber(tel('tel:+1-(201).5'))).toBe('+12015');
    expect(telNumber(tel('tel:A*#'))).toBe('a*#');
  });

  test.each([
    'tel:',
    'tel:+',
    'tel:-',
    'tel:p1',
    'tel:+1p2',
    'tel:1%41',
    'tel:1?x=y',
    'tel:1 2',
    'tel:x',
    'tel:;ext=1',
  ])('%s is none', (text) => {
    expect(parseUri(text).ok).toBe(false);
  });

  test('nothing that is written ends it', () => {
    const text = formatUri({ scheme: 'tel', number: '1;x?y z>', params: new Map([['a b', 'c;d']]) });
    expect(text).toBe('tel:1%3Bx%3Fy%20z%3E;a%20b=c%3Bd');
  });
});

describe('a number as a SIP URI (RFC 3261 §19.1.6)', () => {
  test('there and back', () => {
    const uri = sipUriOfTel(tel('tel:+358-555-1234567;POSTD=PP22;ISUB=1411'), 'foo.com');
    expect(formatUri(uri)).toBe('sip:+358-555-1234567;isub=1411;postd=pp22@foo.com;user=phone');
    expect(telUriOfSip(uri)).toEqual(tel('tel:+358-555-1234567;isub=1411;postd=pp22'));
    const star = sipUriOfTel(tel('tel:*31#'), 'foo.com');
    expect(formatUri(star)).toBe('sip:*31%23@foo.com;user=phone');
    expect(telUriOfSip(star)?.number).toBe('*31#');
  });

  test('others stand for none', () => {
    expect(telUriOfSip(sipUri({ user: '+1', host: 'x' }))).toBeUndefined();
    expect(telUriOfSip(sipUri({ host: 'x', params: new Map([['user', 'phone']]) }))).toBeUndefined();
    expect(telUriOfSip(sipUri({ user: 'bob', host: 'x', params: new Map([['user', 'phone']]) }))).toBeUndefined();
    const written = parseUri('sip:+1-2@x;user=Phone');
    expect(written.ok && isSipUri(written.value) && telUriOfSip(written.value)?.number).toBe('+1-2');
  });
});
