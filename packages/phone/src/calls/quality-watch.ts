import type { MediaStatistics, Runtime, Timer } from '@sidetone/sip';
import type { QualitySnapshot } from '../state/call-snapshot.ts';

/** Often enough to explain what is heard, rarely enough that a word on the screen can be read. */
const EVERY_MS = 4_000;

/** Mean opinion scores (ITU-T G.107 annex B): most people are satisfied; many are not. */
const GOOD_MOS = 3.8;
const FAIR_MOS = 3.1;

/** Asks the media of one call from time to time how well it comes through. */
export class QualityWatch {
  readonly #runtime: Runtime;
  readonly #ask: () => Promise<MediaStatistics> | undefined;
  readonly #onChanged: () => void;
  #timer: Timer | undefined;
  #quality: QualitySnapshot | undefined;

  /** @param ask gives the statistics; undefined while there are none */
  constructor(runtime: Runtime, ask: () => Promise<MediaStatistics> | undefined, onChanged: () => void) {
    this.#runtime = runtime;
    this.#ask = ask;
    this.#onChanged = onChanged;
  }

  get quality(): QualitySnapshot | undefined {
    return this.#quality;
  }

  /** Without effect when it runs. */
  start(): void {
    this.#timer ??= this.#runtime.timers.schedule(EVERY_MS, QualityWatch.#act, this);
  }

  stop(): void {
    this.#runtime.timers.cancel(this.#timer);
    this.#timer = undefined;
    this.#quality = undefined;
  }

  static #act(this: void, watch: QualityWatch): void {
    watch.#timer = undefined;
    watch.start();
    void watch.#look(watch.#timer);
  }

  async #look(round: Timer | undefined): Promise<void> {
    const statistics = await this.#ask();
    // It may have been stopped meanwhile.
    if (round !== this.#timer) return;
    const quality = statistics?.quality;
    this.#quality = quality === undefined ? undefined : qualityOf(quality);
    this.#onChanged();
  }
}

function qualityOf({
  lossPercent,
  jitterMs,
  roundTripMs,
  mos,
}: NonNullable<MediaStatistics['quality']>): QualitySnapshot {
  return {
    level: mos >= GOOD_MOS ? 'good' : mos >= FAIR_MOS ? 'fair' : 'poor',
    lossPercent,
    jitterMs,
    ...(roundTripMs === undefined ? {} : { roundTripMs }),
    mos,
  };
}
