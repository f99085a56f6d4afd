import {
  createResponse,
  type Flow,
  Path,
  type Runtime,
  type ServerTransaction,
  type SipRequest,
  type SipResponse,
  type TransactionUser,
  writeNamesStrictly,
} from '@sidetone/sip';
import { isClientFlow } from './client-flow.ts';
import type { ClosedFlows } from './closed-flow.ts';
import type { Deregistrations } from './deregistration.ts';
import type { Drops } from './drops.ts';
import type { FlowTable } from './flow-table.ts';
import type { FlowToken } from './flow-token.ts';
import type { Forwarder } from './forwarder.ts';
import type { GatewayCounts } from './gateway-counts.ts';
import type { Layers } from './layers.ts';
import type { RecordRoutes } from './record-route.ts';
import type { RegisterEdge } from './register-edge.ts';
import type { SipSide } from './sip-side.ts';
import { FLOW_HEADER, type Upstream } from './upstream.ts';
import { countHop, type Refusal, validateRequest } from './refusal.ts';
import type { WaitingRequest } from './waiting-requests.ts';

export interface EdgeProxyParts {
  readonly table: FlowTable;
  readonly routes: RecordRoutes;
  readonly register: RegisterEdge;
  readonly sipSide: SipSide;
  readonly upstream: Upstream;
  readonly forwarder: Forwarder;
  readonly closedFlows: ClosedFlows;
  readonly deregistrations: Deregistrations;
  readonly counts: GatewayCounts;
  readonly drops: Drops;
}

const OVERLOAD: Refusal = { status: 503, reason: 'Too many requests in progress', retryAfterSec: 5 };

/** The edge proxy of D2: requests of clients go to the upstream, requests of the SIP side to the client they name. */
export class EdgeProxy implements TransactionUser {
  readonly #runtime: Runtime;
  readonly #parts: EdgeProxyParts;
  readonly #layers: Layers;

  constructor(runtime: Runtime, parts: EdgeProxyParts, layers: Layers) {
    this.#runtime = runtime;
    this.#parts = parts;
    this.#layers = layers;
  }

  onRequest(request: SipRequest, server: ServerTransaction): void {
    const { forwarder } = this.#parts;
    const refusal = forwarder.hasRoomFor(server.flow) ? validateRequest(request) : OVERLOAD;
    if (refusal !== undefined) return forwarder.refuse(server, refusal);
    // The server transaction answers with the request as it came.
    const copy = request.clone();
    writeNamesStrictly(copy);
    if (isClientFlow(server.flow)) this.#fromClient(copy, server);
    else this.#fromSip(copy, server);
  }

  onCancel(server: ServerTransaction, cancel: SipRequest): void {
    this.#parts.forwarder.cancel(server, cancel);
  }

  /** The ACK of a 2xx has no transaction: it passes without state (RFC 3261 §16.11, RFC 6026 §7.3). */
  onAck(ack: SipRequest, flow: Flow): void {
    const { drops, sipSide } = this.#parts;
    const refusal = validateRequest(ack);
    if (refusal !== undefined) return drops.record(ack, `${refusal.status}`, flow);
    if (isClientFlow(flow)) return this.#ackToUpstream(ack, flow);
    const decision = sipSide.decide(ack, flow);
    switch (decision.kind) {
      case 'client':
        return this.#ackToClient(ack, decision.token);
      case 'upstream':
        return this.#ackToUpstream(ack, flow);
      case 'self':
        return drops.record(ack, 'it is for the gateway itself', flow);
      case 'refuse':
        return drops.record(ack, decision.refusal.reason ?? `${decision.refusal.status}`, flow);
    }
  }

  /** RFC 6026 §7.3: a response without a transaction is not forwarded. */
  onStrayResponse(response: SipResponse, flow: Flow): void {
    this.#parts.drops.record(response, 'nobody waits for it', flow);
  }

  onFlowClosed(flow: Flow): void {
    if (isClientFlow(flow)) this.#parts.closedFlows.flowClosed(flow);
  }

  #fromClient(request: SipRequest, server: ServerTransaction): void {
    const { deregistrations, forwarder, register, routes, table, upstream } = this.#parts;
    if (!upstream.mayTake(request)) {
      return forwarder.refuse(server, { status: 416, reason: 'sips: cannot be reached from here' });
    }
    const { flow } = server;
    stripEdgeFields(request);
    routes.popFromClient(request);
    countHop(request);
    const target = { target: upstream.target };
    if (request.method === 'REGISTER') {
      const pending = register.prepare(request, flow);
      const forward = (): void => forwarder.forward(server, request, target, pending);
      return deregistrations.isUnderWay(pending.token) ? deregistrations.afterwards(pending.token, forward) : forward();
    }
    if (routes.isRecorded(request)) routes.record(request, table.tokenOf(flow), 'upstream');
    forwarder.forward(server, request, target);
  }

  #fromSip(request: SipRequest, server: ServerTransaction): void {
    const { forwarder, routes, sipSide, upstream } = this.#parts;
    const decision = sipSide.decide(request, server.flow);
    switch (decision.kind) {
      case 'client':
        countHop(request);
        if (routes.isRecorded(request)) routes.record(request, decision.token, 'client');
        return forwarder.forward(server, request, { token: decision.token });
      case 'upstream':
        stripEdgeFields(request);
        countHop(request);
        return forwarder.forward(server, request, { target: upstream.target });
      case 'self':
        return this.#answerForSelf(server);
      case 'refuse':
        return forwarder.refuse(server, decision.refusal);
    }
  }

  /** A keep-alive of the upstream, or somebody who asks for a person without a name. */
  #answerForSelf(server: ServerTransaction): void {
    if (server.request.method !== 'OPTIONS') {
      return this.#parts.forwarder.refuse(server, { status: 404 });
    }
    server.respond(createResponse(server.request, 200, undefined, this.#runtime.random.token()));
  }

  #ackToUpstream(ack: SipRequest, flow: Flow): void {
    if (isClientFlow(flow)) this.#parts.routes.popFromClient(ack);
    stripEdgeFields(ack);
    countHop(ack);
    this.#parts.counts.requestsToUpstream += 1;
    this.#layers.transaction.forwardStateless(ack, this.#parts.upstream.target);
  }

  #ackToClient(ack: SipRequest, token: FlowToken): void {
    const { sipSide } = this.#parts;
    countHop(ack);
    const waiting = new WaitingAck(
      (flow) => {
        sipSide.restoreTarget(ack);
        this.#parts.counts.requestsToClients += 1;
        this.#layers.transaction.forwardStateless(ack, { flow });
      },
      () => this.#parts.drops.record(ack, 'its client is gone'),
    );
    const flow = this.#parts.forwarder.flowOrWait(token, waiting);
    if (flow !== undefined) waiting.onFlowReturned(flow);
  }
}

class WaitingAck implements WaitingRequest {
  readonly onFlowReturned: (flow: Flow) => void;
  readonly onFlowMissing: () => void;

  constructor(onFlowReturned: (flow: Flow) => void, onFlowMissing: () => void) {
    this.onFlowReturned = onFlowReturned;
    this.onFlowMissing = onFlowMissing;
  }
}

/** What only the edge itself may say to an upstream that trusts it (D14). */
function stripEdgeFields(request: SipRequest): void {
  request.remove(Path);
  request.remove(FLOW_HEADER);
}
