import { createResponse } from '../message/create-response.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import { Timestamp } from '../message/headers/notices.ts';
import type { Via } from '../message/headers/via.ts';
import type { WireText } from '../runtime/wire-text.ts';
import { type ResponsePath, responsePath } from '../transport/response-route.ts';
import { type Flow, isWebSocket } from '../transport/transport.ts';
import type { InviteServerInput, InviteServerState } from './invite-server.ts';
import { type FlowWatcher, Machine, type MachineHost } from './machine.ts';
import type { NonInviteServerInput, NonInviteServerState } from './non-invite-server.ts';
import type { TimerTable } from './timer-table.ts';
import type { ServerObserver, ServerTransaction, TransactionFailure } from './transaction-user.ts';
import type { Action, LooseTable } from './transition-table.ts';

export type ServerState = InviteServerState | NonInviteServerState;
export type ServerInput = InviteServerInput | NonInviteServerInput;

/** A request that has come, and who is told of it. */
export interface Arrival {
  readonly request: SipRequest;
  readonly via: Via;
  readonly flow: Flow;
  /** Called once, with the new transaction. */
  readonly deliver: (request: SipRequest, transaction: ServerTransaction) => void;
}

/** What both server machines share (§17.2). */
export abstract class ServerMachine extends Machine<ServerState, ServerInput> implements FlowWatcher {
  /** When the request came. */
  protected readonly startMs: number;
  #path: ResponsePath;
  /** The flow of the last response, where that is not the flow of the request. */
  #detour: Flow | undefined;
  #lastWire: WireText | undefined;
  /** Let go after the final response, unless somebody observes: then only key and bytes are kept. */
  #live: ServerHandle | undefined;
  readonly #deliver: Arrival['deliver'];

  protected constructor(
    host: MachineHost,
    key: string,
    name: string,
    table: LooseTable<ServerState, ServerInput>,
    arrival: Arrival,
  ) {
    super(host, key, name, table, 'idle');
    this.#path = responsePath(arrival.via, arrival.flow);
    this.startMs = host.runtime.clock.now();
    this.#deliver = arrival.deliver;
    this.#live = new ServerHandle(this, arrival);
  }

  /** The transaction as its user sees it; undefined when it has its final response. */
  get handle(): ServerHandle | undefined {
    return this.#live;
  }

  begin(): void {
    this.input('begin', this.#live?.request);
  }

  /** The request again (§17.2.3). */
  retransmitted(via: Via, flow: Flow): void {
    // The client has a new connection, or went over to UDP: the old one leads nowhere.
    if (this.#path.flow?.isOpen !== true) this.#path = responsePath(via, flow);
    this.input('request');
  }

  abstract respond(response: SipResponse): void;

  flowClosed(flow: Flow, reason: string): void {
    if (this.#detour === flow) this.#detour = undefined;
    else if (this.#path.flow !== flow || !flow.isReliable) return;
    this.host.unwatch(flow, this);
    this.transportError(reason);
  }

  protected override get timers(): TimerTable {
    return this.host.timersFor(this.#path.flow?.isReliable ?? false);
  }

  protected override perform(action: Action, message: SipRequest | SipResponse | undefined): string | undefined {
    if (action.kind === 'sendResponse' && message?.kind === 'response') return this.#sendNew(message);
    if (action.kind === 'sendTrying' && this.#live !== undefined) {
      return this.#sendNew(this.#trying(this.#live.request));
    }
    if (action.kind === 'resendResponse' && this.#lastWire !== undefined) return this.#send(this.#lastWire);
    if (action.kind === 'passUp' && message?.kind === 'request') this.passUp(message);
    return undefined;
  }

  protected passUp(request: SipRequest): void {
    if (this.#live !== undefined) this.#deliver(request, this.#live);
  }

  protected override terminated(): void {
    const handle = this.#live;
    this.#live = undefined;
    if (this.#detour !== undefined) this.host.unwatch(this.#detour, this);
    if (this.#path.flow !== undefined) this.host.unwatch(this.#path.flow, this);
    this.host.forgetServer(this.key);
    handle?.observer?.onTerminated?.(handle);
  }

  protected get isOnWebSocket(): boolean {
    return isWebSocket(this.#path.protocol);
  }

  /** Wants to hear when the connection of the request ends, also after a response was sent on it. */
  protected watchFlow(): void {
    if (this.#path.flow !== undefined) this.host.watch(this.#path.flow, this);
  }

  protected letGo(): void {
    if (this.#live?.observer === undefined) this.#live = undefined;
  }

  /** §8.2.6.1: a 100 tells who asks how long it took. */
  #trying(request: SipRequest): SipResponse {
    const trying = createResponse(request, 100);
    const asked = trying.get(Timestamp);
    const tookMs = this.host.runtime.clock.now() - this.startMs;
    if (asked !== undefined) trying.set(Timestamp, { time: asked.time, delay: (tookMs / 1000).toFixed(3) });
    return trying;
  }

  #sendNew(response: SipResponse): string | undefined {
    this.#lastWire = response.toWire();
    return this.#send(this.#lastWire);
  }

  #send(wire: WireText): string | undefined {
    const sent = this.host.transport.sendResponse(wire, this.#path);
    if (!sent.ok) return sent.error;
    if (sent.value !== this.#path.flow && sent.value !== this.#detour) {
      if (this.#detour !== undefined) this.host.unwatch(this.#detour, this);
      this.#detour = sent.value;
      this.host.watch(sent.value, this);
    }
    return undefined;
  }

  protected override failed(failure: TransactionFailure): void {
    this.#live?.observer?.onFailure(failure, this.#live);
  }
}

/** The transaction as its user sees it; it can outlive what the layer keeps. */
export class ServerHandle implements ServerTransaction {
  readonly id: string;
  readonly request: SipRequest;
  readonly flow: Flow;
  observer: ServerObserver | undefined;
  readonly #machine: ServerMachine;

  constructor(machine: ServerMachine, { request, flow }: Arrival) {
    this.#machine = machine;
    this.id = machine.key;
    this.request = request;
    this.flow = flow;
  }

  get state(): ServerState {
    return this.#machine.state;
  }

  respond(response: SipResponse): void {
    this.#machine.respond(response);
  }
}
