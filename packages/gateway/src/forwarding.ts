import {
  type ClientObserver,
  type ClientTransaction,
  createResponse,
  type Flow,
  Reason,
  type ServerTransaction,
  type SipRequest,
  type SipResponse,
  type Target,
  type Timer,
  type TransactionFailure,
  Via,
} from '@sidetone/sip';
import type { FlowToken } from './flow-token.ts';
import { createRefusal, type Refusal } from './refusal.ts';
import type { PendingRegistration } from './register-edge.ts';
import type { WaitingRequest } from './waiting-requests.ts';

/** What a forwarding asks of the edge proxy. */
export interface ForwardingHost {
  send(request: SipRequest, target: Target, forwarding: Forwarding): ClientTransaction;
  /** The newest live flow of a name; undefined when the request waits for one, or has been told that none will come. */
  flowOrWait(token: FlowToken, request: WaitingRequest): Flow | undefined;
  stopWaiting(token: FlowToken, request: WaitingRequest): void;
  /** The name of a client whose connection has closed and that has no other; undefined when it can be answered. */
  nameOfAbsent(flow: Flow): FlowToken | undefined;
  /** 430 or 480 (RFC 5626 §5.3.1). */
  missing(token: FlowToken): Refusal;
  /** Learns from a 2xx to REGISTER. @returns the name whose flow stands again */
  learn(response: SipResponse, pending: PendingRegistration): FlowToken | undefined;
  /** What waited for that name goes, after the 2xx. */
  release(token: FlowToken, flow: Flow): void;
  startTimerC(forwarding: Forwarding): Timer;
  cancelTimer(timer: Timer | undefined): void;
  newTag(): string;
  /** It has its final response. */
  finished(forwarding: Forwarding): void;
  /** The final response found nobody. */
  unheard(response: SipResponse): void;
}

/** Where a forwarding leads: to the upstream, or to the client of that name. */
export type Destination = { readonly target: Target } | { readonly token: FlowToken };

type State =
  | { readonly kind: 'new' }
  /** For its client to return. */
  | { readonly kind: 'waiting'; readonly token: FlowToken }
  | { readonly kind: 'sent'; readonly client: ClientTransaction; isAnswered: boolean }
  /** The final response waits for the client that asked. */
  | { readonly kind: 'answering'; readonly response: SipResponse }
  | { readonly kind: 'done' };

/** One request passing through: a server transaction on one side, a client transaction on the other (RFC 3261 §16). */
export class Forwarding implements ClientObserver, WaitingRequest {
  readonly server: ServerTransaction;
  readonly #host: ForwardingHost;
  /** As it is to be sent, without our Via. */
  readonly #request: SipRequest;
  readonly #destination: Destination;
  /** Set for a REGISTER. */
  readonly registration: PendingRegistration | undefined;
  #state: State = { kind: 'new' };
  #timerC: Timer | undefined;

  constructor(
    host: ForwardingHost,
    server: ServerTransaction,
    request: SipRequest,
    destination: Destination,
    registration?: PendingRegistration,
  ) {
    this.#host = host;
    this.server = server;
    this.#request = request;
    this.#destination = destination;
    this.registration = registration;
  }

