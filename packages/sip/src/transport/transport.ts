import type { TransportProtocol } from '../runtime/trace.ts';
import type { WireText } from '../runtime/wire-text.ts';

export type { TransportProtocol } from '../runtime/trace.ts';

/** Whether the peer is a browser or the like, which alone can make a new connection (RFC 7118 §5.3). */
export function isWebSocket(protocol: TransportProtocol): boolean {
  return protocol === 'WS' || protocol === 'WSS';
}

/** An address of a transport. An IPv6 host is written without brackets. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** One bidirectional path to a peer (RFC 5626 §2): a connection, or for UDP the pair of addresses. */
export interface Flow {
  /** Unique in this process. */
  readonly id: string;
  readonly protocol: TransportProtocol;
  /** Whether the transport itself delivers or reports failure (RFC 3261 §17). */
  readonly isReliable: boolean;
  readonly local: HostPort;
  readonly remote: HostPort;
  /** False once closed, also after a connect that failed. True while it still connects. */
  readonly isOpen: boolean;
  /** Largest message that this flow can carry, in bytes. */
  readonly maxMessageBytes: number;
  /** Sends one whole message, or queues it while connecting. On a flow that is not open it does nothing. */
  send(wire: WireText): void;
  /** Closes it. The handler then gets `onFlowClosed` with this reason, once. */
  close(reason: string): void;
  /**
   * Asks the peer for a sign of life by a double CRLF (RFC 5626 §3.5.1); the answer arrives as `onPong`. Absent where the
   * transport keeps itself alive, and for UDP.
   */
  ping?(): void;
}

/** What a transport reports. Framing, and keep-alives on streams (RFC 5626 §3.5.1), are the transport's own affair. */
export interface TransportHandler {
  /** One whole message. */
  onWire(wire: WireText, flow: Flow): void;
  /** A CRLF came that may be the answer to a ping. */
  onPong?(flow: Flow): void;
  /** A connection stands, in either direction. Flows of UDP are not announced. */
  onFlowOpened?(flow: Flow): void;
  /** A flow ended or could not be made. Called once per flow, never from within `flowTo` or `send`. */
  onFlowClosed(flow: Flow, reason: string): void;
  /**
   * A message exceeds the limit. `head` holds its beginning, with the whole header section where it fits. What the
   * handler sends on the flow during this call is still delivered; then the transport closes the flow.
   */
  onOversized?(head: WireText, flow: Flow, limitBytes: number): void;
}

/** A way to reach peers: one UDP socket, one TCP listener and its connections, one WebSocket client. */
export interface Transport {
  readonly protocol: TransportProtocol;
  /** The address it is bound to; port 0 when it does not listen. */
  readonly local: HostPort;
  /** Begins to deliver. Called once. */
  start(handler: TransportHandler): void;
  /**
   * The flow to that address: an existing connection, or a new one that connects while messages queue.
   * Returns at once; failure arrives as `onFlowClosed`. After `close` it gives a flow that is not open.
   */
  flowTo(remote: HostPort): Flow;
  /** Closes all flows and the listener. */
  close(): Promise<void>;
}

/** Where a request goes when there is no flow yet. */
export interface NextHop {
  readonly protocol: TransportProtocol;
  readonly host: string;
  readonly port: number;
}

/** Where a request goes: an open flow, or the next hop. */
export type Target = { readonly flow: Flow } | { readonly nextHop: NextHop };

const DEFAULT_PORTS: Readonly<Record<TransportProtocol, number>> = {
  UDP: 5060,
  TCP: 5060,
  TLS: 5061,
  WS: 80,
  WSS: 443,
};

/** The port where none is given: RFC 3261 §19.1.2, RFC 7118 §5.5. */
export function defaultPort(protocol: TransportProtocol): number {
  return DEFAULT_PORTS[protocol];
}

/** Everything but UDP delivers or reports failure. */
export function isReliableProtocol(protocol: TransportProtocol): boolean {
  return protocol !== 'UDP';
}

/** `host:port`, with brackets around an IPv6 host (RFC 3261 §25.1 hostport). */
export function formatHostPort(address: HostPort): string {
  return address.host.includes(':') ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`;
}
