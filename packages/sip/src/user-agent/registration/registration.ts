import type { NameAddr } from '../../grammar/name-addr.ts';
import { Contact, contactExpires, From, ServiceRoute } from '../../message/headers/addresses.ts';
import { CSeq } from '../../message/headers/cseq.ts';
import { Expires } from '../../message/headers/numbers.ts';
import { Allow, CallId, Supported } from '../../message/headers/words.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import type { RegistrationState } from './registration-state.ts';
import type { CSeqCounter } from '../core/request-exchange.ts';
import { reasonOf, type RequestOutcome, successOf } from '../core/request-outcome.ts';
import { SoftState } from '../core/soft-state.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';

export interface RegistrationEvents {
  changed: RegistrationState;
}

const DEFAULT_EXPIRES_SEC = 600;

/** The first attempt after a lost connection comes this soon, at a random time so that many phones spread out. */
const RECONNECT_WITHIN_MS = 2000;

/** The binding of this user agent at its registrar (RFC 3261 §10.2, RFC 5626 §4). */
export class Registration extends SoftState<RegistrationState, RegistrationEvents> implements CSeqCounter {
  /** §10.2: all registrations of a user agent share a Call-ID and count on. */
  readonly #callId: string;
  readonly #from: NameAddr;
  #number = 0;
  /** Off after a 439: the first hop does not support RFC 5626. */
  #isOutbound = true;
  #isWanted = false;
  #underWay: Promise<void> | undefined;

  constructor(core: UserAgentCore) {
    super(core, { kind: 'unregistered' }, core.options.registrationExpiresSec ?? DEFAULT_EXPIRES_SEC);
    const { random } = core.runtime;
    this.#callId = random.token();
    this.#from = core.identity.from(random.token(64));
  }

  /** Registers and stays registered: refreshes, and tries again after failures that may pass. Now, if a retry is waiting. */
  register(): void {
    this.#isWanted = true;
    if (this.#underWay === undefined) this.#refresh();
  }

  /** Removes the binding. Settles when that is answered or failed; never rejects. */
  async unregister(): Promise<void> {
    this.#isWanted = false;
    this.cancelPlan();
    // §10.2: one registration at a time.
    if (this.#underWay !== undefined) await this.#underWay;
    if (this.#isRemovable()) await this.#run(this.#remove());
  }

  /** The connection is gone: comes back soon, unless an attempt is under way or planned already. */
  flowLost(cause: string): void {
    if (!this.#isWanted || this.#underWay !== undefined || this.state.kind !== 'registered') return;
    const delayMs = this.core.runtime.random.fraction() * RECONNECT_WITHIN_MS;
    this.become(this.failed({ kind: 'transport', cause }, delayMs));
  }

  /** There may be a connection again. @returns whether a registration checks that now */
  flowRestored(): boolean {
    if (this.#isWanted) this.register();
    return this.#isWanted;
  }

  nextCSeq(): number {
    this.#number += 1;
    return this.#number;
  }

  protected override onDue(): void {
    if (this.#isWanted && this.#underWay === undefined) this.#refresh();
  }

  /** Meanwhile it may be wanted again, be removed already, or never have been made. */
  #isRemovable(): boolean {
    return !this.#isWanted && this.#underWay === undefined && this.#number > 0 && this.state.kind !== 'unregistered';
  }

  #refresh(): void {
    this.cancelPlan();
    // A refresh of a binding that stands is nobody's business.
    if (this.state.kind !== 'registered') this.become({ kind: 'registering' });
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
    if (this.#isWanted && this.state.kind === 'unregistered') this.#refresh();
  }

  async #attempt(): Promise<void> {
    const outcome = await this.core.request(this.#createRequest(this.expiresSec), this);
    const success = successOf(outcome);
    if (success !== undefined) this.#succeed(success);
    else if (this.adaptExpires(outcome) || this.#adaptOutbound(outcome)) await this.#attempt();
    else this.become(this.failed(reasonOf(outcome), this.#isWanted ? this.delayAfter(outcome) : undefined));
  }

  /** RFC 5626 §11.6 */
  #adaptOutbound(outcome: RequestOutcome): boolean {
    if (outcome.kind === 'failed' || outcome.response.status !== 439 || !this.#isOutbound) return false;
    this.#isOutbound = false;
    return true;
  }

  /** Whatever the registrar says: the binding lapses by itself. */
  async #remove(): Promise<void> {
    await this.core.request(this.#createRequest(0), this);
    this.become({ kind: 'unregistered' });
  }

  #createRequest(expiresSec: number): SipRequest {
    const { identity } = this.core;
    const request = this.core.createRequest('REGISTER', identity.aor, identity.registrar);
    request.set(From, this.#from);
    request.set(CallId, this.#callId);
    request.set(CSeq, { number: this.nextCSeq(), method: 'REGISTER' });
    request.set(Contact, identity.registrationContact(expiresSec, this.#isOutbound));
    request.set(Expires, expiresSec);
    request.setAll(Allow, this.core.capabilities.methods);
    request.setAll(Supported, this.core.capabilities.optionTags);
    return request;
  }

  #succeed(response: SipResponse): void {
    this.resetBackoff();
    this.core.serviceRoute = response.all(ServiceRoute);
    const contacts = response.all(Contact).filter((contact): contact is NameAddr => contact !== '*');
    const own = contacts.find((contact) => this.core.identity.isOurs(contact.uri));
    // §10.2.4: the registrar may shorten it. Without a word of it, what we asked for stands.
    const expiresSec = (own && contactExpires(own)) ?? response.get(Expires) ?? this.expiresSec;
    this.become({ kind: 'registered', until: this.epochIn(expiresSec), contacts });
    if (this.#isWanted) this.planRefresh(expiresSec);
  }
}
