import {
  type ClientTransaction,
  type Flow,
  type Runtime,
  type ServerTransaction,
  type SipRequest,
  type SipResponse,
  type Target,
  type Timer,
} from '@sidetone/sip';
import { isClientFlow } from './client-flow.ts';
import type { Drops } from './drops.ts';
import type { FlowTable } from './flow-table.ts';
import { type FlowToken, kindOf } from './flow-token.ts';
import { type Destination, Forwarding, type ForwardingHost } from './forwarding.ts';
import type { GatewayCounts } from './gateway-counts.ts';
import type { Layers } from './layers.ts';
import type { PendingRegistration, RegisterEdge } from './register-edge.ts';
import { createRefusal, type Refusal } from './refusal.ts';
import type { SipSide } from './sip-side.ts';
import type { WaitingRequest, WaitingRequests } from './waiting-requests.ts';

/** RFC 3261 §16.6 step 11: more than three minutes. */
const TIMER_C_MS = 185_000;

export interface ForwarderParts {
  readonly table: FlowTable;
  readonly register: RegisterEdge;
  readonly sipSide: SipSide;
  readonly waiting: WaitingRequests;
  readonly counts: GatewayCounts;
  readonly drops: Drops;
  /** Requests in progress, altogether and of one client, above which new ones get 503. */
  readonly maxInProgress: number;
  readonly maxInProgressPerClient: number;
  /** A 2xx to REGISTER passed: the flow is that of a known client. It may have closed meanwhile. */
  readonly onRegistered: (flow: Flow) => void;
}

/** The requests in progress, and what they need from the rest of the gateway. */
export class Forwarder implements ForwardingHost {
  readonly #runtime: Runtime;
  readonly #parts: ForwarderParts;
  readonly #inProgress = new Map<ServerTransaction, Forwarding>();
  /** Per client flow; all clients share the address that the upstream sees, so limits are kept here (D14). */
  readonly #ofClient = new Map<Flow, number>();
  /** Names with a REGISTER in progress, and how many. */
  readonly #registering = new Map<FlowToken, number>();
  readonly #layers: Layers;

  constructor(runtime: Runtime, parts: ForwarderParts, layers: Layers) {
    this.#runtime = runtime;
    this.#parts = parts;
    this.#layers = layers;
  }

  get size(): number {
    return this.#inProgress.size;
  }

  hasRoomFor(flow: Flow): boolean {
    const { maxInProgress, maxInProgressPerClient } = this.#parts;
    return this.size < maxInProgress && (this.#ofClient.get(flow) ?? 0) < maxInProgressPerClient;
  }

  forward(
    server: ServerTransaction,
    request: SipRequest,
    destination: Destination,
    registration?: PendingRegistration,
  ): void {
    const forwarding = new Forwarding(this, server, request, destination, registration);
    this.#inProgress.set(server, forwarding);
    if (isClientFlow(server.flow)) increase(this.#ofClient, server.flow);
    if (registration !== undefined) increase(this.#registering, registration.token);
    forwarding.start();
  }

  refuse(server: ServerTransaction, refusal: Refusal): void {
    this.#parts.counts.refused += 1;
    server.respond(createRefusal(server.request, refusal, this.newTag()));
  }

  isRegistering(token: FlowToken): boolean {
    return this.#registering.has(token);
  }

  cancel(server: ServerTransaction, cancel: SipRequest): void {
    this.#inProgress.get(server)?.cancel(cancel);
  }

  /** Neither this flow nor a successor is there. */
  giveUp(flow: Flow): void {
    for (const forwarding of this.#inProgress.values()) forwarding.giveUp(flow);
  }

  send(request: SipRequest, target: Target, forwarding: Forwarding): ClientTransaction {
    const { counts, sipSide } = this.#parts;
    if ('flow' in target) {
      // Only now, for a client that returned may have a new Contact.
      sipSide.restoreTarget(request);
      counts.requestsToClients += 1;
    } else {
      counts.requestsToUpstream += 1;
    }
    return this.#layers.transaction.send(request, target, forwarding);
  }

  flowOrWait(token: FlowToken, request: WaitingRequest): Flow | undefined {
    const flow = this.#parts.table.resolve(token);
    if (flow !== undefined) return flow;
    // A connection does not come back, and there is an end to how many requests wait for one client.
    if (kindOf(token) === 'connection' || !this.#parts.waiting.add(token, request)) {
      request.onFlowMissing();
      return undefined;
    }
    this.#parts.counts.waited += 1;
    return undefined;
  }

  stopWaiting(token: FlowToken, request: WaitingRequest): void {
    this.#parts.waiting.remove(token, request);
  }

  nameOfAbsent(flow: Flow): FlowToken | undefined {
    const { table } = this.#parts;
    if (flow.isOpen || !isClientFlow(flow) || table.successorOf(flow) !== undefined) return undefined;
    return table.tokenOf(flow);
  }

  missing(token: FlowToken): Refusal {
    const usesOutbound = this.#parts.table.registration(token)?.usesOutbound ?? kindOf(token) === 'outbound';
    // RFC 5626 §5.3.1.
    return usesOutbound ? { status: 430 } : { status: 480 };
  }

  learn(response: SipResponse, pending: PendingRegistration): FlowToken | undefined {
    const token = this.#parts.register.accept(response, pending);
    if (token !== undefined) this.#parts.onRegistered(pending.flow);
    return token;
  }

  release(token: FlowToken, flow: Flow): void {
    if (flow.isOpen) this.#parts.counts.returned += this.#parts.waiting.flowReturned(token, flow);
  }

  startTimerC(forwarding: Forwarding): Timer {
    return this.#runtime.timers.schedule(TIMER_C_MS, onTimerC, forwarding);
  }

  cancelTimer(timer: Timer | undefined): void {
    this.#runtime.timers.cancel(timer);
  }

  newTag(): string {
    return this.#runtime.random.token();
  }

  finished(forwarding: Forwarding): void {
    this.#parts.counts.responses += 1;
    const { server } = forwarding;
    // A repeated 2xx finishes it once more.
    if (!this.#inProgress.delete(server)) return;
    decrease(this.#ofClient, server.flow);
    if (forwarding.registration !== undefined) decrease(this.#registering, forwarding.registration.token);
  }

  unheard(response: SipResponse): void {
    this.#parts.drops.record(response, 'the client that asked is gone');
  }
}

function increase<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function decrease<K>(counts: Map<K, number>, key: K): void {
  const left = (counts.get(key) ?? 0) - 1;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}

function onTimerC(forwarding: Forwarding): void {
  forwarding.onTimerC();
}
