import { expect, test } from 'vitest';
import { MediaReport } from './media-report.ts';
import { QualityWindow } from './quality-window.ts';

/** The readings of a call in which a packet comes each 20 ms, and some are lost. */
function reading(second: number, lost: number): MediaReport['reading'] {
  return new MediaReport(
    new Map<string, object>([
      [
        'audio',
        {
          id: 'audio',
          type: 'inbound-rtp',
          kind: 'audio',
          packetsReceived: second * 50 - lost,
          packetsLost: lost,
          jitter: 0.004,
          jitterBufferDelay: second * 48_000 * 0.06,
          jitterBufferEmittedCount: second * 48_000,
        },
      ],
      ['transport', { id: 'transport', type: 'transport', selectedCandidatePairId: 'pair' }],
      ['pair', { id: 'pair', type: 'candidate-pair', currentRoundTripTime: 0.04 }],
    ]),
  ).reading;
}

test('quality is that of the last 5 s', () => {
  const window = new QualityWindow();
  expect(window.quality(reading(1, 0))).toBeUndefined();
  for (let i = 0; i < 40; i += 1) window.take(reading(10 + i / 2, 100));
  // Everything that was lost, was lost before.
  expect(window.quality(reading(30, 100))).toMatchObject({ lossPercent: 0, jitterMs: 4, roundTripMs: 40 });
  expect(window.quality(reading(30, 125))?.lossPercent).toBe(10);
  expect(window.quality(reading(30, 100))?.mos).toBeCloseTo(4.36, 2);
  expect(window.quality(undefined)).toBeUndefined();
});

test('a report without sound is no reading', () => {
  expect(new MediaReport(new Map()).reading).toBeUndefined();
});
