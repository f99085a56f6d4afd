import type { Runtime } from '../../runtime/runtime.ts';
import type { Timer } from '../../runtime/timer-wheel.ts';

/** Time between two pings, and how long an answer may take. Together below 15 s: a half-open socket is found by then. */
export interface KeepAliveOptions {
  /** Default 10,000 ms. */
  readonly pingEveryMs?: number;
  /** Default 4,500 ms. */
  readonly answerWithinMs?: number;
}

/** What the keep-alive does to its flow. */
export interface KeepAliveUser {
  sendPing(): void;
  onSilence(waitedMs: number): void;
}

/**
 * Keep-alive of a WebSocket client, RFC 5626 §3.5.1: a double CRLF asks and a CRLF answers, since a page cannot send the
 * ping frames of RFC 6455. A socket that is half open says nothing by itself.
 *
 * A peer that never answered a ping is not held to it: RFC 7118 does not oblige servers to answer.
 */
export class WebSocketKeepAlive {
  readonly #runtime: Runtime;
  readonly #user: KeepAliveUser;
  readonly #pingEveryMs: number;
  readonly #answerWithinMs: number;
  #peerAnswers = false;
  #nextPing: Timer | undefined;
  #deadline: Timer | undefined;

  constructor(runtime: Runtime, user: KeepAliveUser, options: KeepAliveOptions = {}) {
    this.#runtime = runtime;
    this.#user = user;
    this.#pingEveryMs = options.pingEveryMs ?? 10_000;
    this.#answerWithinMs = options.answerWithinMs ?? 4_500;
  }

  /** The connection stands. The first ping goes at once, to learn whether the peer answers. */
  start(): void {
    this.probe();
  }

  /** Asks now, as when the page wakes up and does not know what it slept through. */
  probe(): void {
    const { timers } = this.#runtime;
    timers.cancel(this.#nextPing);
    this.#nextPing = timers.schedule(this.#pingEveryMs, probe, this);
    this.#user.sendPing();
    if (this.#peerAnswers && this.#deadline === undefined) {
      this.#deadline = timers.schedule(this.#answerWithinMs, giveUp, this);
    }
  }

  onPong(): void {
    this.#peerAnswers = true;
    this.onTraffic();
  }

  /** Whatever arrives proves that the connection lives. */
  onTraffic(): void {
    this.#runtime.timers.cancel(this.#deadline);
    this.#deadline = undefined;
  }

  stop(): void {
    this.#runtime.timers.cancel(this.#nextPing);
    this.onTraffic();
  }

  /** @internal */
  giveUp(): void {
    this.stop();
    this.#user.onSilence(this.#answerWithinMs);
  }
}

function probe(keepAlive: WebSocketKeepAlive): void {
  keepAlive.probe();
}

function giveUp(keepAlive: WebSocketKeepAlive): void {
  keepAlive.giveUp();
}
