import { expect, test } from 'vitest';
import { frequenciesOf } from './key-tones.ts';

// ITU-T Q.23, table 1.
test.each([
  ['1', 697, 1209],
  ['2', 697, 1336],
  ['6', 770, 1477],
  ['9', 852, 1477],
  ['*', 941, 1209],
  ['0', 941, 1336],
  ['#', 941, 1477],
  ['A', 697, 1633],
  ['D', 941, 1633],
])('%s is %d and %d Hz', (key, row, column) => {
  expect(frequenciesOf(key)).toEqual([row, column]);
});

test.each(['', 'E', '12', 'a', ' '])('%j is no key', (key) => {
  expect(frequenciesOf(key)).toBeUndefined();
});
