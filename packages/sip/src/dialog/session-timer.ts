import { NO_PARAMS } from '../grammar/parameters.ts';
import { MinSE, SessionExpires, type SessionExpiresValue } from '../message/headers/session-timer.ts';
import { Require } from '../message/headers/words.ts';
import { supports } from '../message/option-tags.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Timer } from '../runtime/timer-wheel.ts';

/** The option tag of session timers. */
export const SESSION_TIMER = 'timer';

/** RFC 4028 §4: no interval is shorter than this, in seconds. */
export const SHORTEST_SESSION_SEC = 90;

/** RFC 4028 §10: BYE is sent this long before the end, in seconds, or a third of the interval when that is less. */
const FAREWELL_SEC = 32;

export interface SessionTimerSettings {
  /** The interval that this end asks for, in seconds; 0 to take part in no session timer. */
  readonly expiresSec: number;
  /** The shortest interval that this end takes, in seconds. */
  readonly minSec: number;
}

/** How long the session lives without a refresh, and who refreshes it. */
export interface SessionInterval {
  readonly sec: number;
  readonly refresher: 'local' | 'remote';
}

/** What a request asks for, as its UAS decides it (RFC 4028 §9). */
export type SessionTimerDecision =
  /** 422 with this Min-SE. */
  | { readonly kind: 'too-small'; readonly minSec: number }
  /** No session timer. */
  | { readonly kind: 'none' }
  /** @property isRequired the 2xx says `Require: timer`, since the UAC is to refresh, or could */
  | { readonly kind: 'agreed'; readonly interval: SessionInterval; readonly isRequired: boolean };

/** RFC 4028 §9, table 2. @param current who refreshes so far, in a later request of the dialog */
export function decideSessionTimer(
  request: SipRequest,
  settings: SessionTimerSettings,
  current?: SessionInterval,
): SessionTimerDecision {
  if (settings.expiresSec === 0) return { kind: 'none' };
  const asked = request.get(SessionExpires);
  const isSupported = supports(request, SESSION_TIMER);
  if (asked === undefined && !isSupported) return { kind: 'none' };
  if (asked !== undefined && isSupported && asked.sec < settings.minSec) {
    return { kind: 'too-small', minSec: settings.minSec };
  }
  // §9: it may be made shorter, not shorter than the Min-SE of anybody on the way.
  const floorSec = Math.max(request.get(MinSE)?.sec ?? 0, settings.minSec);
  const sec = Math.max(Math.min(asked?.sec ?? settings.expiresSec, settings.expiresSec), floorSec);
  const kept = current === undefined ? 'uac' : current.refresher === 'remote' ? 'uac' : 'uas';
  // Who does not know session timers cannot refresh.
  const refresher = isSupported ? (asked?.refresher ?? kept) : 'uas';
  return {
    kind: 'agreed',
    interval: { sec, refresher: refresher === 'uac' ? 'remote' : 'local' },
    isRequired: isSupported,
  };
}

/** What a 2xx to a request of ours says (RFC 4028 §7.2); undefined when it turns the session timer off. */
export function agreedInterval(response: SipResponse): SessionInterval | undefined {
  const value = response.get(SessionExpires);
  if (value === undefined) return undefined;
  return { sec: Math.max(value.sec, SHORTEST_SESSION_SEC), refresher: value.refresher === 'uas' ? 'remote' : 'local' };
}

/** Who runs a session timer. */
export interface SessionTimerOwner {
  /** Half of the interval is over, and this end is the one to refresh. */
  refreshSession(): void;
  /** No refresh came: the session is over (RFC 4028 §10). */
  sessionExpired(): void;
}

/** More 422 than these in a row are not believed. */
const MAX_RAISES = 3;

/** The session timer of one session (RFC 4028). */
export class SessionTimer {
  readonly #runtime: Runtime;
  readonly #settings: SessionTimerSettings;
  readonly #owner: SessionTimerOwner;
  /** The greatest Min-SE that came (§7.3, §8). */
  #minSec: number;
  /** 422s since the last 2xx. */
  #raises = 0;
  #interval: SessionInterval | undefined;
  #refresh: Timer | undefined;
  #expiry: Timer | undefined;

