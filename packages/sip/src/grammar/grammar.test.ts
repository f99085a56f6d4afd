import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { formatSipDate, parseSipDate } from './date.ts';
import { numberParam } from './parameters.ts';
import { Scanner, splitCommas, unfold } from './scanner.ts';
import { asWire, decodeUtf8, encodeUtf8, fromBytes, toBytes } from './utf8.ts';

// Properties run many times; on a busy machine that may take a while.
vi.setConfig({ testTimeout: 60_000 });

describe('UTF-8', () => {
  test('any text comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const wire = encodeUtf8(text);
        expect(toBytes(wire)).toEqual(new TextEncoder().encode(text));
        expect(decodeUtf8(wire)).toBe(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
      }),
    );
  });

  test('any bytes come back, also more than a call takes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toBytes(fromBytes(bytes))).toEqual(bytes);
      }),
    );
    const many = new Uint8Array(100_000).map((_, i) => i);
    expect(toBytes(fromBytes(many))).toEqual(many);
  });

  test('a byte order mark is kept, and other bytes are read one by one', () => {
    expect(decodeUtf8('\u00ef\u00bb\u00bfx')).toBe('\ufeffx');
    expect(decodeUtf8('\u00e5x')).toBe('åx');
    expect(asWire('\u00e5')).toBe('\u00e5');
    expect(asWire('\u00e5😀')).toBe(encodeUtf8('å😀'));
  });
});

describe('lists', () => {
  const split = (text: string) => {
    const bounds = splitCommas(text, 0, text.length);
    const parts: string[] = [];
    for (let i = 0; i < bounds.length; i += 2) parts.push(text.slice(bounds[i], bounds[i + 1]));
    return parts;
  };

  test.each<[string, string[]]>([
    ['', []],
    [' , ,', []],
    ['a', ['a']],
    ['a,b', ['a', 'b']],
    [' a ,\r\n b ', ['a', 'b']],
    ['"a,b",c', ['"a,b"', 'c']],
    ['"a\\",b",c', ['"a\\",b"', 'c']],
    ['<a,b>,c', ['<a,b>', 'c']],
    ['<a"b>,c"', ['<a"b>', 'c"']],
    ['"<",c', ['"<"', 'c']],
    ['a,"b,c', ['a', '"b,c']],
    ['a,<b,c', ['a', '<b,c']],
    ['"a\\', ['"a\\']],
  ])('%j', (text, parts) => {
    expect(split(text)).toEqual(parts);
  });
});

test('folds become one space', () => {
  expect(unfold('a\r\n b')).toBe('a b');
  expect(unfold('a \r\n\t \r\n  b\n c')).toBe('a  b c');
  expect(unfold('plain')).toBe('plain');
});

test('numbers', () => {
  expect(new Scanner('123x').number(200)).toBe(123);
  expect(new Scanner('123').number(100)).toBe(101);
  expect(new Scanner('9'.repeat(5000)).number(2 ** 32)).toBe(2 ** 32 + 1);
  expect(new Scanner('x').number(5)).toBe(-1);
  const params = new Map<string, string | undefined>([
    ['a', '10'],
    ['b', '-1'],
    ['c', '1.5'],
    ['d', ''],
    ['e', undefined],
    ['f', '99999999999'],
    ['g', ' 7'],
    ['h', '1e3'],
    ['i', '0x10'],
  ]);
  expect([...params.keys()].map((name) => numberParam(params, name))).toEqual([
    10,
    ...Array<undefined>(8).fill(undefined),
  ]);
  expect(numberParam(params, 'absent')).toBeUndefined();
});

describe('dates', () => {
  test('the example of RFC 3261 §20.17', () => {
    expect(parseSipDate('Sat, 13 Nov 2010 23:29:00 GMT')).toBe(Date.UTC(2010, 10, 13, 23, 29));
    expect(formatSipDate(Date.UTC(2010, 10, 13, 23, 29))).toBe('Sat, 13 Nov 2010 23:29:00 GMT');
  });

  test('every second comes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8_000_000_000 }), (second) => {
        expect(parseSipDate(formatSipDate(second * 1000))).toBe(second * 1000);
      }),
    );
  });

  test.each([
    '',
    'now',
    'Sat, 13 Nov 2010 23:29:00 EST',
    'Sat, 13 Foo 2010 23:29:00 GMT',
    'Sat, 32 Nov 2010 23:29:00 GMT',
    'Sat, 13 Nov 2010 24:29:00 GMT',
    ' '.repeat(100_000),
  ])('%.40j is no date', (text) => {
    expect(parseSipDate(text)).toBeUndefined();
  });
});
