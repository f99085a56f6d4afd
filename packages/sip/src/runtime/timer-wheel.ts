import type { Clock } from './clock.ts';

/** 32 slots per level, so that one 32-bit integer tells which are occupied. */
const SLOT_BITS = 5;
const SLOTS = 1 << SLOT_BITS;
/** Eight levels reach 2^40 ticks: 34 years of milliseconds. */
const LEVELS = 8;
const LEVEL_TICKS: readonly number[] = Array.from({ length: LEVELS + 1 }, (_, level) => SLOTS ** level);
const MAX_TICKS = SLOTS ** LEVELS - 1;

function nothing(): void {
  // The run of a slot's head, which never runs.
}

/** A scheduled call. It belongs to the wheel; its owner keeps it only to cancel it. */
export class Timer {
  /** @internal */ previous: Timer = this;
  /** @internal */ next: Timer = this;
  /** @internal Tick at which it runs; for the head of a slot, the slot's index over all levels. */
  readonly tick: number;
  /** @internal */ readonly run: (subject: never) => void;
  /** @internal */ readonly subject: unknown;

  /** @internal */
  constructor(tick: number, run: (subject: never) => void, subject: unknown) {
    this.tick = tick;
    this.run = run;
    this.subject = subject;
  }

  /** True until it has run or was cancelled. */
  get isPending(): boolean {
    return this.next !== this;
  }
}

/**
 * All timers of one process (D6): a hierarchical wheel. Scheduling and cancelling cost the same however many timers
 * there are and however far away they lie. Timers due in the same tick run in the order of their scheduling.
 */
