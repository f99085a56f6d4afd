import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { fromBytes } from '../grammar/utf8.ts';
import { algorithmOf, digestResponse, equalsInConstantTime, hashHa1, hashHex } from './digest.ts';

// Properties run many times; on a busy machine that may take a while.
vi.setConfig({ testTimeout: 60_000 });

const example = {
  method: 'GET',
  uri: '/dir/index.html',
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  auth: { nc: '00000001', cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ', qop: 'auth' },
};

test('the examples of RFC 7616 §3.9.1', () => {
  const ha1 = (algorithm: 'MD5' | 'SHA-256') => hashHa1('Mufasa', 'http-auth@example.org', 'Circle of Life', algorithm);
  expect(digestResponse(ha1('MD5'), { ...example, algorithm: 'MD5' })).toBe('8ca523f5e9506fed4657c9700eebdbec');
  expect(digestResponse(ha1('SHA-256'), { ...example, algorithm: 'SHA-256' })).toBe(
    '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
  );
});

test('the legacy form leaves qop, nc and cnonce out', () => {
  const ha1 = hashHa1('Mufasa', 'testrealm@host.com', 'Circle Of Life', 'MD5');
  const md5 = (text: string) => createHash('md5').update(text, 'latin1').digest('hex');
  const nonce = 'dcd98b7102dd2f0e8b11d0f600bfb0c093';
  const expected = md5(`${ha1}:${nonce}:${md5('REGISTER:sip:host.com')}`);
  expect(digestResponse(ha1, { algorithm: 'MD5', method: 'REGISTER', uri: 'sip:host.com', nonce })).toBe(expected);
});

test('texts are hashed as UTF-8', () => {
  const expected = createHash('sha256').update('åsa:räksmörgås:lösen😀', 'utf8').digest('hex');
  expect(hashHa1('åsa', 'räksmörgås', 'lösen😀', 'SHA-256')).toBe(expected);
});

test('hashes are those of the platform, for any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const wire = fromBytes(bytes);
      expect(hashHex('MD5', wire)).toBe(createHash('md5').update(bytes).digest('hex'));
      expect(hashHex('SHA-256', wire)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }),
  );
});

test('algorithm names count without regard to case, and MD5 when absent', () => {
  expect(algorithmOf(undefined)).toBe('MD5');
  expect(algorithmOf('sha-256')).toBe('SHA-256');
  expect(algorithmOf('SHA-512-256')).toBeUndefined();
  expect(algorithmOf('MD5-sess')).toBeUndefined();
});

test('comparison is that of strings', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(equalsInConstantTime(a, a)).toBe(true);
      expect(equalsInConstantTime(a, b)).toBe(a === b);
      expect(equalsInConstantTime(a, `${a}${b}`)).toBe(b === '');
    }),
  );
});
