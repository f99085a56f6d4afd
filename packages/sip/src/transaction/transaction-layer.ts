import { CSeq } from '../message/headers/cseq.ts';
import { Via } from '../message/headers/via.ts';
import { createResponse } from '../message/create-response.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { TransportLayer } from '../transport/transport-layer.ts';
import type { Flow, Target } from '../transport/transport.ts';
import type { ClientMachine } from './client-machine.ts';
import { FlowWatchers } from './flow-watchers.ts';
import { InviteClientMachine } from './invite-client-machine.ts';
import { InviteServerMachine } from './invite-server-machine.ts';
import type { MachineHost } from './machine.ts';
import { clientKey, isUnique, serverKey, toTagOf } from './matching.ts';
import { NonInviteClientMachine } from './non-invite-client-machine.ts';
import { NonInviteServerMachine } from './non-invite-server-machine.ts';
import type { ServerMachine } from './server-machine.ts';
import { StatelessSender } from './stateless-sender.ts';
import { timerTable } from './timer-table.ts';
import type {
  ClientObserver,
  ClientTransaction,
  SendOptions,
  ServerTransaction,
  TransactionUser,
} from './transaction-user.ts';

/** Base values of the timers (RFC 3261 table 4). */
export interface TransactionLayerOptions {
  /** Estimated round trip, in milliseconds. Default: 500 (RFC 3261 table 4). */
  readonly t1Ms?: number;
  /** Longest interval between retransmissions, in milliseconds. Default: 4000. */
  readonly t2Ms?: number;
  /** How long the network keeps a message, in milliseconds. Default: 5000. */
  readonly t4Ms?: number;
}

/** Who asked for nothing: the answers to a CANCEL matter to nobody (§9.1). */
const NOBODY: ClientObserver = {
  onResponse() {
    // The INVITE's own final response tells how it ended.
  },
  onFailure() {
    // The INVITE's timer Cancel ends it.
  },
};

/** What else a CANCEL may be meant for. */
const OTHER_METHODS: readonly string[] = [
  'BYE',
  'INFO',
  'MESSAGE',
  'NOTIFY',
  'OPTIONS',
  'PRACK',
  'PUBLISH',
  'REFER',
  'REGISTER',
  'SUBSCRIBE',
  'UPDATE',
];

/** RFC 3261 §17: matches messages to transactions, and makes new ones. */
export class TransactionLayer {
  readonly #host: MachineHost;
  readonly #user: TransactionUser;
  readonly #clients = new Map<string, ClientMachine>();
  readonly #servers = new Map<string, ServerMachine>();
  readonly #watchers = new FlowWatchers();
  readonly #stateless: StatelessSender;
  readonly #deliver = (request: SipRequest, transaction: ServerTransaction): void => {
    try {
      this.#user.onRequest(request, transaction);
    } catch (error) {
      // A defect of the user's. The client hears of it, and nothing is left waiting for an answer.
      transaction.respond(createResponse(request, 500, undefined, this.#host.runtime.random.token()));
      throw error;
    }
  };

  /** Starts the transport layer and takes what it delivers. */
  constructor(
    runtime: Runtime,
    transport: TransportLayer,
    user: TransactionUser,
    options: TransactionLayerOptions = {},
  ) {
    const { t1Ms = 500, t2Ms = 4000, t4Ms = 5000 } = options;
    const reliable = timerTable({ reliable: true, t1Ms, t2Ms, t4Ms });
    const unreliable = timerTable({ reliable: false, t1Ms, t2Ms, t4Ms });
    this.#user = user;
    this.#stateless = new StatelessSender(runtime, transport);
    this.#host = {
      runtime,
      transport,
      timersFor: (isReliable) => (isReliable ? reliable : unreliable),
      watch: (flow, machine) => this.#watchers.add(flow, machine),
      unwatch: (flow, machine) => this.#watchers.remove(flow, machine),
      forgetClient: (key) => void this.#clients.delete(key),
      forgetServer: (key) => void this.#servers.delete(key),
    };
    transport.start({
      onRequest: (request, flow, via) => this.#receiveRequest(request, via, flow),
      onResponse: (response, flow) => this.#receiveResponse(response, flow),
      onFlowOpened: (flow) => {
        this.#stateless.flowOpened(flow);
        user.onFlowOpened?.(flow);
      },
      onFlowClosed: (flow, reason) => this.#flowClosed(flow, reason),
    });
  }

  /** Number of transactions that have not terminated. */
  get liveCount(): number {
    return this.#clients.size + this.#servers.size;
  }

