import type { ReasonValue } from '../message/headers/notices.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import { InvalidStateError } from '../runtime/invalid-state-error.ts';
import { err, ok, type Result } from '../runtime/result.ts';
import type { RequestPath } from '../transport/transport-layer.ts';
import type { Flow, Target } from '../transport/transport.ts';
import type { InviteClientInput, InviteClientState } from './invite-client.ts';
import { type FlowWatcher, Machine, type MachineHost } from './machine.ts';
import type { NonInviteClientInput, NonInviteClientState } from './non-invite-client.ts';
import type { TimerTable } from './timer-table.ts';
import type { ClientObserver, ClientTransaction, TransactionFailure } from './transaction-user.ts';
import type { Action, LooseTable } from './transition-table.ts';

export type ClientState = InviteClientState | NonInviteClientState;
export type ClientInput = InviteClientInput | NonInviteClientInput;

/** Where a request goes: as the transport layer decides, or as it is on the flow of an earlier request. */
export type Departure =
  | { readonly kind: 'target'; readonly target: Target }
  | { readonly kind: 'flow'; readonly flow: Flow };

/** A request to be sent, and who wants the answers. */
export interface Sending {
  readonly request: SipRequest;
  readonly branch: string;
  readonly departure: Departure;
  readonly observer: ClientObserver;
  readonly subject: unknown;
}

/** What both client machines share (§17.1). */
export abstract class ClientMachine extends Machine<ClientState, ClientInput> implements FlowWatcher {
  /** Of the request, which a response must name in its CSeq (§17.1.3). */
  readonly method: string;
  readonly #departure: Departure;
  #path: RequestPath | undefined;
  /** Let go when the user needs nothing more, so that a request and its answers are not kept for the last timer. */
  #live: ClientHandle | undefined;

  protected constructor(
    host: MachineHost,
    key: string,
    name: string,
    table: LooseTable<ClientState, ClientInput>,
    sending: Sending,
  ) {
    super(host, key, name, table, 'idle');
    this.method = sending.request.method;
    this.#departure = sending.departure;
    this.#live = new ClientHandle(this, sending);
  }

  get flow(): Flow | undefined {
    return this.#path?.flow;
  }

  /** Sends the request. Returns the transaction as its user sees it. */
  begin(): ClientHandle {
    const handle = this.#live;
    if (handle === undefined || this.state !== 'idle') throw new InvalidStateError('the transaction has begun before');
    this.input('begin');
    return handle;
  }

  /** A response that matches (§17.1.3). */
  abstract receive(response: SipResponse): void;
  abstract cancel(reason: ReasonValue | undefined): void;

  flowClosed(flow: Flow, reason: string): void {
    if (this.#path?.flow !== flow) return;
    this.host.unwatch(flow, this);
    if (this.#path.retreat !== undefined) {
      this.input('retreat');
    } else {
      this.transportError(reason);
    }
  }

  protected override get timers(): TimerTable {
    return this.host.timersFor(this.#path?.flow.isReliable ?? true);
  }

  protected override perform(action: Action, message: SipResponse | undefined): string | undefined {
    if (action.kind === 'sendRequest') return this.#send();
    if (action.kind === 'resendRequest') return this.#sendAgain();
    if (action.kind === 'passUp' && message !== undefined) this.#live?.observer.onResponse(message, this.#live);
    return undefined;
  }

  protected override terminated(): void {
    if (this.#path !== undefined) this.host.unwatch(this.#path.flow, this);
    this.#live = undefined;
    this.host.forgetClient(this.key);
  }

  /** The user has its final response: what is still to do is done without the request. */
  protected letGo(): void {
    this.#live = undefined;
    if (this.#path !== undefined) this.#path = { flow: this.#path.flow, wire: '', retreat: undefined };
  }

  /** The request; undefined once the user has its final response. */
  protected get request(): SipRequest | undefined {
    return this.#live?.request;
  }

  #send(): string | undefined {
    const sent = this.#depart();
    if (!sent.ok) return sent.error;
    this.#path = sent.value;
    this.host.watch(sent.value.flow, this);
    return undefined;
  }

  #sendAgain(): string | undefined {
    return this.#path && this.host.transport.sendAgain(this.#path.flow, this.#path.wire);
  }

  #depart(): Result<RequestPath, string> {
    const { transport } = this.host;
    const handle = this.#live;
    if (handle === undefined) return err('the transaction has ended');
    const { request } = handle;
    const retreat = this.#path?.retreat;
    if (retreat !== undefined) return transport.retreat(request, retreat);
    if (this.#departure.kind === 'target') return transport.sendRequest(request, this.#departure.target, handle.id);
    const path: RequestPath = { flow: this.#departure.flow, wire: request.toWire(), retreat: undefined };
    const failure = transport.sendAgain(path.flow, path.wire);
    if (failure === undefined) return ok(path);
    this.#path = path;
    return err(failure);
  }

  protected override failed(failure: TransactionFailure): void {
    this.#live?.observer.onFailure(failure, this.#live);
  }
}

/** The transaction as its user sees it; it can outlive what the layer keeps. */
export class ClientHandle implements ClientTransaction {
  readonly id: string;
  readonly request: SipRequest;
  readonly observer: ClientObserver;
  readonly subject: unknown;
  readonly #machine: ClientMachine;

  constructor(machine: ClientMachine, { branch, request, observer, subject }: Sending) {
    this.#machine = machine;
    this.id = branch;
    this.request = request;
    this.observer = observer;
    this.subject = subject;
  }

  get flow(): Flow | undefined {
    return this.#machine.flow;
  }

  get state(): ClientState {
    return this.#machine.state;
  }

  cancel(reason?: ReasonValue): void {
    this.#machine.cancel(reason);
  }
}
