import type { Runtime } from '../../runtime/runtime.ts';
import type { Timer } from '../../runtime/timer-wheel.ts';
import type { Flow } from '../../transport/transport.ts';
import type { KeepAliveOptions } from './user-agent-options.ts';

const DEFAULT_EVERY_SEC = 120;
const DEFAULT_ANSWER_WITHIN_SEC = 10;

/** Asks a connection for signs of life, and closes it when there are none (RFC 5626 §4.4.1). */
export class KeepAlive {
  readonly #runtime: Runtime;
  readonly #options: KeepAliveOptions;
  #flow: Flow | undefined;
  #everySec = 0;
  #nextPing: Timer | undefined;
  #deadline: Timer | undefined;

  constructor(runtime: Runtime, options: KeepAliveOptions) {
    this.#runtime = runtime;
    this.#options = options;
  }

  /**
   * Keeps this flow alive in place of the last one.
   * @param everySec the server's Flow-Timer; undefined when it names none
   */
  start(flow: Flow, everySec: number | undefined): void {
    const sec = everySec ?? this.#options.everySec ?? DEFAULT_EVERY_SEC;
    if (flow === this.#flow && sec === this.#everySec) return;
    this.stop();
    // Other transports see to it themselves.
    if (flow.ping === undefined) return;
    this.#flow = flow;
    this.#everySec = sec;
    this.#plan();
  }

  stop(): void {
    const { timers } = this.#runtime;
    timers.cancel(this.#nextPing);
    timers.cancel(this.#deadline);
    this.#deadline = undefined;
    this.#flow = undefined;
  }

  /** Something came: the flow is alive. */
  heard(flow: Flow): void {
    if (this.#deadline === undefined || flow !== this.#flow) return;
    this.#runtime.timers.cancel(this.#deadline);
    this.#deadline = undefined;
  }

  /** §4.4: between 80 % and 100 % of the longest time, so that many do not ask at once. */
  #plan(): void {
    const { timers, random } = this.#runtime;
    this.#nextPing = timers.schedule(this.#everySec * (800 + 200 * random.fraction()), KeepAlive.#ping, this);
  }

  static readonly #ping = (self: KeepAlive): void => {
    const { timers } = self.#runtime;
    const withinMs = (self.#options.answerWithinSec ?? DEFAULT_ANSWER_WITHIN_SEC) * 1000;
    self.#flow?.ping?.();
    self.#deadline ??= timers.schedule(withinMs, KeepAlive.#giveUp, self);
    self.#plan();
  };

  static readonly #giveUp = (self: KeepAlive): void => {
    const flow = self.#flow;
    self.stop();
    flow?.close('no answer to a keep-alive (RFC 5626 §4.4.1)');
  };
}