  /**
   * Sends a request in a new client transaction: every method but ACK. Our Via is put on top, so the request is changed;
   * send a clone to several targets. The observer is never called before this returns.
   */
  send(request: SipRequest, target: Target, observer: ClientObserver, options: SendOptions = {}): ClientTransaction {
    const { subject, branchSuffix } = options;
    const branch = this.#host.transport.newBranch(branchSuffix);
    const sending = { request, branch, departure: { kind: 'target', target }, observer, subject } as const;
    const machine =
      request.method === 'INVITE'
        ? new InviteClientMachine(this.#host, sending, this.#sendCancel)
        : new NonInviteClientMachine(this.#host, clientKey(branch, request.method), sending);
    return this.#begin(machine);
  }

  /** Sends the ACK for a 2xx: it has a branch of its own and no transaction (§13.2.2.4). */
  sendAck2xx(ack: SipRequest, target: Target): void {
    this.#stateless.sendRequest(ack, target);
  }

  /** Forwards a request without a transaction (§16.11). Our Via is put on top. A failure is traced. */
  forwardStateless(request: SipRequest, target: Target): void {
    this.#stateless.sendRequest(request, target);
  }

  /** Forwards a response without a transaction, where its top Via says; our own Via has been removed before. */
  forwardResponseStateless(response: SipResponse): void {
    this.#stateless.sendResponse(response);
  }

  #begin(machine: ClientMachine): ClientTransaction {
    this.#clients.set(machine.key, machine);
    return machine.begin();
  }

  readonly #sendCancel = (request: SipRequest, flow: Flow, branch: string): void => {
    const sending = {
      request,
      branch,
      departure: { kind: 'flow', flow },
      observer: NOBODY,
      subject: undefined,
    } as const;
    this.#begin(new NonInviteClientMachine(this.#host, clientKey(branch, 'CANCEL'), sending));
  };

  #receiveRequest(request: SipRequest, via: Via, flow: Flow): void {
    const { method } = request;
    if (method === 'ACK') {
      this.#receiveAck(request, via, flow);
      return;
    }
    const key = serverKey(request, via, method);
    const known = this.#servers.get(key);
    if (known !== undefined) {
      known.retransmitted(via, flow);
      return;
    }
    const machine = this.#newServer(key, request, via, flow);
    this.#servers.set(key, machine);
    machine.begin();
  }

  #newServer(key: string, request: SipRequest, via: Via, flow: Flow): ServerMachine {
    switch (request.method) {
      case 'INVITE':
        return new InviteServerMachine(this.#host, key, { request, via, flow, deliver: this.#deliver }, this.#user);
      case 'CANCEL':
        return new NonInviteServerMachine(this.#host, key, { request, via, flow, deliver: this.#receiveCancel });
      default:
        return new NonInviteServerMachine(this.#host, key, { request, via, flow, deliver: this.#deliver });
    }
  }

  #receiveAck(ack: SipRequest, via: Via, flow: Flow): void {
    const invite = this.#acknowledged(ack, via);
    if (invite === undefined) this.#user.onAck(ack, flow);
    else invite.acknowledged(ack, flow);
  }

  /** §17.2.3: the INVITE that an ACK is for; by the rules of RFC 2543 its To tag has to be that of our response. */
  #acknowledged(ack: SipRequest, via: Via): InviteServerMachine | undefined {
    const isOld = !isUnique(via.branch);
    let invite = this.#servers.get(serverKey(ack, via, 'INVITE'));
    if (invite === undefined && isOld) invite = this.#servers.get(serverKey(ack, via, 'INVITE', ''));
    if (!(invite instanceof InviteServerMachine)) return undefined;
    return isOld && invite.toTag !== toTagOf(ack) ? undefined : invite;
  }

  /** §9.2 */
  readonly #receiveCancel = (cancel: SipRequest, transaction: ServerTransaction): void => {
    const via = cancel.get(Via);
    const invite = via && this.#servers.get(serverKey(cancel, via, 'INVITE'));
    const newTag = (): string => this.#host.runtime.random.token();
    if (!(invite instanceof InviteServerMachine)) {
      // To cancel another request has no effect, and succeeds.
      const isKnown =
        via !== undefined && OTHER_METHODS.some((method) => this.#servers.has(serverKey(cancel, via, method)));
      transaction.respond(createResponse(cancel, isKnown ? 200 : 481, undefined, newTag()));
      return;
    }
    transaction.respond(createResponse(cancel, 200, undefined, invite.toTag || newTag()));
    // After a final response a CANCEL has no effect.
    if (invite.state === 'proceeding' && invite.handle !== undefined) this.#user.onCancel(invite.handle, cancel);
  };

  /** §17.1.3 */
  #receiveResponse(response: SipResponse, flow: Flow): void {
    const branch = response.get(Via)?.branch ?? '';
    const method = response.get(CSeq)?.method ?? '';
    const machine = this.#clients.get(clientKey(branch, method));
    if (machine === undefined || machine.method !== method) this.#user.onStrayResponse(response, flow);
    else machine.receive(response);
  }

  #flowClosed(flow: Flow, reason: string): void {
    this.#stateless.flowClosed(flow);
    if (flow.isReliable) {
      for (const machine of this.#watchers.take(flow)) machine.flowClosed(flow, reason);
    } else {
      // Rare, so nothing is kept per transaction for it.
      for (const machine of [...this.#clients.values(), ...this.#servers.values()]) machine.flowClosed(flow, reason);
    }
    this.#user.onFlowClosed?.(flow, reason);
  }
}
