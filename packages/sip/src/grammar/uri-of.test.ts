import { expect, test } from 'vitest';
import { uriOf } from './uri-of.ts';

test('an address becomes a URI', () => {
  expect(uriOf('sip:alice@example.com')).toMatchObject({ scheme: 'sip', user: 'alice', host: 'example.com' });
  expect(uriOf('tel:+358-555-1234567')).toMatchObject({ scheme: 'tel' });
});

test('what is none is refused, and named', () => {
  expect(() => uriOf('sip:alice@')).toThrow(/^sip:alice@ is no URI: /);
});