  /** Sends it, or lets it wait for its client. */
  start(): void {
    if ('target' in this.#destination) return this.#send(this.#destination.target);
    const { token } = this.#destination;
    this.#state = { kind: 'waiting', token };
    const flow = this.#host.flowOrWait(token, this);
    if (flow !== undefined) this.#send({ flow });
    else if (this.#isInvite && this.#isWaiting()) this.server.respond(createResponse(this.server.request, 100));
  }

  onFlowReturned(flow: Flow): void {
    const state = this.#state;
    if (state.kind === 'waiting') this.#send({ flow });
    else if (state.kind === 'answering') this.#respond(state.response);
  }

  onFlowMissing(): void {
    const state = this.#state;
    if (state.kind === 'waiting') return this.refuse(this.#host.missing(state.token));
    if (state.kind !== 'answering') return;
    this.#host.unheard(state.response);
    // It goes nowhere, and ends the transaction.
    this.#respond(state.response);
  }

  /** The INVITE was cancelled; the CANCEL has its 200 already (RFC 3261 §16.10). */
  cancel(cancel?: SipRequest): void {
    const state = this.#state;
    if (state.kind === 'waiting') {
      this.#host.stopWaiting(state.token, this);
      this.refuse({ status: 487 });
    } else if (state.kind === 'sent') {
      state.client.cancel(cancel?.get(Reason));
    }
  }

  /** Neither that flow nor a successor is there: nobody will answer the INVITE, or nobody hears the answer. */
  giveUp(flow: Flow): void {
    const state = this.#state;
    if (!this.#isInvite || state.kind === 'done') return;
    if (this.server.flow === flow) return this.cancel();
    if (state.kind !== 'sent' || state.client.flow !== flow || !('token' in this.#destination)) return;
    state.client.cancel();
    this.refuse(this.#host.missing(this.#destination.token));
  }

  onResponse(response: SipResponse): void {
    const { status } = response;
    if (this.#state.kind === 'sent') this.#state.isAnswered = true;
    // RFC 3261 §16.7 step 5: 100 is hop by hop.
    if (status === 100) return;
    response.removeFirst(Via);
    if (status < 200) {
      this.#restartTimerC();
      this.server.respond(response);
      return;
    }
    const pending = status < 300 ? this.registration : undefined;
    const token = pending && this.#host.learn(response, pending);
    // A repeated 2xx to INVITE passes in this way too (RFC 6026 §7.2).
    this.#respondFinally(response);
    if (token !== undefined) this.#host.release(token, this.server.flow);
  }

  onFailure(failure: TransactionFailure): void {
    const state = this.#state;
    if (state.kind !== 'sent') return;
    // To other methods than INVITE the transaction layer turns a 408 into silence (RFC 4320 §4.2).
    if (failure.kind === 'timeout') return this.refuse({ status: 408 });
    if ('target' in this.#destination) {
      // RFC 3261 §16.9.
      return this.refuse({ status: 503, reason: 'SIP Server Unreachable', retryAfterSec: 5 });
    }
    // What the client has not answered at all may never have reached it, and goes to its next flow.
    if (state.isAnswered) return this.refuse(this.#host.missing(this.#destination.token));
    this.#host.cancelTimer(this.#timerC);
    this.start();
  }

  /** RFC 3261 §16.8. */
  onTimerC(): void {
    const state = this.#state;
    if (state.kind !== 'sent') return;
    if (state.isAnswered) state.client.cancel();
    else this.refuse({ status: 408 });
  }

  refuse(refusal: Refusal): void {
    this.#respondFinally(createRefusal(this.server.request, refusal, this.#host.newTag()));
  }

  get #isInvite(): boolean {
    return this.#request.method === 'INVITE';
  }

  #isWaiting(): boolean {
    return this.#state.kind === 'waiting';
  }

  #send(target: Target): void {
    // Kept as it is where it may have to go again, on another flow.
    const request = 'flow' in target ? this.#request.clone() : this.#request;
    this.#state = { kind: 'sent', client: this.#host.send(request, target, this), isAnswered: false };
    if (this.#isInvite) this.#timerC = this.#host.startTimerC(this);
  }

  #respondFinally(response: SipResponse): void {
    if (this.#state.kind === 'answering') return;
    const absent = this.#host.nameOfAbsent(this.server.flow);
    if (absent === undefined) return this.#respond(response);
    this.#host.cancelTimer(this.#timerC);
    this.#state = { kind: 'answering', response };
    if (this.#host.flowOrWait(absent, this) !== undefined) this.#respond(response);
  }

  #respond(response: SipResponse): void {
    this.#host.cancelTimer(this.#timerC);
    this.#state = { kind: 'done' };
    this.server.respond(response);
    this.#host.finished(this);
  }

  #restartTimerC(): void {
    if (!this.#isInvite) return;
    this.#host.cancelTimer(this.#timerC);
    this.#timerC = this.#host.startTimerC(this);
  }
}
