import { expect, test } from 'vitest';
import { timerTable } from './timer-table.ts';

const DEFAULTS = { t1Ms: 500, t2Ms: 4000, t4Ms: 5000 };

test('RFC 3261 table 4 and RFC 6026 for UDP', () => {
  expect(timerTable({ reliable: false, ...DEFAULTS })).toEqual({
    A: 500,
    B: 32_000,
    D: 32_000,
    E: 500,
    F: 32_000,
    G: 500,
    H: 32_000,
    I: 5000,
    J: 32_000,
    K: 5000,
    L: 32_000,
    M: 32_000,
    T2: 4000,
    Trying: 200,
    Processing: 3500,
    Cancel: 32_000,
    Stranded: 500,
  });
});

test('over reliable transports nothing is retransmitted and nothing lingers, but a 2xx to INVITE', () => {
  expect(timerTable({ reliable: true, ...DEFAULTS })).toEqual({
    A: undefined,
    B: 32_000,
    D: 0,
    E: undefined,
    F: 32_000,
    G: undefined,
    H: 32_000,
    I: 0,
    J: 0,
    K: 0,
    L: 32_000,
    M: 32_000,
    T2: 4000,
    Trying: 200,
    Processing: 3500,
    Cancel: 32_000,
    Stranded: 500,
  });
});

test('timer D is at least 32 s, however small T1', () => {
  expect(timerTable({ reliable: false, t1Ms: 50, t2Ms: 400, t4Ms: 500 })).toMatchObject({ B: 3200, D: 32_000 });
  expect(timerTable({ reliable: false, t1Ms: 1000, t2Ms: 4000, t4Ms: 5000 })).toMatchObject({ D: 64_000 });
});
