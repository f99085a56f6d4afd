import { expect, test } from 'vitest';
import { readRequirements } from './requirement.ts';

test('a line is a sentence: section, place, level, party, what it asks', () => {
  expect(readRequirements(3261, '8.1.1-01 MUST uac name it\n 8.1.1-02 MAY ua or not')).toEqual([
    { id: '3261-8.1.1-01', rfc: 3261, section: '8.1.1', level: 'MUST', party: 'uac', asks: 'name it' },
    { id: '3261-8.1.1-02', rfc: 3261, section: '8.1.1', level: 'MAY', party: 'ua', asks: 'or not' },
  ]);
});

test('a line that is none is a mistake', () => {
  expect(() => readRequirements(3261, 'MUST')).toThrow(SyntaxError);
});