  constructor(runtime: Runtime, settings: SessionTimerSettings, owner: SessionTimerOwner, minSec = settings.minSec) {
    this.#runtime = runtime;
    this.#settings = settings;
    this.#owner = owner;
    this.#minSec = minSec;
  }

  get interval(): SessionInterval | undefined {
    return this.#interval;
  }

  /** §7.1, §7.4: writes into an INVITE or UPDATE what this end asks for. */
  writeRequest(request: SipRequest): void {
    if (this.#settings.expiresSec === 0) return;
    writeSessionTimer(request, this.#settings.expiresSec, this.#minSec, this.#interval);
  }

  /** §9: an INVITE or UPDATE of the other end. @returns the Min-SE of the 422 that refuses it */
  inspect(request: SipRequest): number | undefined {
    const decision = decideSessionTimer(request, this.#settings, this.#interval);
    return decision.kind === 'too-small' ? decision.minSec : undefined;
  }

  /** §9: writes into the 2xx what was decided, and counts from now on. */
  writeAnswer(request: SipRequest, response: SipResponse): void {
    this.#minSec = Math.max(this.#minSec, request.get(MinSE)?.sec ?? 0);
    const decision = decideSessionTimer(request, this.#settings, this.#interval);
    if (decision.kind !== 'agreed') {
      this.#start(undefined);
      return;
    }
    const { interval } = decision;
    if (decision.isRequired) response.append(Require, SESSION_TIMER);
    const refresher = interval.refresher === 'remote' ? 'uac' : 'uas';
    response.set(SessionExpires, { sec: interval.sec, refresher, params: NO_PARAMS });
    this.#start(interval);
  }

  /** §7.2: a 2xx to an INVITE or UPDATE of ours. */
  readAnswer(response: SipResponse): void {
    this.#raises = 0;
    if (this.#settings.expiresSec > 0) this.#start(agreedInterval(response));
  }

  /** §7.3: a 422 to a request of ours. @returns whether asking again makes sense */
  raise(response: SipResponse): boolean {
    const minSec = response.get(MinSE)?.sec ?? 0;
    if (minSec <= this.#minSec || this.#raises === MAX_RAISES) return false;
    this.#raises += 1;
    this.#minSec = minSec;
    return true;
  }

  stop(): void {
    this.#runtime.timers.cancel(this.#refresh);
    this.#runtime.timers.cancel(this.#expiry);
  }

  #start(interval: SessionInterval | undefined): void {
    this.stop();
    this.#interval = interval;
    if (interval === undefined) return;
    const { sec, refresher } = interval;
    const { timers } = this.#runtime;
    const ms = (sec - Math.min(FAREWELL_SEC, sec / 3)) * 1000;
    this.#expiry = timers.schedule(ms, SessionTimer.#expire, this);
    if (refresher === 'local') this.#refresh = timers.schedule(sec * 500, SessionTimer.#refreshNow, this);
  }

  static readonly #refreshNow = (self: SessionTimer): void => self.#owner.refreshSession();

  static readonly #expire = (self: SessionTimer): void => {
    self.stop();
    self.#owner.sessionExpired();
  };
}

/** Writes what an INVITE or UPDATE asks for. @param current keeps interval and refresher (§7.4) */
export function writeSessionTimer(
  request: SipRequest,
  expiresSec: number,
  minSec: number,
  current?: SessionInterval,
): void {
  const sec = Math.max(current?.sec ?? expiresSec, minSec);
  const value: SessionExpiresValue = { sec, params: NO_PARAMS };
  request.set(
    SessionExpires,
    current === undefined ? value : { ...value, refresher: current.refresher === 'local' ? 'uac' : 'uas' },
  );
  if (minSec > SHORTEST_SESSION_SEC) request.set(MinSE, { sec: minSec, params: NO_PARAMS });
}
