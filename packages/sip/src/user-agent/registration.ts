import type { NameAddr } from '../grammar/name-addr.ts';
import { Contact, contactExpires, From, ServiceRoute } from '../message/headers/addresses.ts';
import { CSeq } from '../message/headers/cseq.ts';
import { Expires, MinExpires } from '../message/headers/numbers.ts';
import { Allow, CallId, Supported } from '../message/headers/words.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import { Emitter } from '../runtime/emitter.ts';
import type { Timer } from '../runtime/timer-wheel.ts';
import { Backoff, defaultBackoff } from './backoff.ts';
import { ALLOWED_METHODS, SUPPORTED_OPTIONS } from './capabilities.ts';
import type { EndReason } from './end-reason.ts';
import { reasonOfFailure, reasonOfResponse } from './reason-of.ts';
import { refreshDelayMs } from './refresh-delay.ts';
import type { RegistrationState } from './registration-state.ts';
import type { CSeqCounter } from './request-exchange.ts';
import { mayFailurePass, mayPass, retryAfterMs } from './retry-policy.ts';
import type { UserAgentCore } from './user-agent-core.ts';

export interface RegistrationEvents {
  changed: RegistrationState;
}

const DEFAULT_EXPIRES_SEC = 600;

/** The first attempt after a lost connection comes this soon, at a random time so that many phones spread out. */
const RECONNECT_WITHIN_MS = 2000;

/** The binding of this user agent at its registrar (RFC 3261 §10.2, RFC 5626 §4). */
export class Registration implements Pick<Emitter<RegistrationEvents>, 'on'>, CSeqCounter {
  readonly #core: UserAgentCore;
  readonly #emitter = new Emitter<RegistrationEvents>();
  readonly #backoff: Backoff;
  /** §10.2: all registrations of a user agent share a Call-ID and count on. */
  readonly #callId: string;
  readonly #from: NameAddr;
  #number = 0;
  #expiresSec: number;
  /** Off after a 439: the first hop does not support RFC 5626. */
  #isOutbound = true;
  #isWanted = false;
  #state: RegistrationState = { kind: 'unregistered' };
  #underWay: Promise<void> | undefined;
  #timer: Timer | undefined;

  constructor(core: UserAgentCore) {
    const { random } = core.runtime;
    this.#core = core;
    this.#backoff = new Backoff(core.options.backoff ?? defaultBackoff, random);
    this.#callId = random.token();
    this.#from = core.identity.from(random.token(64));
    this.#expiresSec = core.options.registrationExpiresSec ?? DEFAULT_EXPIRES_SEC;
  }

  get state(): RegistrationState {
    return this.#state;
  }

  on<K extends keyof RegistrationEvents>(event: K, listener: (value: RegistrationEvents[K]) => void): () => void {
    return this.#emitter.on(event, listener);
  }

