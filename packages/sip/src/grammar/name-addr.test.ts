import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { formatNameAddr, nameAddr, parseNameAddr, type NameAddr, tag, withTag } from './name-addr.ts';
import { NO_PARAMS } from './parameters.ts';
import { formatUri, sipUri } from './uri.ts';
import { encodeUtf8 } from './utf8.ts';

// Properties run many times; on a busy machine that may take a while.
vi.setConfig({ testTimeout: 60_000 });

function parsed(text: string): NameAddr {
  const result = parseNameAddr(encodeUtf8(text));
  if (!result.ok) throw new Error(`${text}: offset ${result.error.offset}`);
  return result.value;
}

const bob = sipUri({ user: 'bob', host: 'biloxi.com' });

describe('parsing', () => {
  test.each<[string, string | undefined, string]>([
    ['<sip:bob@biloxi.com>', undefined, 'sip:bob@biloxi.com'],
    ['Bob <sip:bob@biloxi.com>', 'Bob', 'sip:bob@biloxi.com'],
    ['"Bob" <sip:bob@biloxi.com>', 'Bob', 'sip:bob@biloxi.com'],
    ['"Bob"<sip:bob@biloxi.com>', 'Bob', 'sip:bob@biloxi.com'],
    ['"" <sip:bob@biloxi.com>', undefined, 'sip:bob@biloxi.com'],
    ['Bob  B. Smith<sip:bob@biloxi.com>', 'Bob  B. Smith', 'sip:bob@biloxi.com'],
    ['"B \\"the\\" \\\\ <x>, ;y" <sip:bob@biloxi.com>', 'B "the" \\ <x>, ;y', 'sip:bob@biloxi.com'],
    ['Jürgen Å, PhD <sip:bob@biloxi.com>', 'Jürgen Å, PhD', 'sip:bob@biloxi.com'],
    ['Voilà <sip:bob@biloxi.com>', 'Voilà', 'sip:bob@biloxi.com'],
    ['"日本 😀" <sip:bob@biloxi.com>', '日本 😀', 'sip:bob@biloxi.com'],
    ['< sip:bob@biloxi.com >', undefined, 'sip:bob@biloxi.com'],
    ['sip:bob@biloxi.com', undefined, 'sip:bob@biloxi.com'],
    ['"a\r\n b" <sip:bob@biloxi.com>', 'a b', 'sip:bob@biloxi.com'],
    ['A\r\n B <sip:bob@biloxi.com>', 'A B', 'sip:bob@biloxi.com'],
    ['Bell, Alexander <sip:bob@biloxi.com>', 'Bell, Alexander', 'sip:bob@biloxi.com'],
    ['tel:+358401234567', undefined, 'tel:+358401234567'],
    ['Åsa tel <tel:*31%23>', 'Åsa tel', 'tel:*31%23'],
    ['<tel:+358401234567;ext=1>', undefined, 'tel:+358401234567;ext=1'],
  ])('%j', (text, displayName, uri) => {
    const value = parsed(text);
    expect(value.displayName).toBe(displayName);
    expect(formatUri(value.uri)).toBe(uri);
    expect(value.params).toBe(NO_PARAMS);
  });

  test('bytes that are no UTF-8 are read as ISO 8859-1', () => {
    const result = parseNameAddr('J\u00fcrgen <sip:j@x>');
    expect(result.ok && result.value.displayName).toBe('Jürgen');
  });

  test('parameters of the header and of the URI are told apart', () => {
    const inside = parsed('<sip:bob@biloxi.com;lr;x=1>;tag=a;Q=0.5;flag ; +sip.instance = "<urn:uuid:1>"');
    expect(inside.uri).toMatchObject({
      params: new Map([
        ['lr', undefined],
        ['x', '1'],
      ]),
    });
    expect([...inside.params]).toEqual([
      ['tag', 'a'],
      ['q', '0.5'],
      ['flag', undefined],
      ['+sip.instance', '<urn:uuid:1>'],
    ]);
    // §20.10: without brackets, parameters are the header's.
    const bare = parsed('sip:bob@biloxi.com ;tag=a;lr');
    expect(formatUri(bare.uri)).toBe('sip:bob@biloxi.com');
    expect(tag(bare)).toBe('a');
  });

  test('empty parameters are skipped, the first of two counts, quotes may hold anything', () => {
    expect([...parsed('<sip:a@b>;;a=1;;a=2;x="q;,\\"<";').params]).toEqual([
      ['a', '1'],
      ['x', 'q;,"<'],
    ]);
  });

  test.each([
    '',
    'Bob',
    '<>',
    '<sip:bob@biloxi.com',
    'sip:bob@biloxi.com>',
    '"Bob <sip:bob@biloxi.com>',
    '"Bob\\" <sip:bob@biloxi.com>',
    '"Bob" sip:bob@biloxi.com',
    '"Bob" x <sip:bob@biloxi.com>',
    '<sip:bob@biloxi.com> x',
    '<sip:bob@biloxi.com>,<sip:x@y>',
    '<sip:bob @biloxi.com>',
    '<sip:bob@biloxi.com>;tag="x',
    // §20.10: with header fields a URI has brackets.
    'sip:bob@biloxi.com?Route=%3Csip:x%3E',
    '<sip:bob@biloxi.com>;tag=x y',
  ])('%j is malformed', (text) => {
    expect(parseNameAddr(text).ok).toBe(false);
  });
});

