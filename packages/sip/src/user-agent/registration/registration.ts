import { contactExpires, contactQ } from '../../message/headers/addresses.ts';
import { Emitter } from '../../runtime/emitter.ts';
import type { OutboundFlow } from '../core/outbound-flow.ts';
import { reasonOf, type RequestOutcome, successOf } from '../core/request-outcome.ts';
import type { UserAgentCore } from '../core/user-agent-core.ts';
import { FlowRegistration } from './flow-registration.ts';
import { contactsOf } from './register-request.ts';
import type { BindingsOutcome, ListedBinding, RegistrationState } from './registration-state.ts';

/** What a registration tells of itself. */
export interface RegistrationEvents {
  changed: RegistrationState;
}

/** Which state stands for all flows: the first of these that one of them has. */
const RANKS: readonly RegistrationState['kind'][] = ['registered', 'registering', 'failed', 'unregistered'];

/** The bindings of this user agent at its registrar, one over each of its flows (RFC 3261 §10.2, RFC 5626 §4.2). */
export class Registration implements Pick<Emitter<RegistrationEvents>, 'on'> {
  readonly #core: UserAgentCore;
  readonly #emitter = new Emitter<RegistrationEvents>();
  readonly #flows: readonly FlowRegistration[];
  #state: RegistrationState = { kind: 'unregistered' };
  #isWanted = false;

  constructor(core: UserAgentCore) {
    this.#core = core;
    this.#flows = core.flows.all.map((flow) => {
      const registration = new FlowRegistration(core, flow);
      registration.on('changed', () => this.#changed());
      return registration;
    });
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
    for (const registration of this.#flows) registration.register();
  }

  /** Removes the bindings. Settles when that is answered or failed; never rejects. */
  async unregister(): Promise<void> {
    this.#isWanted = false;
    await Promise.all(this.#flows.map((registration) => registration.unregister()));
    if (!this.#isWanted) this.#core.identity.forgetGruus();
  }

  /** Asks for all bindings of the user, those of other devices too (RFC 3261 §10.2.3). Never rejects. */
  async query(): Promise<BindingsOutcome> {
    return this.#outcomeOf(await this.#best().query());
  }

  /**
   * Removes all bindings of the user, those of other devices too (RFC 3261 §10.2.2), and does not register again.
   * Never rejects.
   */
  async removeAll(): Promise<BindingsOutcome> {
    this.#isWanted = false;
    const best = this.#best();
    const outcome = this.#outcomeOf(await best.removeAll());
    for (const registration of this.#flows) if (registration !== best) registration.forget();
    this.#core.identity.forgetGruus();
    return outcome;
  }

  /** A connection is gone. @param flow undefined when all are, as the platform says */
  flowLost(cause: string, flow?: OutboundFlow): void {
    for (const registration of this.#flows) {
      if (flow === undefined || registration.flow === flow) registration.flowLost(cause);
    }
  }

  /** There may be a connection again. @returns whether a registration checks that now */
  flowRestored(): boolean {
    if (this.#isWanted) this.register();
    return this.#isWanted;
  }

  #best(): FlowRegistration {
    const usable = this.#flows.find(({ flow }) => flow.status === 'usable');
    return usable ?? (this.#flows[0] as FlowRegistration);
  }

  #changed(): void {
    const states = this.#flows.map(({ state }) => state);
    for (const kind of RANKS) {
      const state = states.find((candidate) => candidate.kind === kind);
      if (state === undefined) continue;
      this.#state = state;
      break;
    }
    this.#emitter.emit('changed', this.#state);
    this.#tellApart();
  }

  /**
   * RFC 5626 §4.2.1: a registrar that does not know of flows would ring each as a device of its own. Then one binding is
   * kept, and the others take its place when it fails.
   */
  #tellApart(): void {
    if (!this.#isWanted) return;
    const [kept, ...others] = this.#flows.filter(({ state }) => state.kind === 'registered');
    for (const registration of others) {
      if (!registration.isOutbound || kept?.isOutbound === false) void registration.unregister();
    }
    if (kept !== undefined) return;
    for (const registration of this.#flows) {
      if (!registration.isWanted && registration.state.kind === 'unregistered') registration.register();
    }
  }

  #outcomeOf(outcome: RequestOutcome): BindingsOutcome {
    const response = successOf(outcome);
    if (response === undefined) return { kind: 'failed', why: reasonOf(outcome) };
    const bindings = contactsOf(response).map((contact): ListedBinding => {
      const instance = contact.params.get('+sip.instance');
      return {
        uri: contact.uri,
        isOurs: this.#core.identity.isOurs(contact.uri),
        expiresSec: contactExpires(contact),
        q: contactQ(contact),
        instanceId: instance?.replace(/^<(.*)>$/, '$1'),
        contact,
      };
    });
    return { kind: 'answered', bindings };
  }
}
