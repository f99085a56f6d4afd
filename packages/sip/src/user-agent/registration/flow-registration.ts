import { ServiceRoute } from '../../message/headers/addresses.ts';
import { FlowTimer } from '../../message/headers/numbers.ts';
import { Require } from '../../message/headers/words.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import type { OutboundFlow } from '../core/outbound-flow.ts';
import { reasonOf, type RequestOutcome, successOf } from '../core/request-outcome.ts';
import { SoftState } from '../core/soft-state.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';
import { contactsOf, grantedSec, RegisterRequests, type RegisterWish } from './register-request.ts';
import type { RegistrationState } from './registration-state.ts';

interface FlowRegistrationEvents {
  changed: RegistrationState;
}

const DEFAULT_EXPIRES_SEC = 600;

/** The first attempt after a lost connection comes this soon, at a random time so that many phones spread out. */
const RECONNECT_WITHIN_MS = 2000;

/** The binding of this user agent over one of its flows (RFC 3261 §10.2, RFC 5626 §4). */
export class FlowRegistration extends SoftState<RegistrationState, FlowRegistrationEvents> {
  readonly flow: OutboundFlow;
  readonly #requests: RegisterRequests;
  /** RFC 5626 §4.2.1: the last 2xx says that bindings of several flows are told apart. */
  #isOutbound = false;
  #isWanted = false;
  #underWay: Promise<void> | undefined;

  constructor(core: UserAgentCore, flow: OutboundFlow) {
    super(core, { kind: 'unregistered' }, core.options.registrationExpiresSec ?? DEFAULT_EXPIRES_SEC);
    this.flow = flow;
    this.#requests = new RegisterRequests(core, flow);
  }

  /** Whether the registrar tells bindings of several flows apart, as far as is known. */
  get isOutbound(): boolean {
    return this.#isOutbound;
  }

  get isWanted(): boolean {
    return this.#isWanted;
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
    if (this.#isRemovable()) await this.#run(this.#remove({ kind: 'bind', expiresSec: 0 }).then(() => undefined));
  }

  /** Removes all bindings of the user, whoever made them (§10.2.2). */
  async removeAll(): Promise<RequestOutcome> {
    this.#isWanted = false;
    this.cancelPlan();
    return await this.#alone(() => this.#remove({ kind: 'removeAll' }));
  }

  /** Asks for the bindings of the user (§10.2.3). */
  query(): Promise<RequestOutcome> {
    return this.#alone(() => this.#send({ kind: 'query' }));
  }

  /** All bindings are gone, this one too. */
  forget(): void {
    this.#isWanted = false;
    this.cancelPlan();
    if (this.state.kind !== 'unregistered') this.#ended();
  }

  /** The connection is gone: comes back soon, unless an attempt is under way or planned already. */
  flowLost(cause: string): void {
    if (!this.#isWanted || this.#underWay !== undefined || this.state.kind !== 'registered') return;
    const delayMs = this.core.runtime.random.fraction() * RECONNECT_WITHIN_MS;
    this.become(this.failed({ kind: 'transport', cause }, delayMs));
  }

  protected override onDue(): void {
    if (!this.#isWanted) return;
    if (this.#underWay === undefined) this.#refresh();
    else void this.#underWay.then(() => this.onDue());
  }

  protected override get isHurried(): boolean {
    return this.core.flows.other([this.flow]) === undefined;
  }

  /** Without a registration nothing else works: it is tried for as long as it is wanted. */
  protected override isRefusedForGood(): boolean {
    return false;
  }

  /** Meanwhile it may be wanted again, be removed already, or never have been made. */
  #isRemovable(): boolean {
    return (
      !this.#isWanted && this.#underWay === undefined && this.#requests.isBegun && this.state.kind !== 'unregistered'
    );
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

  /** §10.2: runs an exchange when no other one is under way. */
  async #alone(make: () => Promise<RequestOutcome>): Promise<RequestOutcome> {
    while (this.#underWay !== undefined) await this.#underWay;
    const outcome = make();
    await this.#run(outcome.then(() => undefined));
    return await outcome;
  }

  async #attempt(): Promise<void> {
    const outcome = await this.#send({ kind: 'bind', expiresSec: this.expiresSec });
    const success = successOf(outcome);
    if (success !== undefined) {
      this.#succeed(success);
    } else if (this.adaptExpires(outcome)) {
      await this.#attempt();
    } else {
      this.flow.status = 'failed';
      this.become(this.failed(reasonOf(outcome), this.#isWanted ? this.delayAfter(outcome) : undefined));
    }
  }

  /** Sends a REGISTER, in another way where its answer asks for one. */
  async #send(wish: RegisterWish): Promise<RequestOutcome> {
    const outcome = await this.core.request(this.#requests.create(wish), this.#requests, this.flow);
    return outcome.kind === 'response' && this.#requests.learn(outcome.response) ? await this.#send(wish) : outcome;
  }

  /** Whatever the registrar says: the binding lapses by itself. */
  async #remove(wish: RegisterWish): Promise<RequestOutcome> {
    const outcome = await this.#send(wish);
    this.#ended();
    return outcome;
  }

  #ended(): void {
    this.flow.stopKeepAlive();
    this.become({ kind: 'unregistered' });
  }

  #succeed(response: SipResponse): void {
    const { identity } = this.core;
    this.resetBackoff();
    this.#requests.succeeded();
    this.flow.status = 'usable';
    this.flow.serviceRoute = response.all(ServiceRoute);
    const contacts = contactsOf(response);
    const own = this.#requests.own(contacts);
    if (own !== undefined) identity.learnGruus(own);
    const flowTimerSec = response.get(FlowTimer);
    this.#isOutbound = response.all(Require).some((option) => option.toLowerCase() === 'outbound');
    if (this.#isOutbound || flowTimerSec !== undefined) this.flow.keepAlive(flowTimerSec);
    const expiresSec = grantedSec(response, own, this.expiresSec);
    const gruus = identity.gruus === undefined ? {} : { gruus: identity.gruus };
    this.become({ kind: 'registered', until: this.epochIn(expiresSec), contacts, ...gruus });
    if (this.#isWanted) this.planRefresh(expiresSec);
  }
}
