import { Via, type Flow, type SipRequest, type TransportProtocol } from '@sidetone/sip';

/** Where a request came from: the flow's other end. */
export interface SourceAddress {
  readonly protocol: TransportProtocol;
  /** IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

export function sourceOf(flow: Flow): SourceAddress {
  return { protocol: flow.protocol, host: flow.remote.host, port: flow.remote.port };
}

/** Whether the sender is the user agent itself: no other element has added a Via. */
export function isFirstHop(request: SipRequest): boolean {
  return request.all(Via).length === 1;
}

/** Whether the sender does not know its own address: it came from another one than its Via says (RFC 3581 §4). */
export function isBehindNat(request: SipRequest): boolean {
  const via = request.get(Via);
  if (via === undefined) return false;
  if (via.received !== undefined && via.received !== via.host) return true;
  return typeof via.rport === 'number' && via.rport !== (via.port ?? 5060);
}

/**
 * The flow by which a user agent must be answered that has sent a request to us itself: its connection, or the outside
 * of its NAT. Undefined where its Contact leads to it.
 */
export function flowBack(request: SipRequest, flow: Flow): SourceAddress | undefined {
  return isFirstHop(request) && (flow.isReliable || isBehindNat(request)) ? sourceOf(flow) : undefined;
}
