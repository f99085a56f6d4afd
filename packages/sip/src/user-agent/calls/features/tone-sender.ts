import type { ToneTiming } from '../../../media/media-endpoint.ts';
import type { Timer } from '../../../runtime/timer-wheel.ts';
import type { CallLink } from './call-link.ts';
import type { DtmfOptions, DtmfOutcome } from './dtmf-outcome.ts';
import { DTMF_RELAY_TYPE, writeDtmfRelay } from './dtmf-relay.ts';
import type { InfoExchange } from './info-exchange.ts';

/** A comma among the tones, as in a browser's `insertDTMF`. */
const PAUSE_MS = 2000;

/** Sends tones in the sound, or by INFO when the other end takes no telephone-events. */
export class ToneSender {
  readonly #link: CallLink;
  readonly #info: InfoExchange;
  /** Tones by INFO follow one another. */
  #last: Promise<unknown> = Promise.resolve();
  /** The silence behind a tone. */
  #waiting: { readonly timer: Timer; readonly resolve: () => void } | undefined;

  constructor(link: CallLink, info: InfoExchange) {
    this.#link = link;
    this.#info = info;
  }

  send(tones: string, { durationMs = 100, gapMs = 70 }: DtmfOptions): Promise<DtmfOutcome> {
    if (!/^[\d*#A-D,]+$/i.test(tones)) throw new RangeError(`no tones: ${tones}`);
    const timing = { durationMs, gapMs };
    if (this.#link.call.media?.sendDtmf(tones, timing) === true) return Promise.resolve({ kind: 'sent', by: 'media' });
    const sent = this.#last.then(() => this.#byInfo(tones.toUpperCase(), timing));
    this.#last = sent;
    return sent;
  }

  async #byInfo(tones: string, { durationMs, gapMs }: ToneTiming): Promise<DtmfOutcome> {
    for (const tone of tones) {
      if (tone === ',') {
        await this.#wait(PAUSE_MS);
        continue;
      }
      const body = writeDtmfRelay({ tone, durationMs });
      const result = await this.#info.send({ contentType: DTMF_RELAY_TYPE, body });
      if (result.kind !== 'done') return result;
      await this.#wait(durationMs + gapMs);
    }
    return { kind: 'sent', by: 'info' };
  }

  /** The call is over: what is left to send fails at once. */
  stop(): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    this.#link.core.runtime.timers.cancel(waiting.timer);
    waiting.resolve();
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#link.core.runtime.timers.schedule(ms, resolve, undefined);
      this.#waiting = { timer, resolve };
    });
  }
}
