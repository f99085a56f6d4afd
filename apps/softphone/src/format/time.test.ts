import { describe, expect, test } from 'vitest';
import { dayKey, dayName, daysAgo, shortTime } from './time.ts';

const at = (year: number, month: number, day: number, hour = 12): number =>
  new Date(year, month - 1, day, hour).getTime();
const now = at(2026, 1, 15);

describe('days are those of the calendar here, not spans of 24 hours', () => {
  test.each([
    [at(2026, 1, 15, 0), 0],
    [at(2026, 1, 14, 23), 1],
    [at(2026, 1, 14, 1), 1],
    [at(2026, 1, 8), 7],
    [at(2026, 1, 16), 0],
  ])('%d is %d days ago', (time, days) => {
    expect(daysAgo(time, now)).toBe(days);
  });

  test('a day has one key from midnight to midnight', () => {
    expect(dayKey(at(2026, 1, 5, 0))).toBe('2026-01-05');
    expect(dayKey(at(2026, 1, 5, 23))).toBe('2026-01-05');
  });
});

test('a day is named by its weekday, its date, or its date and year', () => {
  expect(dayName(at(2026, 1, 12), now, 'en')).toBe('Monday');
  expect(dayName(at(2026, 1, 2), now, 'en')).toBe('January 2');
  expect(dayName(at(2025, 12, 31), now, 'en-GB')).toBe('31 December 2025');
});

test('a short time is of today, of this week, or a date', () => {
  expect(shortTime(at(2026, 1, 15, 9), now, 'en-GB')).toBe('9:00');
  expect(shortTime(at(2026, 1, 12), now, 'en-GB')).toBe('Mon');
  expect(shortTime(at(2025, 12, 1), now, 'en-GB')).toBe('1 Dec');
});