  /** Registers and stays registered: refreshes, and tries again after failures that may pass. Now, if a retry is waiting. */
  register(): void {
    this.#isWanted = true;
    if (this.#underWay === undefined) this.#refresh();
  }

  /** Removes the binding. Settles when that is answered or failed; never rejects. */
  async unregister(): Promise<void> {
    this.#isWanted = false;
    this.#cancelTimer();
    // §10.2: one registration at a time.
    if (this.#underWay !== undefined) await this.#underWay;
    if (this.#isRemovable()) await this.#run(this.#remove());
  }

  /** Meanwhile it may be wanted again, be removed already, or never have been made. */
  #isRemovable(): boolean {
    return !this.#isWanted && this.#underWay === undefined && this.#number > 0 && this.#state.kind !== 'unregistered';
  }

  /** The connection is gone: comes back soon, unless an attempt is under way or planned already. */
  flowLost(cause: string): void {
    if (!this.#isWanted || this.#underWay !== undefined || this.#state.kind !== 'registered') return;
    const delayMs = this.#core.runtime.random.fraction() * RECONNECT_WITHIN_MS;
    this.#fail({ kind: 'transport', cause }, delayMs);
  }

  nextCSeq(): number {
    this.#number += 1;
    return this.#number;
  }

  #refresh(): void {
    this.#cancelTimer();
    // A refresh of a binding that stands is nobody's business.
    if (this.#state.kind !== 'registered') this.#become({ kind: 'registering' });
    void this.#run(this.#attempt());
  }

  async #run(exchange: Promise<void>): Promise<void> {
    this.#underWay = exchange;
    try {
      await exchange;
    } finally {
      this.#underWay = undefined;
    }
    // It was removed, and is wanted again.
    if (this.#isWanted && this.#state.kind === 'unregistered') this.#refresh();
  }

  async #attempt(): Promise<void> {
    const outcome = await this.#core.request(this.#createRequest(this.#expiresSec), this);
    if (outcome.kind === 'failed') {
      const delayMs = mayFailurePass(outcome.failure) ? this.#backoff.nextMs() : undefined;
      this.#fail(reasonOfFailure(outcome.failure), delayMs);
      return;
    }
    const { response } = outcome;
    if (response.status < 300) {
      this.#succeed(response);
    } else if (this.#adapt(response)) {
      await this.#attempt();
    } else {
      const delayMs = mayPass(response) ? Math.max(retryAfterMs(response), this.#backoff.nextMs()) : undefined;
      this.#fail(reasonOfResponse(response), delayMs);
    }
  }

  /** Changes what the registrar does not take. @returns whether there is something else to try at once */
  #adapt(response: SipResponse): boolean {
    if (response.status === 423) {
      // §10.2.8
      const minSec = response.get(MinExpires) ?? 0;
      if (minSec <= this.#expiresSec) return false;
      this.#expiresSec = minSec;
      return true;
    }
    if (response.status === 439 && this.#isOutbound) {
      // RFC 5626 §11.6
      this.#isOutbound = false;
      return true;
    }
    return false;
  }

  /** Whatever the registrar says: the binding lapses by itself. */
  async #remove(): Promise<void> {
    await this.#core.request(this.#createRequest(0), this);
    this.#become({ kind: 'unregistered' });
  }

  #createRequest(expiresSec: number): SipRequest {
    const { identity } = this.#core;
    const request = this.#core.createRequest('REGISTER', identity.aor, identity.registrar);
    request.set(From, this.#from);
    request.set(CallId, this.#callId);
    request.set(CSeq, { number: this.nextCSeq(), method: 'REGISTER' });
    request.set(Contact, identity.registrationContact(expiresSec, this.#isOutbound));
    request.set(Expires, expiresSec);
    request.setAll(Allow, ALLOWED_METHODS);
    request.setAll(Supported, SUPPORTED_OPTIONS);
    return request;
  }

  #succeed(response: SipResponse): void {
    const { runtime, identity } = this.#core;
    this.#backoff.reset();
    this.#core.serviceRoute = response.all(ServiceRoute);
    const contacts = response.all(Contact).filter((contact): contact is NameAddr => contact !== '*');
    const own = contacts.find((contact) => identity.isOurs(contact.uri));
    // §10.2.4: the registrar may shorten it. Without a word of it, what we asked for stands.
    const grantedSec = (own && contactExpires(own)) ?? response.get(Expires) ?? this.#expiresSec;
    const expiresSec = Math.max(1, grantedSec);
    this.#become({ kind: 'registered', until: runtime.clock.epoch() + expiresSec * 1000, contacts });
    if (this.#isWanted) this.#plan(refreshDelayMs(expiresSec, runtime.random));
  }

  /** @param delayMs until it is tried again; undefined when that would be of no use */
  #fail(why: EndReason, delayMs: number | undefined): void {
    if (delayMs === undefined || !this.#isWanted) {
      this.#become({ kind: 'failed', why });
      return;
    }
    this.#plan(delayMs);
    this.#become({ kind: 'failed', why, retryAt: this.#core.runtime.clock.epoch() + delayMs });
  }

  #plan(delayMs: number): void {
    this.#cancelTimer();
    this.#timer = this.#core.runtime.timers.schedule(delayMs, Registration.#onTimer, this);
  }

  static readonly #onTimer = (self: Registration): void => {
    if (self.#isWanted && self.#underWay === undefined) self.#refresh();
  };

  #cancelTimer(): void {
    this.#core.runtime.timers.cancel(this.#timer);
    this.#timer = undefined;
  }

  #become(state: RegistrationState): void {
    this.#state = state;
    this.#emitter.emit('changed', state);
  }
}
