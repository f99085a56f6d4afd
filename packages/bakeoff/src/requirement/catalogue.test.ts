import { expect, test } from 'vitest';
import { catalogue, dispositionEntries, dispositionOf } from './catalogue.ts';
import type { Level, Party } from './requirement.ts';
import { RFC_3261 } from './rfc3261/index.ts';
import { RFC_3262 } from './rfc3262.ts';
import { RFC_3311 } from './rfc3311.ts';
import { RFC_3428 } from './rfc3428.ts';
import { RFC_3515 } from './rfc3515.ts';
import { RFC_3903 } from './rfc3903.ts';
import { RFC_3966 } from './rfc3966.ts';
import { RFC_6086 } from './rfc6086.ts';
import { RFC_6665 } from './rfc6665.ts';

/** Counted in the RFCs. */
const COUNTED = [
  { rfc: 3261, list: RFC_3261, MUST: 546, SHOULD: 287, MAY: 175 },
  { rfc: 3262, list: RFC_3262, MUST: 34, SHOULD: 9, MAY: 10 },
  { rfc: 3311, list: RFC_3311, MUST: 10, SHOULD: 8, MAY: 2 },
  { rfc: 3428, list: RFC_3428, MUST: 18, SHOULD: 14, MAY: 5 },
  { rfc: 3515, list: RFC_3515, MUST: 17, SHOULD: 6, MAY: 11 },
  { rfc: 3903, list: RFC_3903, MUST: 53, SHOULD: 16, MAY: 16 },
  { rfc: 3966, list: RFC_3966, MUST: 21, SHOULD: 7, MAY: 2 },
  { rfc: 6086, list: RFC_6086, MUST: 49, SHOULD: 4, MAY: 5 },
  { rfc: 6665, list: RFC_6665, MUST: 63, SHOULD: 45, MAY: 19 },
];

const PARTIES: Record<Party, true> = {
  message: true,
  ua: true,
  uac: true,
  uas: true,
  registrant: true,
  registrar: true,
  proxy: true,
  redirect: true,
  transaction: true,
  transport: true,
  subscriber: true,
  notifier: true,
  publisher: true,
  compositor: true,
  author: true,
};

test.each(COUNTED)('RFC $rfc has as many sentences of each level as there are', ({ list, MUST, SHOULD, MAY }) => {
  const count = (level: Level): number => list.filter((requirement) => requirement.level === level).length;
  expect({ MUST: count('MUST'), SHOULD: count('SHOULD'), MAY: count('MAY') }).toEqual({ MUST, SHOULD, MAY });
});

test('every sentence is there under an id of its own', () => {
  expect(catalogue.size).toBe(COUNTED.reduce((sum, { MUST, SHOULD, MAY }) => sum + MUST + SHOULD + MAY, 0));
});

test('in a section the places run from 01 on, none left out', () => {
  const places = new Map<string, number>();
  for (const { id, rfc, section } of catalogue.values()) {
    const place = (places.get(`${rfc} ${section}`) ?? 0) + 1;
    places.set(`${rfc} ${section}`, place);
    expect(id).toBe(`${rfc}-${section}-${String(place).padStart(2, '0')}`);
  }
});

test('what a sentence asks is one short line, and binds somebody known', () => {
  const wrong = [...catalogue.values()].filter(
    ({ asks, party }) => asks.length > 160 || !Object.hasOwn(PARTIES, party),
  );
  expect(wrong).toEqual([]);
});

test('a disposition names a sentence that exists, and no sentence has two', () => {
  const ids = dispositionEntries.map(([id]) => id);
  expect(ids.filter((id) => !catalogue.has(id))).toEqual([]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(ids.map(dispositionOf)).toEqual(dispositionEntries.map(([, disposition]) => disposition));
});

test('no program has to follow what asks authors: each of these sentences has a disposition', () => {
  const left = [...catalogue.values()].filter(({ id, party }) => party === 'author' && dispositionOf(id) === undefined);
  expect(left).toEqual([]);
});
