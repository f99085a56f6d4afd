import { expect, test } from 'vitest';
import { clockDuration, spokenDuration } from './duration.ts';

test.each([
  [-5, '0:00', '0 seconds'],
  [7_900, '0:07', '7 seconds'],
  [60_000, '1:00', '1 minute'],
  [125_000, '2:05', '2 minutes, 5 seconds'],
  [3_723_000, '1:02:03', '1 hour, 2 minutes'],
])('%d ms is %s, %s', (durationMs, clock, words) => {
  expect(clockDuration(durationMs)).toBe(clock);
  expect(spokenDuration(durationMs, 'en')).toBe(words);
});
