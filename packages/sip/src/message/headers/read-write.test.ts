import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { Scanner } from '../../grammar/scanner.ts';
import type { HeaderField } from '../header-field.ts';
import * as door from '../index.ts';

// Properties run many times; on a busy machine that may take a while.
vi.setConfig({ testTimeout: 120_000 });

const FIELDS = Object.values<unknown>(door).filter(
  (value): value is HeaderField<unknown> =>
    typeof value === 'object' && value !== null && 'read' in value && 'write' in value && 'lower' in value,
);

const SAMPLES = [
  '"Al \\" ice" <sip:alice:pw@atlanta.test:5061;transport=tcp;lr?Subject=x&Route=y>;tag=1;q=0.7;+sip.instance="<urn:1>"',
  'sip:bob@[2001:db8::1];maddr=x',
  'tel:+1-201-555-0123;phone-context=example.com',
  'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;received=192.0.2.2;rport=5061;ttl=3',
  'Digest realm="a", nonce="b", qop="auth,auth-int", algorithm=SHA-256, stale=true, opaque="", uri="sip:a"',
  '1 INVITE',
  '1 2 INVITE',
  'a84b4c76e66710@pc33.atlanta.test',
  'application/sdp;charset="utf-8"',
  'presence;id=1',
  'active;expires=3600;reason=noresource;retry-after=5',
  'SIP;cause=200;text="Call completed elsewhere"',
  '1800;refresher=uac',
  '307 isi.edu "Session parameter \'foo\' not understood"',
  '12 (I am busy);duration=60',
  'Sat, 13 Nov 2010 23:29:00 GMT',
  'a;from-tag=1;to-tag=2;early-only',
  '<http://www.example.com/sounds/moo.wav>;purpose=icon',
  'token, other',
  'x; y="z"',
  '*',
  '70',
  '1.5 2.25',
  'true',
];
const PIECES = [
  '\0',
  '\u0001',
  '\t',
  ' ',
  '"',
  '\\',
  '<',
  '>',
  ';',
  ',',
  '=',
  ':',
  '@',
  '%',
  '%zz',
  '%00',
  '/',
  '?',
  '&',
  '(',
  ')',
  '\u007f',
  '\u0080',
  '\u00ff',
  '\u00c3\u00a9',
  '[',
  ']',
  '*',
  '+',
];

/** A value as it may come, one character per byte and unfolded. */
const value = fc
  .tuple(
    fc.constantFrom(...SAMPLES),
    fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 2 }))), {
      maxLength: 4,
    }),
  )
  .map(([sample, edits]) => {
    let text = sample;
    for (const [at, length, piece] of edits) {
      const start = at % (text.length + 1);
      text = text.slice(0, start) + piece + text.slice(start + length);
    }
    return text.replaceAll(/[\r\n]/g, ' ');
  });

/** The property of `fc.assert` holds: nothing throws. */
function expectHolds(check: (text: string) => void): void {
  expect(() => fc.assert(fc.property(value, check), { numRuns: 1000 })).not.toThrow();
}

describe.each(FIELDS.map((field) => [field.name, field] as const))('%s', (_, field) => {
  test('what can be read can be written', () => {
    expectHolds((text) => {
      const bounds = field.split?.(text, 0, text.length) ?? [0, text.length];
      for (let i = 0; i < bounds.length; i += 2) {
        const read = field.read(new Scanner(text, bounds[i], bounds[i + 1]));
        if (read !== undefined) field.write(read);
      }
    });
  });
});

test('a URI that can be read can be the target of a request', () => {
  expectHolds((text) => {
    const uri = door.parseUri(text);
    if (uri.ok) door.createRequest('BYE', uri.value);
  });
});

test('all fields are there', () => {
  expect(FIELDS.length).toBeGreaterThan(70);
});
