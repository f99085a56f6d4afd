import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { ETSI_SECTIONS, SENTENCES_ELSEWHERE, sentencesOf } from './etsi-sections.ts';

test('a line is a section and its counts', () => {
  expect(ETSI_SECTIONS.find(({ section }) => section === '8.1.3.5')).toEqual({
    section: '8.1.3.5',
    purposes: new Map([
      ['RG', 4],
      ['CC', 4],
    ]),
  });
  const counts = ETSI_SECTIONS.flatMap(({ purposes }) => [...purposes.values()]);
  expect(counts.filter((count) => !(count > 0))).toEqual([]);
});

test('sentences that stand for a section exist', () => {
  expect([...SENTENCES_ELSEWHERE.values()].flat().filter((id) => !catalogue.has(id))).toEqual([]);
});

test('the sentences of a section are its own and those below it, no others', () => {
  expect(sentencesOf('9', ['3261-9.1-01', '3261-9-01', '3261-19.1.1-01', '3261-91-01', '6665-9.2-01'])).toEqual([
    '3261-9.1-01',
    '3261-9-01',
  ]);
});

test('every section has a sentence to judge, but for one on what q means to others', () => {
  const ids = [...catalogue.keys()];
  const without = ETSI_SECTIONS.filter(({ section }) => sentencesOf(section, ids).length === 0);
  expect(without.map(({ section }) => section)).toEqual(['10.2.1.2']);
});
