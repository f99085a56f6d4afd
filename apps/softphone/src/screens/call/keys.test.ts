import { expect, test } from 'vitest';
import { keyOf, keys } from './keys.ts';

const plain = { ctrlKey: false, altKey: false, metaKey: false };

test('every key of the telephone is on the pad, once', () => {
  expect(keys.map(({ key }) => key).join('')).toBe('123456789*0#ABCD');
});

test.each([
  ['5', '5'],
  ['*', '*'],
  ['#', '#'],
  ['a', 'A'],
  ['D', 'D'],
  ['e', undefined],
  ['Enter', undefined],
  ['F1', undefined],
  [' ', undefined],
])('%j on the keyboard is %j', (key, expected) => {
  expect(keyOf({ ...plain, key })).toBe(expected);
});

test.each(['ctrlKey', 'altKey', 'metaKey'] as const)('with %s it belongs to the browser', (modifier) => {
  expect(keyOf({ ...plain, key: 'a', [modifier]: true })).toBeUndefined();
});
