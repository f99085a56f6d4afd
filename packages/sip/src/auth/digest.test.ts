import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { encodeUtf8, fromBytes } from '../grammar/utf8.ts';
import {
  algorithmOf,
  type DigestAlgorithm,
  type DigestInput,
  digestResponse,
  equalsInConstantTime,
  hashAllHa1,
  hashHa1,
  hashHex,
} from './digest.ts';
import { readExtendedValue, writeExtendedValue } from './extended-value.ts';

// Properties run many times; on a busy machine that may take a while.
vi.setConfig({ testTimeout: 60_000 });

const NODE_NAMES: Readonly<Record<DigestAlgorithm, string>> = {
  MD5: 'md5',
  'SHA-256': 'sha256',
  'SHA-512-256': 'sha512-256',
};
const md5 = (text: string): string => createHash('md5').update(text, 'latin1').digest('hex');

describe('the examples of RFC 7616 §3.9', () => {
  const example = {
    isSession: false,
    method: 'GET',
    uri: '/dir/index.html',
    nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
    auth: { nc: '00000001', cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ', qop: 'auth' },
    body: '',
  };

  test.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ] as const)('§3.9.1, %s', (algorithm, response) => {
    const ha1 = hashHa1('Mufasa', 'http-auth@example.org', 'Circle of Life', algorithm);
    expect(digestResponse(ha1, { ...example, algorithm })).toBe(response);
  });

  // As erratum 4897 corrects it: the RFC had taken another function for SHA-512/256.
  test('§3.9.2, SHA-512-256, with a name beyond ASCII', () => {
    const name = 'Jäsøn Doe';
    const ha1 = hashHa1(name, 'api@example.org', 'Secret, or not?', 'SHA-512-256');
    const input = {
      ...example,
      algorithm: 'SHA-512-256',
      uri: '/doe.json',
      nonce: '5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK',
      auth: { nc: '00000001', cnonce: 'NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v', qop: 'auth' },
    } as const;
    expect(digestResponse(ha1, input)).toBe('3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5');
    expect(hashHex('SHA-512-256', encodeUtf8(`${name}:api@example.org`))).toBe(
      '793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b',
    );
    expect(writeExtendedValue(name)).toBe("UTF-8''J%C3%A4s%C3%B8n%20Doe");
    expect(readExtendedValue("UTF-8''J%C3%A4s%C3%B8n%20Doe")).toBe(name);
  });
});

describe('the forms of a response', () => {
  const base: DigestInput = {
    algorithm: 'MD5',
    isSession: false,
    method: 'REGISTER',
    uri: 'sip:host.com',
    nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
    body: 'a body',
  };
  const ha1 = hashHa1('Mufasa', 'testrealm@host.com', 'Circle Of Life', 'MD5');
  const auth = { nc: '00000002', cnonce: '0a4f113b', qop: 'auth' };
  const tail = `${base.nonce}:00000002:0a4f113b`;
  const plainHa2 = md5('REGISTER:sip:host.com');

  test('the legacy form leaves qop, nc and cnonce out (RFC 2069)', () => {
    expect(digestResponse(ha1, base)).toBe(md5(`${ha1}:${base.nonce}:${plainHa2}`));
  });

  test('auth-int takes the body in (§3.4.3)', () => {
    const ha2 = md5(`REGISTER:sip:host.com:${md5('a body')}`);
    expect(digestResponse(ha1, { ...base, auth: { ...auth, qop: 'auth-int' } })).toBe(
      md5(`${ha1}:${tail}:auth-int:${ha2}`),
    );
    expect(digestResponse(ha1, { ...base, auth })).toBe(md5(`${ha1}:${tail}:auth:${plainHa2}`));
  });

  test('a session has its own HA1 (§3.4.2)', () => {
    const session = md5(`${ha1}:${base.nonce}:0a4f113b`);
    expect(digestResponse(ha1, { ...base, auth, isSession: true })).toBe(md5(`${session}:${tail}:auth:${plainHa2}`));
  });
});

test('texts are hashed as UTF-8', () => {
  const expected = createHash('sha256').update('åsa:räksmörgås:lösen😀', 'utf8').digest('hex');
  expect(hashHa1('åsa', 'räksmörgås', 'lösen😀', 'SHA-256')).toBe(expected);
  expect(hashAllHa1('åsa', 'räksmörgås', 'lösen😀')['SHA-256']).toBe(expected);
});

test('hashes are those of the platform, for any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const wire = fromBytes(bytes);
      for (const [algorithm, name] of Object.entries(NODE_NAMES)) {
        expect(hashHex(algorithm as DigestAlgorithm, wire)).toBe(createHash(name).update(bytes).digest('hex'));
      }
    }),
  );
});

test('algorithm names count without regard to case, and MD5 when absent', () => {
  expect(algorithmOf(undefined)).toEqual({ algorithm: 'MD5', isSession: false });
  expect(algorithmOf('sha-256')).toEqual({ algorithm: 'SHA-256', isSession: false });
  expect(algorithmOf('SHA-512-256-sess')).toEqual({ algorithm: 'SHA-512-256', isSession: true });
  expect(algorithmOf('SHA-512')).toBeUndefined();
  expect(algorithmOf('-sess')).toBeUndefined();
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

describe('extended values (RFC 8187 §3.2)', () => {
  test('any text comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        expect(readExtendedValue(writeExtendedValue(text))).toBe(text);
      }),
    );
  });

  test.each(["ISO-8859-1''a", "UTF-8''a b", "UTF-8''%G1", "UTF-8''%4", 'a', "UTF-8'a"])('%s is none', (value) => {
    expect(readExtendedValue(value)).toBeUndefined();
  });
});
