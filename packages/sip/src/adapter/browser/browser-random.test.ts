import { expect, test } from 'vitest';
import { BrowserClock } from './browser-clock.ts';
import { BrowserRandom } from './browser-random.ts';

const random = new BrowserRandom();

test('tokens are base 36, as long as their bits ask, and differ', () => {
  expect(random.token()).toMatch(/^[0-9a-z]{19}$/);
  expect(random.token(8)).toMatch(/^[0-9a-z]{2}$/);
  expect(new Set(Array.from({ length: 1_000 }, () => random.token(64))).size).toBe(1_000);
});

test('all digits come, and fractions fill their range', () => {
  expect(new Set(random.token(20_000)).size).toBe(36);
  const fractions = Array.from({ length: 1_000 }, () => random.fraction());
  expect(fractions.every((value) => value >= 0 && value < 1)).toBe(true);
  expect(Math.min(...fractions)).toBeLessThan(0.1);
  expect(Math.max(...fractions)).toBeGreaterThan(0.9);
});

test('more bytes than one call gives', () => {
  const bytes = random.bytes(150_000);
  expect(bytes.subarray(140_000).some((byte) => byte !== 0)).toBe(true);
});

test('a later wake-up replaces an earlier one', async () => {
  const clock = new BrowserClock();
  const woken: string[] = [];
  clock.wakeAt(clock.now() + 1, () => woken.push('replaced'));
  await new Promise<void>((resolve) => {
    clock.wakeAt(clock.now() + 5, () => {
      woken.push('kept');
      resolve();
    });
  });
  expect(woken).toEqual(['kept']);
});
