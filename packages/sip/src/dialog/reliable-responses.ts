import { CSeq } from '../message/headers/cseq.ts';
import { RSeq } from '../message/headers/numbers.ts';
import { RAck } from '../message/headers/rack.ts';
import { Require } from '../message/headers/words.ts';
import { requires } from '../message/option-tags.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Timer } from '../runtime/timer-wheel.ts';
import type { ServerTransaction } from '../transaction/transaction-user.ts';

/** RFC 3262 §3: the first RSeq is drawn from 1 to this. */
const HIGHEST_FIRST_RSEQ = 2 ** 31 - 1;

/** The option tag of reliable provisional responses. */
export const RELIABLE = '100rel';

/**
 * The reliable provisional responses to one INVITE at the one who sends them (RFC 3262 §3). One at a time: the next one waits
 * for the PRACK of the last. Each is sent again after T1, then each time after twice as long, for 64*T1.
 */
export class ReliableResponses {
  readonly #runtime: Runtime;
  readonly #t1Ms: number;
  readonly #transaction: ServerTransaction;
  readonly #onUnacknowledged: () => void;
  readonly #queue: SipResponse[] = [];
  #rseq: number;
  #delayMs: number;
  #next: Timer | undefined;
  #expiry: Timer | undefined;
  #whenSettled: (() => void) | undefined;
  #isUnderWay = false;
  #isStopped = false;

  /** @param onUnacknowledged no PRACK came within 64*T1 */
  constructor(runtime: Runtime, t1Ms: number, transaction: ServerTransaction, onUnacknowledged: () => void) {
    this.#runtime = runtime;
    this.#t1Ms = t1Ms;
    this.#transaction = transaction;
    this.#onUnacknowledged = onUnacknowledged;
    this.#rseq = 1 + Math.floor(runtime.random.fraction() * HIGHEST_FIRST_RSEQ);
    this.#delayMs = t1Ms;
  }

  /** Whether a response that was sent waits for its PRACK. */
  get isUnderWay(): boolean {
    return this.#isUnderWay;
  }

  /** Sends a provisional response other than 100 reliably. */
  send(response: SipResponse): void {
    if (this.#isStopped) return;
    response.append(Require, RELIABLE);
    response.set(RSeq, this.#rseq);
    this.#rseq += 1;
    this.#queue.push(response);
    if (!this.#isUnderWay) this.#begin();
  }

  /** @returns the response that a PRACK acknowledges; undefined when there is none, which is answered 481 */
  acknowledge(prack: SipRequest): SipResponse | undefined {
    const acknowledged = this.#queue[0];
    const rack = prack.get(RAck);
    if (acknowledged === undefined || rack === undefined) return undefined;
    const cseq = acknowledged.get(CSeq);
    const isMatch = rack.rseq === acknowledged.get(RSeq) && rack.cseq === cseq?.number && rack.method === cseq.method;
    if (!isMatch) return undefined;
    this.#cancelTimers();
    this.#queue.shift();
    this.#isUnderWay = false;
    return acknowledged;
  }

  /** Runs it as soon as no session description waits for its PRACK: only then may a 2xx follow (§3). */
  whenSettled(run: () => void): void {
    if (this.#queue.some(({ body }) => body !== '')) this.#whenSettled = run;
    else run();
  }

  /** A PRACK has been answered: what waited for it goes on. */
  settle(): void {
    if (this.#queue.length > 0 && !this.#isUnderWay && !this.#isStopped) this.#begin();
    const run = this.#whenSettled;
    this.#whenSettled = undefined;
    if (run !== undefined) this.whenSettled(run);
  }

  /** The final response has been sent. A PRACK that comes is still matched; who waited for one goes on. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelTimers();
    this.#queue.length = Math.min(this.#queue.length, 1);
    const run = this.#whenSettled;
    this.#whenSettled = undefined;
    run?.();
  }

  #begin(): void {
    this.#isUnderWay = true;
    this.#delayMs = this.#t1Ms;
    this.#send();
    this.#expiry = this.#runtime.timers.schedule(64 * this.#t1Ms, ReliableResponses.#expire, this);
  }

  #send(): void {
    const response = this.#queue[0];
    if (response === undefined) return;
    this.#transaction.respond(response);
    this.#next = this.#runtime.timers.schedule(this.#delayMs, ReliableResponses.#again, this);
  }

  static readonly #again = (self: ReliableResponses): void => {
    self.#delayMs *= 2;
    self.#send();
  };

  static readonly #expire = (self: ReliableResponses): void => {
    self.stop();
    self.#onUnacknowledged();
  };

  #cancelTimers(): void {
    this.#runtime.timers.cancel(this.#next);
    this.#runtime.timers.cancel(this.#expiry);
  }
}

/** What a provisional response is at the one who sent the INVITE. */
export type ProvisionalKind =
  /** It is not acknowledged. */
  | 'unreliable'
  /** The next one in order: it is acknowledged by PRACK. */
  | 'reliable'
  /** A copy of one that was acknowledged, or one that came before its turn: it is not looked at (RFC 3262 §4). */
  | 'ignored';

/** The order of the reliable provisional responses in one dialog at the one who sent the INVITE (RFC 3262 §4). */
export class ProvisionalOrder {
  #cseq: number | undefined;
  #last: number | undefined;

  take(response: SipResponse): ProvisionalKind {
    const rseq = response.get(RSeq);
    if (rseq === undefined || !requires(response, RELIABLE)) return 'unreliable';
    const cseq = response.get(CSeq)?.number;
    // Each INVITE has a sequence of its own.
    if (cseq !== this.#cseq) this.#last = undefined;
    if (this.#last !== undefined && rseq !== this.#last + 1) return 'ignored';
    this.#cseq = cseq;
    this.#last = rseq;
    return 'reliable';
  }
}