describe('writing', () => {
  test('quotes and backslashes are escaped, a line end cannot get in', () => {
    const text = formatNameAddr(nameAddr(bob, 'a"b\\c\r\nVia: x\u0000'));
    expect(text).toBe('"a\\"b\\\\c  Via: x " <sip:bob@biloxi.com>');
  });

  test('parameters are quoted where they must be', () => {
    const params = new Map<string, string | undefined>([
      ['expires', '60'],
      ['+sip.instance', '<urn:uuid:1>'],
      ['+g.x', 'plain'],
      ['methods', 'INVITE'],
      ['text', 'a b'],
      ['flag', undefined],
      ['ip', '[::1]:5060'],
    ]);
    expect(formatNameAddr(nameAddr(bob, undefined, params))).toBe(
      '<sip:bob@biloxi.com>;expires=60;+sip.instance="<urn:uuid:1>";+g.x="plain";methods="INVITE";text="a b";flag;ip=[::1]:5060',
    );
  });

  test('a tag', () => {
    expect(tag(withTag(nameAddr(bob), 'abc'))).toBe('abc');
    expect(formatNameAddr(withTag(nameAddr(bob), 'abc'))).toBe('<sip:bob@biloxi.com>;tag=abc');
    expect(() => formatNameAddr(nameAddr(bob, undefined, new Map([['a b', 'c']])))).toThrow(RangeError);
  });

  test('any display name and parameter is read as it was written, but for control characters', () => {
    const clean = (text: string) => text.replaceAll(/\p{Cc}/gu, ' ');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme-ascii' }), (displayName, value) => {
        const text = formatNameAddr(nameAddr(bob, displayName, new Map([['p', value]])));
        expect(text).not.toMatch(/[\r\n]/);
        const result = parseNameAddr(text);
        expect(result.ok && (result.value.displayName ?? '')).toBe(clean(displayName));
        expect(result.ok && result.value.params.get('p')).toBe(clean(value));
      }),
    );
  });

  test('parsing never throws, and what is read can be written and read again', () => {
    const pieces = fc.constantFrom('"', '<', '>', 'sip:a@b', ';', ',', '=', '\\', ' ', '\r\n ', 'tag', 'Bob', '\u00e5');
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 2 }))), (parts) => {
        const first = parseNameAddr(parts.join(''));
        if (!first.ok) return;
        const text = formatNameAddr(first.value);
        const second = parseNameAddr(text);
        expect(second.ok && formatNameAddr(second.value)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});
