import { MinExpires } from '../../message/headers/numbers.ts';
import type { EpochMs } from '../../runtime/clock.ts';
import { Emitter } from '../../runtime/emitter.ts';
import type { Timer } from '../../runtime/timer-wheel.ts';
import { Backoff, defaultBackoff } from './backoff.ts';
import type { EndReason } from './end-reason.ts';
import { refreshDelayMs } from './refresh-delay.ts';
import { mayPass, type RequestOutcome, retryAfterMs } from './request-outcome.ts';
import type { UserAgentCore } from './user-agent-core.ts';

/** More refusals in a row than these are not waited out: with the delays of RFC 5626 §4.5, two days or so. */
const MAX_REFUSALS = 100;

/** More 423 in a row than these are not followed. */
const MAX_RAISES = 3;

/**
 * What a server keeps for this user agent as long as it is refreshed: a binding, a subscription, a publication.
 * It has a state that can be listened to, and one plan at a time: to refresh it, or to try again after a failure.
 */
export abstract class SoftState<State, Events extends { changed: State }> implements Pick<Emitter<Events>, 'on'> {
  protected readonly core: UserAgentCore;
  /** The lifetime that is asked for, in seconds. */
  protected expiresSec: number;
  readonly #emitter = new Emitter<Events>();
  readonly #backoff: Backoff;
  #state: State;
  #refusals = 0;
  #raises = 0;
  #timer: Timer | undefined;

  constructor(core: UserAgentCore, state: State, expiresSec: number) {
    this.core = core;
    this.expiresSec = expiresSec;
    this.#backoff = new Backoff(core.options.backoff ?? defaultBackoff, core.runtime.random);
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  on<K extends keyof Events>(event: K, listener: (value: Events[K]) => void): () => void {
    return this.#emitter.on(event, listener);
  }

  /** What was planned is due. */
  protected abstract onDue(): void;

  protected emit<K extends keyof Events>(event: K, value: Events[K]): void {
    this.#emitter.emit(event, value);
  }

  protected become(state: State): void {
    this.#state = state;
    this.#emitter.emit('changed', state);
  }

  protected get isPlanned(): boolean {
    return this.#timer !== undefined;
  }

  protected plan(delayMs: number): void {
    this.cancelPlan();
    this.#timer = this.core.runtime.timers.schedule(delayMs, call, this.#due);
  }

  /** @param expiresSec the lifetime that was granted */
  protected planRefresh(expiresSec: number): void {
    this.plan(refreshDelayMs(Math.max(1, expiresSec), this.core.runtime.random));
  }

  protected cancelPlan(): void {
    this.core.runtime.timers.cancel(this.#timer);
    this.#timer = undefined;
  }

  /** The wall clock in so many seconds. */
  protected epochIn(sec: number): EpochMs {
    return this.core.runtime.clock.epoch() + sec * 1000;
  }

  /** An attempt succeeded: the next failure is the first one again. */
  protected resetBackoff(): void {
    this.#backoff.reset();
    this.#refusals = 0;
    this.#raises = 0;
  }

  /** One more refusal by somebody who is there. @returns whether there have been too many in a row */
  protected isRefusedForGood(): boolean {
    this.#refusals += 1;
    if (this.#refusals <= MAX_REFUSALS) return false;
    this.#refusals = 0;
    return true;
  }

  /** One more failure. @returns ms until the next attempt */
  protected nextBackoffMs(): number {
    return this.#backoff.nextMs(this.isHurried);
  }

  /** RFC 5626 §4.5: false while something else does its work. */
  protected get isHurried(): boolean {
    return true;
  }

  /** @returns ms until the next attempt, `undefined` when trying again would be of no use */
  protected delayAfter(outcome: RequestOutcome): number | undefined {
    if (!mayPass(outcome) || (outcome.kind === 'response' && this.isRefusedForGood())) return undefined;
    return Math.max(retryAfterMs(outcome), this.nextBackoffMs());
  }

  /** RFC 3261 §21.4.17: takes the lifetime that the server wants at least. @returns whether to try again with it at once */
  protected adaptExpires(outcome: RequestOutcome): boolean {
    if (outcome.kind === 'failed' || outcome.response.status !== 423) return false;
    const minSec = outcome.response.get(MinExpires) ?? 0;
    if (minSec <= this.expiresSec || this.#raises === MAX_RAISES) return false;
    this.#raises += 1;
    this.expiresSec = minSec;
    return true;
  }

  /** The state of a failure, after which the next attempt is planned when there is to be one. */
  protected failed(why: EndReason, delayMs: number | undefined): FailedState {
    if (delayMs === undefined) return { kind: 'failed', why };
    this.plan(delayMs);
    return { kind: 'failed', why, retryAt: this.epochIn(delayMs / 1000) };
  }

  readonly #due = (): void => {
    this.#timer = undefined;
    this.onDue();
  };
}

function call(run: () => void): void {
  run();
}

/** A failure, and when it is tried again by itself. */
export interface FailedState {
  readonly kind: 'failed';
  readonly why: EndReason;
  readonly retryAt?: EpochMs;
}
