import { ManualClock, SeededRandom } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import type { Timer } from './timer-wheel.ts';
import { TimerWheel } from './timer-wheel.ts';

interface Fired {
  readonly name: string;
  readonly at: number;
}

function bench(tickMs?: number) {
  const clock = new ManualClock();
  const wheel = new TimerWheel(clock, undefined, tickMs);
  const fired: Fired[] = [];
  const schedule = (delayMs: number, name: string): Timer =>
    wheel.schedule(delayMs, (subject) => fired.push({ name: subject, at: clock.now() }), name);
  return { clock, wheel, fired, schedule };
}

describe('TimerWheel', () => {
  test('runs each timer at its time, near ones and far ones', async () => {
    const { clock, wheel, fired, schedule } = bench();
    const delays = [1, 31, 32, 33, 200, 500, 1000, 1023, 1024, 1025, 32_000, 32_768, 3_600_000, 86_400_000];
    for (const delay of delays) schedule(delay, String(delay));
    expect(wheel.count).toBe(delays.length);
    await clock.advance(86_400_000);
    expect(fired).toEqual(delays.map((delay) => ({ name: String(delay), at: delay })));
    expect(wheel.count).toBe(0);
  });

  test('runs timers of one instant in the order of their scheduling, however far ahead they were scheduled', async () => {
    const { clock, fired, schedule } = bench();
    schedule(2000, 'first');
    await clock.advance(500);
    schedule(1500, 'second');
    await clock.advance(1490);
    schedule(10, 'third');
    await clock.advance(10);
    expect(fired.map(({ name }) => name)).toEqual(['first', 'second', 'third']);
  });

  test('agrees with a sorted list on thousands of random timers, a third of them cancelled', async () => {
    const { clock, wheel, fired, schedule } = bench();
    const random = new SeededRandom(7);
    const expected: Fired[] = [];
    for (let round = 0; round < 50; round += 1) {
      for (let i = 0; i < 60; i += 1) {
        const delay = Math.floor(32 ** (random.fraction() * 4));
        const name = `${round}/${i}`;
        const timer = schedule(delay, name);
        if (random.fraction() < 1 / 3) wheel.cancel(timer);
        else expected.push({ name, at: clock.now() + delay });
      }
      await clock.advance(Math.floor(random.fraction() * 5000));
    }
    await clock.advance(2_000_000);
    const inOrder = expected.map((entry, index) => ({ entry, index }));
    inOrder.sort((a, b) => a.entry.at - b.entry.at || a.index - b.index);
    expect(fired).toEqual(inOrder.map(({ entry }) => entry));
    expect(wheel.count).toBe(0);
  });

  test('a cancelled timer does not run, and cancelling again or later does nothing', async () => {
    const { clock, wheel, fired, schedule } = bench();
    const timer = schedule(100, 'cancelled');
    const other = schedule(100, 'other');
    wheel.cancel(timer);
    wheel.cancel(timer);
    expect(timer.isPending).toBe(false);
    expect(wheel.count).toBe(1);
    await clock.advance(100);
    wheel.cancel(other);
    wheel.cancel(undefined);
    expect(fired).toEqual([{ name: 'other', at: 100 }]);
    expect(wheel.count).toBe(0);
  });

  test('a timer may cancel another of the same instant', async () => {
    const { clock, wheel, fired, schedule } = bench();
    const victims: Timer[] = [];
    wheel.schedule(50, (all) => all.forEach((timer) => wheel.cancel(timer)), victims);
    victims.push(schedule(50, 'victim'), schedule(50, 'victim'));
    schedule(50, 'survivor');
    await clock.advance(50);
    expect(fired).toEqual([{ name: 'survivor', at: 50 }]);
  });

  test('a delay of zero runs later, never within schedule, and never repeats within one instant', async () => {
    const { clock, wheel } = bench();
    let runs = 0;
    const again = (): void => {
      runs += 1;
      if (runs < 5) wheel.schedule(0, again, undefined);
    };
    wheel.schedule(0, again, undefined);
    expect(runs).toBe(0);
    await clock.advance(4);
    expect(runs).toBe(4);
    await clock.advance(1);
    expect(runs).toBe(5);
  });

  test('a coarse wheel runs a timer at the next tick, never early', async () => {
    const { clock, fired, schedule } = bench(10);
    schedule(11, 'a');
    schedule(20, 'b');
    schedule(21, 'c');
    await clock.advance(100);
    expect(fired).toEqual([
      { name: 'a', at: 20 },
      { name: 'b', at: 20 },
      { name: 'c', at: 30 },
    ]);
  });

  test('what a timer throws is told, where somebody wants to know', async () => {
    const clock = new ManualClock();
    const told: unknown[] = [];
    const wheel = new TimerWheel(clock, (error) => told.push(error));
    const ran: string[] = [];
    const defect = new Error('defect');
    wheel.schedule(
      5,
      () => {
        throw defect;
      },
      undefined,
    );
    wheel.schedule(5, (name) => ran.push(name), 'same tick');
    wheel.schedule(6, (name) => ran.push(name), 'later');
    await clock.advance(10);
    expect(told).toEqual([defect]);
    expect(ran).toEqual(['same tick', 'later']);
  });

  test('a timer that throws does not take the others with it', async () => {
    const { clock, wheel, fired, schedule } = bench();
    wheel.schedule(
      10,
      () => {
        throw new Error('defect');
      },
      undefined,
    );
    schedule(10, 'same instant');
    schedule(20, 'later');
    await expect(clock.advance(10)).rejects.toThrow('defect');
    await clock.advance(10);
    expect(fired.map(({ name }) => name)).toEqual(['same instant', 'later']);
  });

  test('works long after its start, with fractions of milliseconds', async () => {
    const { clock, fired, schedule } = bench();
    await clock.advance(3e9 + 0.25);
    schedule(0.5, 'soon');
    schedule(32_000, 'later');
    await clock.advance(40_000);
    expect(fired).toEqual([
      { name: 'soon', at: 3e9 + 1 },
      { name: 'later', at: 3e9 + 32_001 },
    ]);
  });

  test('refuses a delay that is not a number', () => {
    expect(() => bench().schedule(Number.NaN, 'never')).toThrow(RangeError);
  });
});
