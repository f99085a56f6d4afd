import { expect, test } from 'vitest';
import { Backoff, defaultBackoff } from './backoff.ts';

const drawing = (fraction: number) => ({ fraction: () => fraction, token: () => '', bytes: () => new Uint8Array() });
const SEC = 1000;

/** The waits after the first to the seventh failure, in seconds. */
function waits(fraction: number, isHurried: boolean): number[] {
  const backoff = new Backoff(defaultBackoff, drawing(fraction));
  return Array.from({ length: 7 }, () => backoff.nextMs(isHurried) / SEC);
}

// The table at the end of RFC 5626 §4.5, in seconds.
test('all flows have failed: from 30 to 60 s after the first, at most half an hour', () => {
  expect(waits(0, true)).toEqual([30, 60, 120, 240, 480, 900, 900]);
  expect(waits(1, true)).toEqual([60, 120, 240, 480, 960, 1800, 1800]);
});

test('another flow works: from 90 to 180 s after the first, at most half an hour', () => {
  expect(waits(0, false)).toEqual([90, 180, 360, 720, 900, 900, 900]);
  expect(waits(1, false)).toEqual([180, 360, 720, 1440, 1800, 1800, 1800]);
});

test('a success begins anew', () => {
  const backoff = new Backoff({ baseMs: 1000, unhurriedBaseMs: 5000, maxMs: 60_000 }, drawing(1));
  expect([backoff.nextMs(), backoff.nextMs(), backoff.nextMs(false)]).toEqual([2000, 4000, 40_000]);
  backoff.reset();
  expect(backoff.nextMs()).toBe(2000);
});
