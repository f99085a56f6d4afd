import type { CallQuality } from '../../media/rendered-media.ts';
import { MediaReport } from './media-report.ts';
import { QualityWindow } from './quality-window.ts';

/** How often the statistics are read. */
const LOOK_EVERY_MS = 500;
/** Without a new frame for that long, the other end sends no picture. */
const PICTURE_GONE_AFTER_MS = 1_500;
/** Digital silence for that long means that the other end is muted; a microphone that is on always hears a little. */
const SOUND_GONE_AFTER_MS = 2_500;
/** Level, from 0 to 1, of about one step of a 16 bit sample. */
const SILENCE_LEVEL = 0.00004;

export interface RemoteActivity {
  readonly sound: boolean;
  readonly picture: boolean;
}

/**
 * Looks at what really arrives. SIP does not say that the other end has muted itself or switched its camera off, and a
 * frozen last picture is worse than none.
 */
export class RemoteWatch {
  readonly #connection: Pick<RTCPeerConnection, 'getStats'>;
  readonly #changed: () => void;
  readonly #interval: ReturnType<typeof setInterval>;
  readonly #window = new QualityWindow();
  #activity: RemoteActivity = { sound: true, picture: false };
  #isStopped = false;
  #energy = 0;
  #durationSec = 0;
  #heardAtMs: number;
  #frames = 0;
  #seenAtMs = -Infinity;

  constructor(connection: Pick<RTCPeerConnection, 'getStats'>, changed: () => void) {
    this.#connection = connection;
    this.#changed = changed;
    this.#heardAtMs = performance.now();
    this.#interval = setInterval(() => void this.#look(), LOOK_EVERY_MS);
  }

  get activity(): RemoteActivity {
    return this.#activity;
  }

  /** How good the sound was over the last seconds. @param now a report of this moment */
  quality(now: MediaReport): CallQuality | undefined {
    return this.#window.quality(now.reading);
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#interval);
  }

  async #look(): Promise<void> {
    // getStats of a closed connection still gives a report, so nothing is to be caught.
    const report = new MediaReport(await this.#connection.getStats());
    if (!this.#isStopped) this.take(report, performance.now());
  }

  /** @internal */
  take(report: MediaReport, nowMs: number): void {
    this.#window.take(report.reading);
    const { sound = { energy: 0, durationSec: 0 }, framesDecoded = 0 } = report;
    const playedSec = sound.durationSec - this.#durationSec;
    // Sound that nothing plays is not measured, and so is not known to be silent.
    const isSilent = playedSec > 0 && Math.sqrt((sound.energy - this.#energy) / playedSec) <= SILENCE_LEVEL;
    if (!isSilent) this.#heardAtMs = nowMs;
    this.#energy = sound.energy;
    this.#durationSec = sound.durationSec;
    if (framesDecoded > this.#frames) this.#seenAtMs = nowMs;
    this.#frames = framesDecoded;
    const before = this.#activity;
    this.#activity = {
      sound: nowMs - this.#heardAtMs < SOUND_GONE_AFTER_MS,
      picture: nowMs - this.#seenAtMs < PICTURE_GONE_AFTER_MS,
    };
    if (before.sound !== this.#activity.sound || before.picture !== this.#activity.picture) this.#changed();
  }
}