export class TimerWheel {
  readonly #clock: Clock;
  readonly #tickMs: number;
  readonly #onError: ((error: unknown) => void) | undefined;
  readonly #startMs: number;
  /** Heads of circular lists, level by level. */
  readonly #slots: readonly Timer[] = Array.from(
    { length: LEVELS * SLOTS },
    (_, i) => new Timer(i, nothing, undefined),
  );
  /** Per level, which slots hold timers. */
  readonly #occupied = new Int32Array(LEVELS);
  readonly #running = new Timer(-1, nothing, undefined);
  /** Every tick up to this one has been dealt with. */
  #current = 0;
  #count = 0;
  #wakeTick = Infinity;
  #isTurning = false;
  readonly #onWake = (): void => this.#turn();

  /**
   * @param onError takes what a timer's function throws, so that a defect does not end the process; without it the clock
   * gets the error
   * @param tickMs the wheel's resolution in milliseconds: a timer never runs early, and at most one tick late
   */
  constructor(clock: Clock, onError?: (error: unknown) => void, tickMs = 1) {
    this.#clock = clock;
    this.#onError = onError;
    this.#tickMs = tickMs;
    this.#startMs = clock.now();
  }

  /** Number of timers that wait. */
  get count(): number {
    return this.#count;
  }

  /**
   * Calls `run(subject)` once after `delayMs`, never within this call. A static function and its subject need no closure.
   * @param delayMs milliseconds; negative counts as 0; above 34 years it is cut to that
   */
  schedule<T>(delayMs: number, run: (subject: T) => void, subject: T): Timer {
    if (Number.isNaN(delayMs)) throw new RangeError('delayMs is not a number');
    const elapsedMs = this.#clock.now() - this.#startMs;
    if (this.#count === 0 && !this.#isTurning) {
      this.#current = Math.max(this.#current, Math.floor(elapsedMs / this.#tickMs));
    }
    const tick = Math.ceil((elapsedMs + Math.max(0, delayMs)) / this.#tickMs);
    const timer = new Timer(Math.min(Math.max(tick, this.#current + 1), MAX_TICKS), run, subject);
    this.#count += 1;
    this.#place(timer);
    if (!this.#isTurning) this.#arm();
    return timer;
  }

  /** Takes a timer back. One that has run, was cancelled or never was is left alone. */
  cancel(timer: Timer | undefined): void {
    if (timer === undefined || !timer.isPending) return;
    const { previous } = timer;
    unlink(timer);
    this.#count -= 1;
    if (!previous.isPending && previous !== this.#running) this.#setOccupied(previous.tick, false);
  }

  #place(timer: Timer): void {
    // The level is the lowest one whose turn contains both the current tick and the timer's.
    let level = 0;
    while (level < LEVELS - 1 && turnOf(timer.tick, level) !== turnOf(this.#current, level)) level += 1;
    const slot = Math.floor(timer.tick / (LEVEL_TICKS[level] as number)) % SLOTS;
    const index = level * SLOTS + slot;
    append(this.#slots[index] as Timer, timer);
    this.#setOccupied(index, true);
  }

  #setOccupied(index: number, isOccupied: boolean): void {
    const level = index >> SLOT_BITS;
    const bit = 1 << (index & (SLOTS - 1));
    const bits = this.#occupied[level] as number;
    this.#occupied[level] = isOccupied ? bits | bit : bits & ~bit;
  }

  /** Index of the first occupied slot in time, or -1. Lower levels lie before higher ones. */
  #firstSlot(): number {
    for (let level = 0; level < LEVELS; level += 1) {
      const bits = this.#occupied[level] as number;
      if (bits !== 0) return level * SLOTS + (31 - Math.clz32(bits & -bits));
    }
    return -1;
  }

  /** First tick of a slot in the current turn of its level. */
  #slotTick(index: number): number {
    const level = index >> SLOT_BITS;
    return (
      turnOf(this.#current, level) * (LEVEL_TICKS[level + 1] as number) +
      (index & (SLOTS - 1)) * (LEVEL_TICKS[level] as number)
    );
  }

  /** Runs what is due and moves nearer what comes into reach. */
  #turn(): void {
    this.#wakeTick = Infinity;
    this.#isTurning = true;
    try {
      for (;;) {
        const now = Math.floor((this.#clock.now() - this.#startMs) / this.#tickMs);
        const index = this.#firstSlot();
        const slotTick = index < 0 ? Infinity : this.#slotTick(index);
        if (slotTick > now) {
          this.#current = Math.max(this.#current, now);
          return;
        }
        this.#current = slotTick;
        this.#empty(index);
      }
    } finally {
      // Also when a timer's function threw: the rest of its tick runs at the next wake-up.
      while (this.#running.isPending) this.#replace(this.#running.next);
      this.#isTurning = false;
      this.#arm();
    }
  }

  #empty(index: number): void {
    const head = this.#slots[index] as Timer;
    this.#setOccupied(index, false);
    if (index >= SLOTS) {
      while (head.isPending) this.#replace(head.next);
      return;
    }
    // A timer of this tick may cancel another of this tick, so they are taken one by one from a list of their own.
    while (head.isPending) {
      const timer = head.next;
      unlink(timer);
      append(this.#running, timer);
    }
    while (this.#running.isPending) {
      const timer = this.#running.next;
      unlink(timer);
      this.#count -= 1;
      this.#run(timer);
    }
  }

  #run({ run, subject }: Timer): void {
    try {
      (run as (subject: unknown) => void)(subject);
    } catch (error) {
      if (this.#onError === undefined) throw error;
      this.#onError(error);
    }
  }

  #replace(timer: Timer): void {
    unlink(timer);
    this.#place(timer);
  }

  #arm(): void {
    const index = this.#firstSlot();
    if (index < 0) return;
    const tick = this.#slotTick(index);
    if (tick >= this.#wakeTick) return;
    this.#wakeTick = tick;
    this.#clock.wakeAt(this.#startMs + tick * this.#tickMs, this.#onWake);
  }
}

/** Which turn of that level's wheel a tick falls in. Powers of two: the division is exact. */
function turnOf(tick: number, level: number): number {
  return Math.floor(tick / (LEVEL_TICKS[level + 1] as number));
}

function append(head: Timer, timer: Timer): void {
  timer.previous = head.previous;
  timer.next = head;
  head.previous.next = timer;
  head.previous = timer;
}

function unlink(timer: Timer): void {
  timer.previous.next = timer.next;
  timer.next.previous = timer.previous;
  timer.previous = timer;
  timer.next = timer;
}
