import { expect, test } from 'vitest';
import { silentLogger } from '../../runtime/logger.ts';
import { createNodeRuntime } from './node-runtime.ts';

test('timers of a process run, in order, and never early', async () => {
  const { clock, timers } = createNodeRuntime();
  const startMs = clock.now();
  const ran: string[] = [];
  await new Promise<void>((resolve) => {
    timers.schedule(30, resolve, undefined);
    timers.schedule(20, (name) => ran.push(name), 'second');
    timers.schedule(10, (name) => ran.push(name), 'first');
    timers.cancel(timers.schedule(15, (name) => ran.push(name), 'cancelled'));
  });
  expect(ran).toEqual(['first', 'second']);
  expect(clock.now() - startMs).toBeGreaterThanOrEqual(30);
  expect(timers.count).toBe(0);
});

test('a timer that fails is logged, and the process goes on', async () => {
  const errors: unknown[] = [];
  const { timers } = createNodeRuntime({ log: { ...silentLogger, error: (...logged) => errors.push(logged) } });
  const error = new Error('defect');
  timers.schedule(
    1,
    () => {
      throw error;
    },
    undefined,
  );
  await new Promise<void>((resolve) => void timers.schedule(2, resolve, undefined));
  expect(errors).toEqual([['a timer failed', { error }]]);
});

test('tokens have the bits that are asked for, in base 36, and do not repeat', () => {
  const { random } = createNodeRuntime();
  const tokens = Array.from({ length: 5000 }, () => random.token());
  expect(new Set(tokens).size).toBe(5000);
  for (const token of tokens) expect(token).toMatch(/^[0-9a-z]{19}$/);
  expect(random.token(64)).toHaveLength(13);
});

test('digits and fractions are evenly spread', () => {
  const { random } = createNodeRuntime();
  const counts = new Map<string, number>();
  for (const digit of random.token(200_000)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  expect(counts.size).toBe(36);
  const mean = 38_700 / 36;
  for (const count of counts.values()) expect(Math.abs(count - mean)).toBeLessThan(6 * Math.sqrt(mean));
  const fractions = Array.from({ length: 10_000 }, () => random.fraction());
  expect(Math.min(...fractions)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...fractions)).toBeLessThan(1);
  const average = fractions.reduce((sum, fraction) => sum + fraction, 0) / fractions.length;
  expect(Math.abs(average - 0.5)).toBeLessThan(0.02);
});

test('bytes come in the number asked for', () => {
  const { random } = createNodeRuntime();
  expect(random.bytes(70_000)).toHaveLength(70_000);
  expect(random.bytes(16)).not.toEqual(random.bytes(16));
});
