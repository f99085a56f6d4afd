import { describe, expect, test } from 'vitest';
import { english, sentence, sentenceText, type SentenceKey } from './sentence.ts';

/** Every status code of RFC 3261 §21. */
const codes = [
  100, 180, 181, 182, 183, 200, 300, 301, 302, 305, 380, 400, 401, 402, 403, 404, 405, 406, 407, 408, 410, 413, 414,
  415, 416, 420, 421, 423, 480, 481, 482, 483, 484, 485, 486, 487, 488, 491, 493, 500, 501, 502, 503, 504, 505, 513,
  600, 603, 604, 606,
];
const catalogue: Readonly<Record<string, string>> = english;

describe('a call outcome in words', () => {
  test.each(codes)('%d has a sentence of its own', (code) => {
    const text = catalogue[`call.${code}`];
    expect(text).toMatch(/^\S.*[.]$/s);
  });

  test('no two codes share a sentence', () => {
    const texts = codes.map((code) => catalogue[`call.${code}`]);
    expect(new Set(texts).size).toBe(codes.length);
  });

  test.each([1, 2, 3, 4, 5, 6])('class %dxx has a fallback that names the code', (digit) => {
    expect(catalogue[`call.${digit}xx`]).toContain('{{status}} {{phrase}}');
  });

  test('181 and 182 are progress, 300 and 485 are choices', () => {
    expect(english['call.181']).toMatch(/forwarded.*wait/);
    expect(english['call.182']).toMatch(/queue.*[Ww]ait/);
    expect(english['call.300']).toMatch(/Choose one/);
    expect(english['call.485']).toMatch(/Choose one/);
  });

  test.each(codes.filter((code) => code >= 500 && code < 600).concat(580))(
    '%d says another server may succeed',
    (code) => {
      expect(catalogue[`call.${code}`]).toContain('Another server may succeed');
    },
  );

  test.each([600, 603, 604, 606, 607, 608])('%d says that none will', (code) => {
    expect(catalogue[`call.${code}`]).toMatch(/No (other|phone)|not exist anywhere/);
  });

  test.each(
    Object.keys(catalogue).filter((key) => /^(call\.[3-6]|message\.|end\.(media|transport|timeout|auth))/.test(key)),
  )('%s says what happened, and then what to do', (key) => {
    expect(catalogue[key]).toMatch(/^.{12,}([.]|, so|, but) .{9,}[.]$/);
  });
});

describe('sentenceText', () => {
  test('puts the parameters in', () => {
    expect(sentenceText(sentence('call.486', { name: 'Bob' }))).toBe(
      'Bob is busy. Try again later, or send a message.',
    );
  });

  test('takes a parameter as it is, also when it looks like a mark', () => {
    expect(sentenceText(sentence('end.hung-up.remote', { name: '{{name}} $& $1' }))).toBe(
      '{{name}} $& $1 ended the call.',
    );
  });

  test('uses another catalogue', () => {
    const german: Record<SentenceKey, string> = { ...english, 'call.486': '{{name}} ist besetzt.' };
    expect(sentenceText(sentence('call.486', { name: 'Bob' }), german)).toBe('Bob ist besetzt.');
  });
});
