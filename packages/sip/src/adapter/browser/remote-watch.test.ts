import { expect, test } from 'vitest';
import { MediaReport } from './media-report.ts';
import { RemoteWatch } from './remote-watch.ts';

const report = (energy: number, durationSec: number, framesDecoded: number): MediaReport =>
  new MediaReport(
    new Map([
      [
        'a',
        { id: 'a', type: 'inbound-rtp', kind: 'audio', totalAudioEnergy: energy, totalSamplesDuration: durationSec },
      ],
      ['v', { id: 'v', type: 'inbound-rtp', kind: 'video', framesDecoded }],
    ]),
  );

function watch(): { watch: RemoteWatch; at: (ms: number, report: MediaReport) => string; changes: () => number } {
  let changes = 0;
  const never = { getStats: () => new Promise<RTCStatsReport>(() => undefined) };
  const remote = new RemoteWatch(never, () => (changes += 1));
  remote.stop();
  const startMs = performance.now();
  return {
    watch: remote,
    at: (ms, taken) => {
      remote.take(taken, startMs + ms);
      return `${remote.activity.sound ? 'sound' : 'silence'}, ${remote.activity.picture ? 'picture' : 'none'}`;
    },
    changes: () => changes,
  };
}

test('a picture is there while frames come, and gone 1.5 s after the last', () => {
  const { at, changes } = watch();
  expect(at(0, report(0.1, 0.5, 0))).toBe('sound, none');
  expect(at(500, report(0.2, 1, 5))).toBe('sound, picture');
  expect(at(1_990, report(0.3, 2.5, 5))).toBe('sound, picture');
  expect(at(2_001, report(0.4, 3, 5))).toBe('sound, none');
  expect(at(3_000, report(0.5, 3.5, 6))).toBe('sound, picture');
  expect(changes()).toBe(3);
});

test('digital silence for 2.5 s is a muted microphone, a quiet room is not', () => {
  const { at } = watch();
  expect(at(500, report(0.1, 0.5, 0))).toBe('sound, none');
  expect(at(1_500, report(0.1 + 1e-6, 1.5, 0))).toBe('sound, none');
  expect(at(3_500, report(0.1 + 1e-6, 3.5, 0))).toBe('sound, none');
  expect(at(4_101, report(0.1 + 1e-6, 4.1, 0))).toBe('silence, none');
  expect(at(4_600, report(0.1 + 2e-6, 4.6, 0))).toBe('sound, none');
});

test('sound that is not played is not taken for silence', () => {
  const { at } = watch();
  expect(at(500, report(0.1, 0.5, 0))).toBe('sound, none');
  expect(at(9_000, report(0.1, 0.5, 0))).toBe('sound, none');
});
