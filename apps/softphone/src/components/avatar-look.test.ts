import { describe, expect, test } from 'vitest';
import { avatarHue, initials } from './avatar-look.ts';

describe('initials', () => {
  test.each([
    ['Alice', 'A'],
    ['Alice Liddell', 'AL'],
    ['  anna maria van der berg ', 'AB'],
    ['Ørsted', 'Ø'],
    ['李 小龙', '李小'],
    ['+49 30 1234', '41'],
    ['😀', ''],
    ['', ''],
  ])('%j gives %j', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });
});

test('a hue follows from the address alone', () => {
  expect(avatarHue('sip:alice@localhost')).toBe(avatarHue('sip:alice@localhost'));
  const people = ['alice', 'bob', 'carol', 'dave'].map((user) => avatarHue(`sip:${user}@localhost`));
  expect(new Set(people).size).toBe(4);
});
