import type { MediaWant } from '../../media/media-endpoint.ts';
import type { ChangeOutcome } from './call.ts';
import type { MediaSession } from './media-session.ts';

/** Somebody who waits for a change to be in force. */
interface Wish {
  readonly change: Partial<MediaWant>;
  readonly settle: (outcome: ChangeOutcome) => void;
}

const DONE: ChangeOutcome = { kind: 'done' };

/**
 * What a person wants to be sent, and who waits for it. It is level-triggered: the last wish counts, whatever becomes of the
 * offers on the way to it.
 */
export class Wishes {
  readonly #media: MediaSession;
  #waiting: Wish[] = [];
  #offered: Wish[] = [];

  constructor(media: MediaSession) {
    this.#media = media;
  }

  /** Wants something else from now on. */
  add(change: Partial<MediaWant>): Promise<ChangeOutcome> {
    return new Promise((settle) => {
      this.#media.want = { ...this.#media.want, ...change };
      this.#waiting.push({ change, settle });
    });
  }

  /** An offer leaves with all that is wanted now. */
  offered(): void {
    this.#offered.push(...this.#waiting);
    this.#waiting = [];
  }

  /** The offer will be made again: glare, or no connection. */
  postponed(): void {
    this.#waiting.unshift(...this.#offered);
    this.#offered = [];
  }

  /** What was offered is in force. */
  agreed(): void {
    const { described } = this.#media;
    for (const { change, settle } of this.#offered.splice(0)) {
      const isRefused = change.video === true && described?.video === false;
      settle(isRefused ? { kind: 'refused', status: 488, phrase: 'Not Acceptable Here' } : DONE);
    }
  }

  /** The offer was refused: all is as before, but for what somebody has wished meanwhile. */
  refused(outcome: ChangeOutcome): void {
    const { want } = this.#media;
    const before = this.#media.described ?? want;
    const isWished = (key: keyof MediaWant): boolean => this.#waiting.some(({ change }) => key in change);
    this.#media.want = {
      audio: before.audio,
      video: (isWished('video') ? want : before).video,
      hold: (isWished('hold') ? want : before).hold ?? false,
    };
    for (const { settle } of this.#offered.splice(0)) settle(outcome);
  }

  /** What is wanted is in force: nobody has to wait. */
  fulfilled(): void {
    for (const { settle } of this.#waiting.splice(0)) settle(DONE);
  }

  /** The call is over. */
  failed(outcome: ChangeOutcome): void {
    for (const { settle } of [...this.#offered.splice(0), ...this.#waiting.splice(0)]) settle(outcome);
  }
}
