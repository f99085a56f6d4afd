import { expect, test } from 'vitest';
import { dispositionOf } from '../catalogue.ts';
import { RFC_3261 } from './index.ts';

test('1008 sentences, each under an id of its own', () => {
  expect(RFC_3261).toHaveLength(1008);
  expect(new Set(RFC_3261.map(({ id }) => id)).size).toBe(1008);
});

test('each asks something that no other asks of the same party, in at least three words', () => {
  expect(RFC_3261.filter(({ asks }) => asks.trim().split(' ').length < 3)).toEqual([]);
  expect(new Set(RFC_3261.map(({ asks, party }) => `${party} ${asks}`)).size).toBe(1008);
});

test('only a MAY only permits', () => {
  const permitting = RFC_3261.filter(({ id }) => dispositionOf(id)?.reason === 'it only permits something');
  expect(permitting).not.toEqual([]);
  expect(permitting.filter(({ level }) => level !== 'MAY')).toEqual([]);
});
