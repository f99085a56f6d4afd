import {
  type Flow,
  formatHostPort,
  type HostPort,
  InvalidStateError,
  type Transport,
  type TransportHandler,
  type TransportProtocol,
  type WireText,
} from '@sidetone/sip';
import { ConnectionFlow, DatagramFlow, type FlowEvents, type VirtualFlow } from './virtual-flow.ts';
import type { ConnectionEnd, FlowOwner, Wires } from './wires.ts';

/** One end's socket on the virtual network: datagrams for UDP, connections for every other protocol. */
export class VirtualTransport implements Transport, FlowOwner, FlowEvents {
  readonly name: string;
  readonly protocol: TransportProtocol;
  readonly local: HostPort;
  readonly #wires: Wires;
  readonly #flows = new Map<string, VirtualFlow>();
  #state: { kind: 'idle' } | { kind: 'started'; handler: TransportHandler } | { kind: 'closed' } = { kind: 'idle' };

  constructor(wires: Wires, name: string, protocol: TransportProtocol, local: HostPort) {
    this.#wires = wires;
    this.name = name;
    this.protocol = protocol;
    this.local = local;
  }

  start(handler: TransportHandler): void {
    if (this.#state.kind !== 'idle') throw new InvalidStateError('the transport was started before');
    this.#state = { kind: 'started', handler };
  }

  /** Whether somebody listens here. */
  get isListening(): boolean {
    return this.#state.kind === 'started';
  }

  /** The open flows, for tests that cut them. */
  get flows(): readonly VirtualFlow[] {
    return [...this.#flows.values()];
  }

  flowTo(remote: HostPort): Flow {
    if (this.#state.kind === 'closed') {
      const flow = new DatagramFlow(this.#wires, this, remote);
      flow.close('the transport is closed');
      return flow;
    }
    return this.#flows.get(formatHostPort(remote)) ?? this.#newFlow(remote);
  }

  close(): Promise<void> {
    if (this.#state.kind === 'closed') return Promise.resolve();
    for (const flow of this.flows) flow.close('the transport was closed');
    this.#state = { kind: 'closed' };
    this.#wires.detach(this);
    return Promise.resolve();
  }

  /** Reports a message above the limit on that flow, as a transport with such a limit does. */
  oversized(head: WireText, flow: VirtualFlow, limitBytes: number): void {
    if (this.#state.kind === 'started') this.#state.handler.onOversized?.(head, flow, limitBytes);
  }

  /** @internal A datagram arrived. */
  receiveDatagram(wire: WireText, remote: HostPort): void {
    if (this.#state.kind !== 'started') return;
    this.#state.handler.onWire(wire, this.#flows.get(formatHostPort(remote)) ?? this.#newFlow(remote));
  }

  /** @internal A peer connects; the other side of its connection. */
  accept(peer: ConnectionEnd): ConnectionFlow {
    const flow = new ConnectionFlow(this.#wires, this, this.local, peer.local);
    this.#flows.set(formatHostPort(flow.remote), flow);
    return flow;
  }

  /** @internal */
  deliver(wire: WireText, flow: VirtualFlow): void {
    if (this.#state.kind === 'started') this.#state.handler.onWire(wire, flow);
  }

  /** @internal */
  opened(flow: VirtualFlow): void {
    if (this.#state.kind === 'started') this.#state.handler.onFlowOpened?.(flow);
  }

  /** @internal */
  closed(flow: VirtualFlow, reason: string): void {
    this.forget(flow);
    if (this.#state.kind === 'started') this.#state.handler.onFlowClosed(flow, reason);
  }

  /** @internal */
  pong(flow: VirtualFlow): void {
    if (this.#state.kind === 'started') this.#state.handler.onPong?.(flow);
  }

  /** @internal */
  forget(flow: VirtualFlow): void {
    const key = formatHostPort(flow.remote);
    if (this.#flows.get(key) === flow) this.#flows.delete(key);
  }

  #newFlow(remote: HostPort): VirtualFlow {
    let flow: VirtualFlow;
    if (this.protocol === 'UDP') {
      flow = new DatagramFlow(this.#wires, this, remote);
    } else {
      const local = { host: this.local.host, port: this.#wires.newEphemeralPort() };
      flow = new ConnectionFlow(this.#wires, this, local, remote);
      this.#wires.connect(flow);
    }
    this.#flows.set(formatHostPort(remote), flow);
    return flow;
  }
}
