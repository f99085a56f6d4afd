import type { Clock, EpochMs } from '@sidetone/sip';
import { drainMicrotasks } from './drain-microtasks.ts';

/** Wall clock at `now() === 0`: 2026-01-01T00:00:00Z. */
const EPOCH_AT_ZERO: EpochMs = Date.UTC(2026, 0, 1);

/** More wake-ups than this at one instant mean that time stands still. */
const MAX_WAKES_PER_INSTANT = 100_000;

/** One pending wake-up, as every Clock has. */
class ManualHand implements Clock {
  readonly #face: { now(): number; epoch(): EpochMs };
  atMs = Infinity;
  wake: (() => void) | undefined;

  constructor(face: { now(): number; epoch(): EpochMs }) {
    this.#face = face;
  }

  now(): number {
    return this.#face.now();
  }

  epoch(): EpochMs {
    return this.#face.epoch();
  }

  wakeAt(atMs: number, wake: () => void): void {
    this.atMs = atMs;
    this.wake = wake;
  }
}

/**
 * Time that passes only on request. It starts at 0.
 * Several ends share it by `fork`: each fork is a Clock with a wake-up of its own, all of them show the same time.
 */
export class ManualClock implements Clock {
  readonly #hands: ManualHand[] = [];
  readonly #own: ManualHand;
  #now = 0;

  constructor() {
    this.#own = this.#newHand();
  }

  now(): number {
    return this.#now;
  }

  epoch(): EpochMs {
    return EPOCH_AT_ZERO + this.#now;
  }

  wakeAt(atMs: number, wake: () => void): void {
    this.#own.wakeAt(atMs, wake);
  }

  /** A clock that shows this one's time. */
  fork(): Clock {
    return this.#newHand();
  }

  /** When the next wake-up is due, or undefined when nobody waits. It may lie in the past. */
  nextWakeAt(): number | undefined {
    const hand = this.#nextHand();
    return hand.wake === undefined ? undefined : hand.atMs;
  }

  /** Lets time pass and runs everything that falls due, in order. Promises settle in between. */
  async advance(ms: number): Promise<void> {
    if (!(ms >= 0)) throw new RangeError('time goes forward only');
    await this.advanceTo(this.#now + ms);
  }

  /** Lets time pass up to `atMs`, and no further. */
  async advanceTo(atMs: number): Promise<void> {
    await drainMicrotasks();
    let instant = this.#now;
    let wakes = 0;
    for (;;) {
      const hand = this.#nextHand();
      const { wake } = hand;
      if (wake === undefined || hand.atMs > atMs) break;
      this.#now = Math.max(this.#now, hand.atMs);
      wakes = instant === this.#now ? wakes + 1 : 0;
      instant = this.#now;
      if (wakes > MAX_WAKES_PER_INSTANT)
        throw new Error(`time stands still at ${instant} ms: a wake-up repeats for ever`);
      hand.atMs = Infinity;
      hand.wake = undefined;
      wake();
      await drainMicrotasks();
    }
    this.#now = Math.max(this.#now, atMs);
  }

  #newHand(): ManualHand {
    const hand = new ManualHand(this);
    this.#hands.push(hand);
    return hand;
  }

  /** The hand that is due first; of equal ones the one that was made first. */
  #nextHand(): ManualHand {
    return this.#hands.reduce((first, hand) => (hand.atMs < first.atMs ? hand : first), this.#own);
  }
}
