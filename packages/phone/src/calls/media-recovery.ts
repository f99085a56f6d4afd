import type { Call, Runtime, Timer } from '@sidetone/sip';
import type { CallMediaSnapshot } from '../state/call-snapshot.ts';

/** A path that is only disturbed often comes back by itself. */
const DISTURBED_MS = 5_000;
/** The called end waits longer, so that not both ends offer at the same moment (RFC 3261 §14.1). */
const CALLED_END_WAITS_MS = 4_000;
/** How long an attempt may take before the next one. */
const ATTEMPT_MS = 15_000;
/** After so many attempts without success there is no way. */
const MOST_ATTEMPTS = 3;

/** Finds a new path for the media of one call after the old one was lost. */
export class MediaRecovery {
  readonly #runtime: Runtime;
  readonly #call: Call;
  readonly #isOnline: () => boolean;
  readonly #giveUp: () => void;
  #attempts = 0;
  #connection: CallMediaSnapshot['connection'] = 'new';
  #timer: Timer | undefined;

  /** @param giveUp no way was found */
  constructor(runtime: Runtime, call: Call, isOnline: () => boolean, giveUp: () => void) {
    this.#runtime = runtime;
    this.#call = call;
    this.#isOnline = isOnline;
    this.#giveUp = giveUp;
  }

  /** The connection of the media as it is now. Called at each change, and when the phone is online again. */
  look(connection: CallMediaSnapshot['connection']): void {
    const hasChanged = connection !== this.#connection;
    this.#connection = connection;
    if (connection === 'connected') this.#attempts = 0;
    if (connection !== 'disconnected' && connection !== 'failed') {
      this.stop();
    } else if (hasChanged || this.#timer === undefined) {
      this.#plan(connection === 'failed' ? 0 : DISTURBED_MS);
    }
  }

  stop(): void {
    this.#runtime.timers.cancel(this.#timer);
    this.#timer = undefined;
  }

  #plan(delayMs: number): void {
    this.stop();
    const turnMs = this.#call.direction === 'outgoing' ? 0 : CALLED_END_WAITS_MS;
    this.#schedule(delayMs + turnMs);
  }

  #schedule(delayMs: number): void {
    this.#timer = this.#runtime.timers.schedule(delayMs, MediaRecovery.#act, this);
  }

  static #act(this: void, recovery: MediaRecovery): void {
    recovery.#timer = undefined;
    // Without a connection to the server nothing can be offered; `look` comes again when it is back.
    if (recovery.#call.state.kind !== 'confirmed' || !recovery.#isOnline()) return;
    recovery.#attempts += 1;
    if (recovery.#attempts > MOST_ATTEMPTS) {
      recovery.#giveUp();
      return;
    }
    recovery.#schedule(ATTEMPT_MS);
    recovery.#call.restartMedia();
  }
}
