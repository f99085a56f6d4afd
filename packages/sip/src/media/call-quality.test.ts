import { describe, expect, test } from 'vitest';
import { callQuality, meanOpinionScore, type SoundReading, transmissionRating } from './call-quality.ts';

const reading = (changes: Partial<SoundReading>): SoundReading => ({
  packetsReceived: 0,
  packetsLost: 0,
  jitterMs: 0,
  waitedMs: 0,
  samplesPlayed: 0,
  roundTripMs: undefined,
  ...changes,
});

describe('mean opinion score', () => {
  // ITU-T G.107 table B.1: R and the MOS that belongs to it.
  test.each([
    [90, 4.34],
    [80, 4.03],
    [70, 3.6],
    [60, 3.1],
    [50, 2.58],
  ])('R %d is %d', (rating, mos) => expect(Math.abs(meanOpinionScore(rating) - mos)).toBeLessThan(0.01));

  test('ends at 1 and 4.5', () => {
    expect([-5, 0, 3, 100, 120].map(meanOpinionScore)).toEqual([1, 1, 1, 4.5, 4.5]);
  });

  test('never falls when the rating rises', () => {
    const scores = Array.from({ length: 1001 }, (_, i) => meanOpinionScore(i / 10));
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
  });
});

describe('transmission rating', () => {
  test('without loss and delay it is the default of G.107', () => expect(transmissionRating(0, 0)).toBe(93.2));

  test('delay costs little up to 177.3 ms, and more above', () => {
    expect(transmissionRating(0, 177.3)).toBeCloseTo(88.94, 2);
    expect(transmissionRating(0, 277.3)).toBeCloseTo(75.54, 2);
  });

  test('loss costs by its share of what the codec conceals', () => {
    expect(transmissionRating(25.1, 0)).toBeCloseTo(93.2 - 47.5, 5);
    expect(transmissionRating(1, 0)).toBeCloseTo(89.56, 2);
  });

  test('is never below 0', () => expect(transmissionRating(100, 5_000)).toBe(0));
});

describe('quality between two readings', () => {
  test('counts what came and was lost in between only', () => {
    const before = reading({ packetsReceived: 1_000, packetsLost: 500 });
    const now = reading({ packetsReceived: 1_095, packetsLost: 505, jitterMs: 4, roundTripMs: 80 });
    expect(callQuality(before, now)).toMatchObject({ lossPercent: 5, jitterMs: 4, roundTripMs: 80 });
  });

  test('takes the delay from the path, the buffer and the frame', () => {
    const before = reading({ waitedMs: 1_000, samplesPlayed: 10 });
    const now = reading({ packetsReceived: 50, waitedMs: 7_000, samplesPlayed: 110, roundTripMs: 100 });
    expect(callQuality(before, now)?.mos).toBe(meanOpinionScore(transmissionRating(0, 50 + 60 + 20)));
  });

  test('takes twice the jitter for a buffer that does not tell', () => {
    const now = reading({ packetsReceived: 50, jitterMs: 30, waitedMs: undefined });
    expect(callQuality(reading({}), now)?.mos).toBe(meanOpinionScore(transmissionRating(0, 60 + 20)));
  });

  test('a duplicate is no loss', () => {
    const before = reading({ packetsLost: 3 });
    expect(callQuality(before, reading({ packetsReceived: 10, packetsLost: 2 }))?.lossPercent).toBe(0);
  });

  test('there is none while nothing arrives', () => {
    expect(callQuality(reading({ packetsReceived: 9 }), reading({ packetsReceived: 9 }))).toBeUndefined();
  });
});
