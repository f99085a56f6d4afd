import { callQuality, type SoundReading } from '../../media/call-quality.ts';
import type { CallQuality } from '../../media/rendered-media.ts';

/** Quality is that of so many readings: with one each 500 ms, of the last 5 s. */
const READINGS = 10;

/** Keeps the last readings of the sound that arrives. */
export class QualityWindow {
  readonly #readings: SoundReading[] = [];

  take(reading: SoundReading | undefined): void {
    if (reading === undefined) return;
    this.#readings.push(reading);
    if (this.#readings.length > READINGS) this.#readings.shift();
  }

  /** @returns undefined when nothing arrived, or nothing was read before */
  quality(now: SoundReading | undefined): CallQuality | undefined {
    const [oldest] = this.#readings;
    return oldest === undefined || now === undefined ? undefined : callQuality(oldest, now);
  }
}
