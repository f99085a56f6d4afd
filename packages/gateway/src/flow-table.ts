import type { Flow, Random, Uri } from '@sidetone/sip';
import type { FlowToken, FlowTokens } from './flow-token.ts';

/** One binding at the registrar that leads to this gateway, as learned from the 2xx. */
export interface Registration {
  readonly token: FlowToken;
  readonly addressOfRecord: string;
  /** Request-URI of the REGISTER. */
  readonly registrar: string;
  /** URI of the Contact as the client wrote it. */
  readonly contactUri: Uri;
  readonly instance: string | undefined;
  readonly regId: number | undefined;
  /** Whether the registrar used outbound: `Require: outbound` in its 2xx (RFC 5626 §6). */
  readonly usesOutbound: boolean;
  /** Whether the registrar lets this edge remove the binding: its 2xx named the flow, as only our server does. */
  readonly isRemovable: boolean;
  /** When the binding ends, in ms of the clock; 0 when it has been removed. */
  readonly untilMs: number;
}

interface Entry {
  registration: Registration;
  /** Open flows that registered under this name, the newest last. */
  readonly flows: Flow[];
}

/** Which flows stand behind which tokens. Only this table resolves a token (D2). */
export class FlowTable {
  readonly #tokens: FlowTokens;
  readonly #random: Random;
  readonly #entries = new Map<FlowToken, Entry>();
  /** Names of each flow, the newest last; kept for closed flows, whose responses follow the name. */
  readonly #names = new WeakMap<Flow, FlowToken[]>();
  readonly #connections = new Map<FlowToken, Flow>();
  readonly #connectionTokens = new WeakMap<Flow, FlowToken>();

  constructor(tokens: FlowTokens, random: Random) {
    this.#tokens = tokens;
    this.#random = random;
  }

  /** Number of names with a registration. */
  get size(): number {
    return this.#entries.size;
  }

  /** A 2xx to REGISTER came: this flow is now the newest of that name. */
  register(flow: Flow, registration: Registration): void {
    const { token } = registration;
    const entry = this.#entries.get(token);
    if (entry === undefined) {
      this.#entries.set(token, { registration, flows: [flow] });
    } else {
      entry.registration = registration;
      moveToEnd(entry.flows, flow);
    }
    const names = this.#names.get(flow);
    if (names === undefined) this.#names.set(flow, [token]);
    else moveToEnd(names, token);
  }

  registration(token: FlowToken): Registration | undefined {
    return this.#entries.get(token)?.registration;
  }

  /** The client's own Contact URI behind a token, if it is registered. */
  contactOf(token: string): Uri | undefined {
    return this.#entries.get(token as FlowToken)?.registration.contactUri;
  }

  registrationsOf(flow: Flow): readonly Registration[] {
    const registrations: Registration[] = [];
    for (const token of this.#names.get(flow) ?? []) {
      const registration = this.registration(token);
      if (registration !== undefined) registrations.push(registration);
    }
    return registrations;
  }

  /** Whether the table knows the token, which then needs no check. */
  has(token: string): token is FlowToken {
    return this.#entries.has(token as FlowToken) || this.#connections.has(token as FlowToken);
  }

  /** The newest live flow of that name. */
  resolve(token: FlowToken): Flow | undefined {
    return newestOpen(this.#entries.get(token)?.flows) ?? openOnly(this.#connections.get(token));
  }

  /** The name under which dialogs of this flow are recorded: its newest registration, else the connection's own. */
  tokenOf(flow: Flow): FlowToken {
    return this.#names.get(flow)?.at(-1) ?? this.connectionToken(flow);
  }

  /** The name of the connection itself, for clients without an instance (D2). */
  connectionToken(flow: Flow): FlowToken {
    const known = this.#connectionTokens.get(flow);
    if (known !== undefined) return known;
    const token = this.#tokens.forConnection(this.#random.token());
    this.#connectionTokens.set(flow, token);
    if (flow.isOpen) this.#connections.set(token, flow);
    return token;
  }

  /** The flow that took over the names of a closed one. */
  successorOf(flow: Flow): Flow | undefined {
    for (const token of this.#names.get(flow)?.toReversed() ?? []) {
      const successor = newestOpen(this.#entries.get(token)?.flows);
      if (successor !== undefined) return successor;
    }
    return undefined;
  }

  /** Takes a closed flow out. @returns the registrations that are left without a flow */
  close(flow: Flow): readonly Registration[] {
    const connection = this.#connectionTokens.get(flow);
    if (connection !== undefined) this.#connections.delete(connection);
    const orphans: Registration[] = [];
    for (const token of this.#names.get(flow) ?? []) {
      const entry = this.#entries.get(token);
      const at = entry?.flows.indexOf(flow) ?? -1;
      if (entry === undefined || at < 0) continue;
      entry.flows.splice(at, 1);
      if (entry.flows.length === 0) orphans.push(entry.registration);
    }
    return orphans;
  }

  /** Forgets a name that has no flow. */
  forget(token: FlowToken): void {
    if (this.#entries.get(token)?.flows.length === 0) this.#entries.delete(token);
  }
}

function moveToEnd<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
  list.push(item);
}

function newestOpen(flows: readonly Flow[] | undefined): Flow | undefined {
  return flows?.findLast((flow) => flow.isOpen);
}

function openOnly(flow: Flow | undefined): Flow | undefined {
  return flow?.isOpen === true ? flow : undefined;
}
