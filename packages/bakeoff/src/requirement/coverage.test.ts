import { expect, test } from 'vitest';
import { coverage } from './coverage.ts';
import { type Disposition, deviates, notOurs } from './disposition.ts';
import { readRequirements, type RequirementId } from './requirement.ts';

const LIST = readRequirements(
  3261,
  `1-01 MUST ua be judged twice
   1-02 MUST ua be open
   1-03 MUST author be nobody's affair
   1-04 MUST ua be done in another way
   1-05 MUST ua be done in another way, and be judged in others`,
);
const CATALOGUE = new Map(LIST.map((requirement) => [requirement.id, requirement]));
const DISPOSITIONS = new Map<RequirementId, Disposition>([
  ...notOurs('it asks people', ['3261-1-03']),
  ...deviates('it was mended', ['3261-1-04', '3261-1-05'], 'RFC 6026'),
]);
const dispositionOf = (id: RequirementId): Disposition | undefined => DISPOSITIONS.get(id);

test('every sentence is judged, deviates, is not ours or is open', () => {
  const judges = [
    { by: 'first', judges: ['3261-1-01', '3261-1-05'] },
    { by: 'second', judges: ['3261-1-01', '3261-1-01'] },
  ] as const;
  const { of, mistakes } = coverage(CATALOGUE, judges, dispositionOf);
  expect(Object.fromEntries(of)).toEqual({
    '3261-1-01': { kind: 'judged', by: ['first', 'second'] },
    '3261-1-02': { kind: 'open' },
    '3261-1-03': { kind: 'not ours', reason: 'it asks people' },
    '3261-1-04': { kind: 'deviates', reason: 'it was mended', instead: 'RFC 6026', by: [] },
    '3261-1-05': { kind: 'deviates', reason: 'it was mended', instead: 'RFC 6026', by: ['first'] },
  });
  expect(mistakes).toEqual([]);
});

test('nobody judges what does not exist, or what is called not ours', () => {
  const { mistakes } = coverage(CATALOGUE, [{ by: 'third', judges: ['3261-9-01', '3261-1-03'] }], dispositionOf);
  expect(mistakes).toEqual([
    'third judges 3261-9-01, which does not exist',
    'third judges 3261-1-03, which is called not ours',
  ]);
});
