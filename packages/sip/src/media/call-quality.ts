import type { CallQuality } from './rendered-media.ts';

/** What has been counted of the sound that arrives, at one moment. Counters grow over the whole call. */
export interface SoundReading {
  readonly packetsReceived: number;
  readonly packetsLost: number;
  /** RFC 3550 §6.4.1, already smoothed by the receiver. */
  readonly jitterMs: number;
  /** How long the samples that were played had waited, all together; undefined when it is not measured. */
  readonly waitedMs: number | undefined;
  readonly samplesPlayed: number;
  readonly roundTripMs: number | undefined;
}

/** Time that a packet of speech takes before it leaves: one frame (ITU-T G.114 annex A, with 20 ms frames). */
const FRAME_MS = 20;

/**
 * The quality between two readings.
 * @returns undefined when no packet was due between them
 */
export function callQuality(before: SoundReading, now: SoundReading): CallQuality | undefined {
  const received = now.packetsReceived - before.packetsReceived;
  // A duplicate counts as a packet less lost, so the counter can go back.
  const lost = Math.max(0, now.packetsLost - before.packetsLost);
  if (received <= 0) return undefined;
  const lossPercent = (100 * lost) / (received + lost);
  const { jitterMs, roundTripMs } = now;
  const oneWayMs = (roundTripMs ?? 0) / 2 + waitBetween(before, now) + FRAME_MS;
  return { lossPercent, jitterMs, roundTripMs, mos: meanOpinionScore(transmissionRating(lossPercent, oneWayMs)) };
}

/** The mean time in the jitter buffer; a buffer that does not tell is taken for one of twice the jitter. */
function waitBetween(before: SoundReading, now: SoundReading): number {
  const samples = now.samplesPlayed - before.samplesPlayed;
  if (now.waitedMs === undefined || before.waitedMs === undefined || samples <= 0) return 2 * now.jitterMs;
  return (now.waitedMs - before.waitedMs) / samples;
}

/**
 * The transmission rating factor R of the E-model (ITU-T G.107), simplified: all that does not depend on the path has its
 * default value.
 *
 *     R = 93.2 - Id - Ie_eff                                         §7.1; 93.2 is R with the defaults of §7.7
 *     Id = 0.024 d + 0.11 (d - 177.3) for d > 177.3, else 0.024 d    §7.4 as fitted by Cole and Rosenbluth, 2001
 *     Ie_eff = Ie + (95 - Ie) Ppl / (Ppl / BurstR + Bpl)             §7.5
 *
 * `Ie` = 0 and `Bpl` = 25.1: a codec without impairment of its own that conceals loss (ITU-T G.113 appendix I, G.711 with
 * concealment); Opus has no value there and conceals at least as well. `BurstR` = 1: losses at random.
 * @param oneWayMs from mouth to ear
 * @returns from 0 to 93.2
 */
export function transmissionRating(lossPercent: number, oneWayMs: number): number {
  const delayImpairment = 0.024 * oneWayMs + 0.11 * Math.max(0, oneWayMs - 177.3);
  const lossImpairment = (95 * lossPercent) / (lossPercent + 25.1);
  return Math.max(0, 93.2 - delayImpairment - lossImpairment);
}

/**
 * ITU-T G.107 annex B.
 *
 *     MOS = 1 + 0.035 R + R (R - 60) (100 - R) 7e-6
 *
 * @returns from 1 to 4.5; the polynomial falls below 1 for R under 6.5, where this gives 1
 */
export function meanOpinionScore(rating: number): number {
  if (rating <= 0) return 1;
  if (rating >= 100) return 4.5;
  return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}
