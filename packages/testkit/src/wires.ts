import type { HostPort, TransportProtocol, WireText } from '@sidetone/sip';

/** One side of a connection, as the network moves it. */
export interface ConnectionEnd {
  readonly owner: FlowOwner;
  readonly local: HostPort;
  readonly remote: HostPort;
  readonly isOpen: boolean;
  /** Nothing on this connection overtakes anything before it. */
  lastDeliveryMs: number;
  /** A message arrives. */
  arrive(wire: WireText): void;
  /** The answer to a ping arrives. */
  arrivePong(): void;
  join(peer: ConnectionEnd): void;
  end(reason: string): void;
}

/** What the network and a flow use of the socket that the flow belongs to. */
export interface FlowOwner {
  readonly name: string;
  readonly protocol: TransportProtocol;
  readonly local: HostPort;
}

/** What sockets and flows use of the network. */
export interface Wires {
  newFlowId(protocol: TransportProtocol): string;
  newEphemeralPort(): number;
  /** Runs it as soon as the caller has returned. */
  soon(run: () => void): void;
  sendDatagram(from: FlowOwner, remote: HostPort, wire: WireText): void;
  sendOnConnection(from: ConnectionEnd, to: ConnectionEnd, wire: WireText): void;
  sendClose(from: ConnectionEnd, to: ConnectionEnd): void;
  /** A ping, which the other side answers by itself (RFC 5626 §3.5.1). */
  sendPing(from: ConnectionEnd, to: ConnectionEnd): void;
  connect(flow: ConnectionEnd): void;
  detach(owner: FlowOwner): void;
}
