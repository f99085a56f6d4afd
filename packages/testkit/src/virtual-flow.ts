import type { Flow, HostPort, TransportProtocol, WireText } from '@sidetone/sip';
import type { ConnectionEnd, FlowOwner, Wires } from './wires.ts';

/** Largest payload of a UDP datagram over IPv4. */
const MAX_DATAGRAM_BYTES = 65_507;

export type VirtualFlow = DatagramFlow | ConnectionFlow;

/** What happens to a flow, told to its socket. */
export interface FlowEvents {
  deliver(wire: WireText, flow: VirtualFlow): void;
  opened(flow: VirtualFlow): void;
  closed(flow: VirtualFlow, reason: string): void;
  pong(flow: VirtualFlow): void;
  forget(flow: VirtualFlow): void;
}

/** The pair of addresses that two UDP ends use. */
export class DatagramFlow implements Flow {
  readonly owner: FlowOwner & FlowEvents;
  readonly id: string;
  readonly protocol = 'UDP';
  readonly isReliable = false;
  readonly maxMessageBytes = MAX_DATAGRAM_BYTES;
  readonly local: HostPort;
  readonly remote: HostPort;
  readonly #wires: Wires;
  #isOpen = true;

  constructor(wires: Wires, owner: FlowOwner & FlowEvents, remote: HostPort) {
    this.#wires = wires;
    this.owner = owner;
    this.id = wires.newFlowId('UDP');
    this.local = owner.local;
    this.remote = remote;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  send(wire: WireText): void {
    if (this.#isOpen) this.#wires.sendDatagram(this.owner, this.remote, wire);
  }

  close(reason: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.owner.forget(this);
    this.#wires.soon(() => this.owner.closed(this, reason));
  }
}

/** One side of a connection. */
export class ConnectionFlow implements Flow, ConnectionEnd {
  readonly owner: FlowOwner & FlowEvents;
  readonly id: string;
  readonly protocol: TransportProtocol;
  readonly isReliable = true;
  readonly maxMessageBytes = Infinity;
  readonly local: HostPort;
  readonly remote: HostPort;
  /** WebSockets of a page keep themselves alive. */
  readonly ping?: () => void;
  readonly #wires: Wires;
  #isOpen = true;
  #peer: ConnectionEnd | undefined;
  /** What was sent before the connection stood. */
  #queue: WireText[] = [];
  /** @internal */
  lastDeliveryMs = 0;

  constructor(wires: Wires, owner: FlowOwner & FlowEvents, local: HostPort, remote: HostPort) {
    this.#wires = wires;
    this.owner = owner;
    this.id = wires.newFlowId(owner.protocol);
    this.protocol = owner.protocol;
    this.local = local;
    this.remote = remote;
    if (!owner.protocol.startsWith('WS')) {
      this.ping = () => {
        if (this.#isOpen && this.#peer !== undefined) wires.sendPing(this, this.#peer);
      };
    }
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The other side, once connected. */
  get peer(): ConnectionEnd | undefined {
    return this.#peer;
  }

  send(wire: WireText): void {
    if (!this.#isOpen) return;
    if (this.#peer === undefined) this.#queue.push(wire);
    else this.#wires.sendOnConnection(this, this.#peer, wire);
  }

  close(reason: string): void {
    if (!this.#isOpen) return;
    const peer = this.#peer;
    this.end(reason);
    if (peer !== undefined) this.#wires.sendClose(this, peer);
  }

  /** @internal */
  arrive(wire: WireText): void {
    if (this.#isOpen) this.owner.deliver(wire, this);
  }

  /** @internal */
  arrivePong(): void {
    if (this.#isOpen) this.owner.pong(this);
  }

  /** @internal The connection stands. */
  join(peer: ConnectionEnd): void {
    this.#peer = peer;
    const queue = this.#queue;
    this.#queue = [];
    this.#wires.soon(() => {
      if (this.#isOpen) this.owner.opened(this);
    });
    for (const wire of queue) this.#wires.sendOnConnection(this, peer, wire);
  }

  /** @internal This side has ended. */
  end(reason: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#queue = [];
    this.owner.forget(this);
    this.#wires.soon(() => this.owner.closed(this, reason));
  }
}
