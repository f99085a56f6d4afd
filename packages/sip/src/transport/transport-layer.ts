import { CSeq } from '../message/headers/cseq.ts';
import { To } from '../message/headers/addresses.ts';
import { Via } from '../message/headers/via.ts';
import { checkMessage } from '../message/check-message.ts';
import { createResponse } from '../message/create-response.ts';
import { type MessageParseError, parseMessage } from '../message/parse-message.ts';
import type { SipMessage } from '../message/sip-message.ts';
import type { SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import { InvalidStateError } from '../runtime/invalid-state-error.ts';
import { err, ok, type Result } from '../runtime/result.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { WireText } from '../runtime/wire-text.ts';
import { isSameAddress } from './address.ts';
import { BranchSource } from './branch-source.ts';
import { FlowDirectory } from './flow-directory.ts';
import { stampVia } from './receive-via.ts';
import { type ResponsePath, responsePath } from './response-route.ts';
import { SentBy } from './sent-by.ts';
import { type Flow, formatHostPort, type HostPort, isWebSocket, type Target, type Transport } from './transport.ts';
import { type TransportCounters, TransportLog } from './transport-log.ts';

/** §18.1.1: the size above which a request must not go by UDP when the path MTU is not known. */
const DEFAULT_MTU_BYTES = 1300;

/** What a transport layer is made of. */
export interface TransportLayerOptions {
  readonly transports: readonly Transport[];
  /** Larger requests go by TCP, where there is one and the peer takes it (§18.1.1). Default: 1300. */
  readonly mtuBytes?: number;
  /**
   * What a Via says of us on that flow; port 0 leaves the port out. Default: the transport's own address, or a random
   * `.invalid` name where it has none that others could use (RFC 7118 B.1).
   */
  sentBy?(flow: Flow): HostPort;
  /** A user agent and no proxy: no response comes to it that is to go on to somebody else (§8.1.3.3). Default: false. */
  readonly isEndpoint?: boolean;
  /** The flow that leads to the same peer after this one has closed (RFC 5626 §5.3). Default: none. */
  successorOf?(flow: Flow): Flow | undefined;
}

/** What the transport layer hands up. */
export interface TransportUser {
  /** Well formed, and its top Via, `via`, tells where it came from. */
  onRequest(request: SipRequest, flow: Flow, via: Via): void;
  onResponse(response: SipResponse, flow: Flow): void;
  onFlowOpened?(flow: Flow): void;
  onFlowClosed(flow: Flow, reason: string): void;
}

/** What a request was sent on and as; what it needs to be sent again. */
export interface RequestPath {
  readonly flow: Flow;
  readonly wire: WireText;
  /** Set when the connection was chosen for the request's size alone: where to go when it is refused. */
  readonly retreat: Flow | undefined;
}

/** RFC 3261 §18: takes messages in and brings them on their way, and answers what is malformed. */
export class TransportLayer {
  readonly #runtime: Runtime;
  readonly #options: TransportLayerOptions;
  readonly #mtuBytes: number;
  readonly #log: TransportLog;
  readonly #branches: BranchSource;
  readonly #flows: FlowDirectory;
  readonly #sentBy: SentBy;
  #user: TransportUser | undefined;

  constructor(runtime: Runtime, options: TransportLayerOptions) {
    this.#runtime = runtime;
    this.#options = options;
    this.#mtuBytes = options.mtuBytes ?? DEFAULT_MTU_BYTES;
    this.#log = new TransportLog(runtime);
    this.#branches = new BranchSource(runtime.random);
    this.#flows = new FlowDirectory(runtime.clock, options.transports);
    this.#sentBy = new SentBy(runtime.random, options.transports, options.sentBy?.bind(options));
  }

  get counters(): TransportCounters {
    return this.#log.counters;
  }

  /** Begins to deliver to `user`. Called once. */
  start(user: TransportUser): void {
    if (this.#user !== undefined) throw new InvalidStateError('the transport layer was started before');
    this.#user = user;
    const handler = {
      onWire: (wire: WireText, flow: Flow) => this.#receiveSafely(wire, flow, user),
      onFlowOpened: (flow: Flow) => {
        this.#flows.opened(flow);
        this.#log.opened(flow);
        user.onFlowOpened?.(flow);
      },
      onFlowClosed: (flow: Flow, reason: string) => {
        this.#flows.closed(flow);
        this.#log.closed(flow, reason);
        user.onFlowClosed(flow, reason);
      },
      onOversized: (head: WireText, flow: Flow, limitBytes: number) => this.#receiveOversized(head, flow, limitBytes),
    };
    for (const transport of this.#options.transports) transport.start(handler);
  }

  /** Closes all transports. */
  async close(): Promise<void> {
    await Promise.all(this.#options.transports.map((transport) => transport.close()));
  }

  /** A branch that nobody else has made (§8.1.1.7). */
  newBranch(suffix?: string): string {
    return this.#branches.next(suffix);
  }

  /** Whether a connection stands; false while it still connects. */
  isStanding(flow: Flow): boolean {
    return this.#flows.standing(flow.protocol, flow.remote) === flow;
  }

  /**
   * Puts our Via on top of a request and sends it (§18.1.1). The request is changed.
   * @returns its path, or why it cannot be sent at all; a connection's failure arrives as `onFlowClosed`
   */
  sendRequest(request: SipRequest, target: Target, branch: string): Result<RequestPath, string> {
    const chosen = this.#flows.towards(target);
    if (!chosen.ok) return chosen;
    const flow = chosen.value;
    if (!flow.isOpen) return err(`the flow to ${formatHostPort(flow.remote)} is closed`);
    request.prepend(Via, this.#newVia(flow, branch));
    const wire = request.toWire();
    const connection = wire.length > this.#mtuBytes ? this.#flows.connectionInsteadOf(flow) : undefined;
    if (connection === undefined) return this.#sendOn(flow, wire);
    // The Via names the transport that is used.
    request.replaceFirst(Via, this.#newVia(connection, branch));
    const path: RequestPath = { flow: connection, wire: request.toWire(), retreat: flow };
    this.#transmit(connection, path.wire);
    return ok(path);
  }

  /** §18.1.1: a request goes by UDP after the connection for its size was refused. Its Via is rewritten again. */
  retreat(request: SipRequest, retreat: Flow): Result<RequestPath, string> {
    const via = request.get(Via);
    if (via?.branch === undefined) throw new InvalidStateError('the request has no Via of ours');
    this.#log.note(
      `${formatHostPort(retreat.remote)} takes no connection, ${request.method} goes by ${retreat.protocol}`,
    );
    request.replaceFirst(Via, this.#newVia(retreat, via.branch));
    return this.#sendOn(retreat, request.toWire());
  }

  /**
   * Sends to where an earlier request went: the request again, its CANCEL, its ACK (§9.1, §17.1.1.2). Where its flow has
   * closed, by the successor, or by a new connection.
   * @returns why it cannot be sent, or undefined
   */
  sendAgain(flow: Flow, wire: WireText): string | undefined {
    const live = this.#liveFlow(flow);
    if (!live.ok) return live.error;
    this.#transmit(live.value, wire);
    return undefined;
  }

  /**
   * Sends a response where §18.2.2 says.
   * @returns the flow it went on, or why it could not go
   */
  sendResponse(wire: WireText, path: ResponsePath): Result<Flow, string> {
    const chosen = this.#responseFlow(path);
    if (!chosen.ok) return chosen;
    const flow = chosen.value;
    if (wire.length > flow.maxMessageBytes)
      return err(`a response of ${wire.length} bytes is too large for ${flow.protocol}`);
    this.#transmit(flow, wire);
    return chosen;
  }

  #sendOn(flow: Flow, wire: WireText): Result<RequestPath, string> {
    if (wire.length > flow.maxMessageBytes)
      return err(`a request of ${wire.length} bytes is too large for ${flow.protocol}`);
    this.#transmit(flow, wire);
    return ok({ flow, wire, retreat: undefined });
  }

  #transmit(flow: Flow, wire: WireText): void {
    this.#log.sent(wire, flow);
    flow.send(wire);
  }

  #newVia(flow: Flow, branch: string): Via {
    return this.#sentBy.via(flow, branch);
  }

  #liveFlow(flow: Flow): Result<Flow, string> {
    if (flow.isOpen) return ok(flow);
    const successor = this.#successorOf(flow);
    if (successor !== undefined) return ok(successor);
    // A WebSocket is made by the phone, and by nobody else.
    if (flow.protocol === 'TCP' || flow.protocol === 'TLS') return this.#flows.to(flow.protocol, flow.remote);
    return err(`the flow to ${formatHostPort(flow.remote)} is closed`);
  }

  #successorOf(flow: Flow): Flow | undefined {
    const successor = this.#options.successorOf?.(flow);
    return successor?.isOpen === true ? successor : undefined;
  }

  #responseFlow({ protocol, flow, destination, source }: ResponsePath): Result<Flow, string> {
    if (protocol === 'UDP') {
      return flow?.isOpen === true && isSameAddress(flow.remote, destination)
        ? ok(flow)
        : this.#flows.to(protocol, destination);
    }
    if (flow?.isOpen === true) return ok(flow);
    const standing = (flow && this.#successorOf(flow)) ?? (source && this.#flows.standing(protocol, source));
    if (standing !== undefined) return ok(standing);
    // A browser cannot be connected to (RFC 7118 §5.3).
    if (isWebSocket(protocol)) return err('the WebSocket connection of the request has closed');
    return this.#flows.to(protocol, destination);
  }

  /** One message that trips over a defect of ours must not stop the process: it is logged, and the next one served. */
  #receiveSafely(wire: WireText, flow: Flow, user: TransportUser): void {
    try {
      this.#receive(wire, flow, user);
    } catch (error) {
      this.#log.failed(error, wire, flow);
    }
  }

  #receive(wire: WireText, flow: Flow, user: TransportUser): void {
    this.#log.received(wire, flow);
    const parsed = parseMessage(wire);
    if (!parsed.ok) {
      this.#refuse(parsed.error, parsed.error.partial, wire, flow);
      return;
    }
    const message = parsed.value;
    const error = checkMessage(message);
    if (error !== undefined) {
      this.#refuse(error, message, wire, flow);
    } else if (message.kind === 'request') {
      const via = stampVia(message, flow);
      if (via !== undefined) user.onRequest(message, flow, via);
    } else if (this.#options.isEndpoint === true && message.all(Via).length > 1) {
      this.#log.dropped('the response has more than one Via (§8.1.3.3)', wire, flow);
    } else if (this.#isForUs(message)) {
      user.onResponse(message, flow);
    } else {
      this.#log.dropped('the response has a top Via that is not ours (§18.1.2)', wire, flow);
    }
  }

  /** §18.1.2: by the sent-by alone, whatever the branch. */
  #isForUs(response: SipResponse): boolean {
    const via = response.get(Via);
    return via !== undefined && this.#sentBy.isOurs(via);
  }

  #receiveOversized(head: WireText, flow: Flow, limitBytes: number): void {
    this.#log.received(head, flow);
    const parsed = parseMessage(head);
    const partial = parsed.ok ? parsed.value : parsed.error.partial;
    const reason = `Message Larger Than ${limitBytes} Bytes`;
    this.#refuse({ offset: limitBytes, rule: 'SIP-message', statusHint: 513, reason }, partial, head, flow);
  }

  /** Answers what cannot be processed (D8), without state: a retransmission is answered again. */
  #refuse(error: MessageParseError, message: SipMessage | undefined, wire: WireText, flow: Flow): void {
    const via = message?.kind === 'request' && message.method !== 'ACK' ? stampVia(message, flow) : undefined;
    if (message?.kind !== 'request' || via === undefined) {
      this.#log.dropped(`${error.reason} (${error.rule} at ${error.offset})`, wire, flow);
      return;
    }
    const toTag = message.has(To) ? this.#runtime.random.token() : undefined;
    const response = createResponse(message, error.statusHint, error.reason, toTag);
    if (!response.has(CSeq)) response.set(CSeq, { number: 0, method: message.method });
    const sent = this.sendResponse(response.toWire(), responsePath(via, flow));
    if (sent.ok) this.#log.refused();
    else this.#log.dropped(`${error.reason}; the answer failed: ${sent.error}`, wire, flow);
  }
}
