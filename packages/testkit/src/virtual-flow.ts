import type { Flow, HostPort, TransportProtocol, WireText } from '@sidetone/sip';
import type { VirtualTransport } from './virtual-transport.ts';

/** Largest payload of a UDP datagram over IPv4. */
const MAX_DATAGRAM_BYTES = 65_507;

export type VirtualFlow = DatagramFlow | ConnectionFlow;

/** The pair of addresses that two UDP ends use. */
export class DatagramFlow implements Flow {
  readonly transport: VirtualTransport;
  readonly id: string;
  readonly protocol = 'UDP';
  readonly isReliable = false;
  readonly maxMessageBytes = MAX_DATAGRAM_BYTES;
  readonly local: HostPort;
  readonly remote: HostPort;
  #isOpen = true;

  constructor(transport: VirtualTransport, id: string, local: HostPort, remote: HostPort) {
    this.transport = transport;
    this.id = id;
    this.local = local;
    this.remote = remote;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  send(wire: WireText): void {
    if (this.#isOpen) this.transport.network.sendDatagram(this.transport, this.remote, wire);
  }

  close(reason: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.transport.forget(this);
    this.transport.network.soon(() => this.transport.closed(this, reason));
  }
}

/** One side of a connection. */
export class ConnectionFlow implements Flow {
  readonly transport: VirtualTransport;
  readonly id: string;
  readonly protocol: TransportProtocol;
  readonly isReliable = true;
  readonly maxMessageBytes = Infinity;
  readonly local: HostPort;
  readonly remote: HostPort;
  #isOpen = true;
  #peer: ConnectionFlow | undefined;
  /** What was sent before the connection stood. */
  #queue: WireText[] = [];
  /** @internal Nothing on this connection overtakes anything before it. */
  lastDeliveryMs = 0;

  constructor(transport: VirtualTransport, id: string, local: HostPort, remote: HostPort) {
    this.transport = transport;
    this.id = id;
    this.protocol = transport.protocol;
    this.local = local;
    this.remote = remote;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The other side, once connected. */
  get peer(): ConnectionFlow | undefined {
    return this.#peer;
  }

  send(wire: WireText): void {
    if (!this.#isOpen) return;
    if (this.#peer === undefined) this.#queue.push(wire);
    else this.transport.network.sendOnConnection(this, this.#peer, wire);
  }

  close(reason: string): void {
    if (!this.#isOpen) return;
    const peer = this.#peer;
    this.end(reason);
    if (peer !== undefined) this.transport.network.sendClose(this, peer);
  }

  /** @internal The connection stands. */
  join(peer: ConnectionFlow): void {
    this.#peer = peer;
    const queue = this.#queue;
    this.#queue = [];
    this.transport.network.soon(() => {
      if (this.#isOpen) this.transport.opened(this);
    });
    for (const wire of queue) this.transport.network.sendOnConnection(this, peer, wire);
  }

  /** @internal This side has ended. */
  end(reason: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#queue = [];
    this.transport.forget(this);
    this.transport.network.soon(() => this.transport.closed(this, reason));
  }
}
