import type { SipResponse } from '../message/sip-response.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Timer } from '../runtime/timer-wheel.ts';
import type { ServerTransaction } from '../transaction/transaction-user.ts';

/** RFC 3261 §17.1.1.1: what the retransmission of a 2xx is counted by. */
export interface AnswerTimers {
  readonly t1Ms: number;
  readonly t2Ms: number;
}

/**
 * Sends a 2xx to INVITE, and again until its ACK comes: after T1, then each time twice as long up to T2, for 64*T1. On every
 * transport, since a hop behind this one may lose it (RFC 3261 §13.3.1.4).
 */
export class AnswerRetransmission {
  readonly #runtime: Runtime;
  readonly #timers: AnswerTimers;
  readonly #transaction: ServerTransaction;
  readonly #response: SipResponse;
  readonly #onExpired: () => void;
  #delayMs: number;
  #next: Timer | undefined;
  #expiry: Timer | undefined;

  constructor(
    runtime: Runtime,
    timers: AnswerTimers,
    transaction: ServerTransaction,
    response: SipResponse,
    onExpired: () => void,
  ) {
    this.#runtime = runtime;
    this.#timers = timers;
    this.#transaction = transaction;
    this.#response = response;
    this.#onExpired = onExpired;
    this.#delayMs = timers.t1Ms;
    transaction.respond(response);
    this.#next = runtime.timers.schedule(this.#delayMs, AnswerRetransmission.#again, this);
    this.#expiry = runtime.timers.schedule(64 * timers.t1Ms, AnswerRetransmission.#expire, this);
  }

  /** The ACK came. */
  stop(): void {
    this.#runtime.timers.cancel(this.#next);
    this.#runtime.timers.cancel(this.#expiry);
  }

  static readonly #again = (self: AnswerRetransmission): void => {
    self.#transaction.respond(self.#response);
    self.#delayMs = Math.min(2 * self.#delayMs, self.#timers.t2Ms);
    self.#next = self.#runtime.timers.schedule(self.#delayMs, AnswerRetransmission.#again, self);
  };

  static readonly #expire = (self: AnswerRetransmission): void => {
    self.stop();
    self.#onExpired();
  };
}
