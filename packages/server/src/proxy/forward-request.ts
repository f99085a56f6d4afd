import {
  Authorization,
  CallId,
  From,
  MaxForwards,
  PAssertedIdentity,
  PPreferredIdentity,
  ProxyAuthorization,
  RecordRoute,
  Route,
  tag,
  writeNamesStrictly,
  type HeaderField,
  type HostPort,
  type SipRequest,
  type TransportProtocol,
} from '@sidetone/sip';
import { uriHost } from '../domains.ts';
import type { SourceAddress } from '../source-address.ts';
import type { RouteSigner } from './record-route.ts';
import type { ProxyTarget } from './target-set.ts';

/** Requests that make or refresh a dialog, so that we stay on its path (§16.6 step 4; NOTIFY: RFC 6665 §4.3). */
const RECORD_ROUTED: ReadonlySet<string> = new Set(['INVITE', 'SUBSCRIBE', 'NOTIFY', 'REFER']);

/** Fields whose values are written as text that is already well formed. */
const RouteText: HeaderField<string> = { ...Route, read: () => undefined, write: (text) => text };
const RecordRouteText: HeaderField<string> = { ...RecordRoute, read: () => undefined, write: (text) => text };

/** What forwarding has to know of this server. */
export interface ForwardingIdentity {
  readonly realm: string;
  readonly signer: RouteSigner;
  /** Our address as others reach it, by transport. */
  address(protocol: TransportProtocol): HostPort;
}

/** The side a request came from. */
export interface UpstreamSide {
  readonly protocol: TransportProtocol;
  /** Set when that end is reached by this flow and not by its Contact. */
  readonly flow?: SourceAddress;
}

/**
 * §16.6 steps 1 to 7 for one target. The Via (step 8) is added by the client transaction.
 * @param request as `preprocessRoutes` has left it; it stays as it is
 */
export function forwardRequest(
  request: SipRequest,
  target: ProxyTarget,
  upstream: UpstreamSide,
  identity: ForwardingIdentity,
): SipRequest {
  // Step 1
  const copy = request.clone();
  writeNamesStrictly(copy);
  // Step 2
  if (target.uri !== undefined) copy.uri = target.uri;
  // Step 3
  decrementMaxForwards(copy);
  // Step 4
  if (RECORD_ROUTED.has(copy.method)) recordRoute(copy, target, upstream, identity);
  // Step 5: credentials for us have served their purpose (§22.3); those for others stay.
  consumeCredentials(copy, ProxyAuthorization, identity.realm);
  consumeCredentials(copy, Authorization, identity.realm);
  // RFC 3325 §5: nobody that we serve is trusted to say who somebody is.
  copy.remove(PAssertedIdentity);
  copy.remove(PPreferredIdentity);
  // Step 6
  for (let i = target.route.length - 1; i >= 0; i--) copy.prepend(RouteText, target.route[i] ?? '');
  return copy;
}

function decrementMaxForwards(request: SipRequest): void {
  request.set(MaxForwards, Math.max(0, (request.get(MaxForwards) ?? 71) - 1));
}

/**
 * One value where both sides are alike; two, downstream on top, where they speak different transports (RFC 5658) or one
 * of them is reached only by a flow.
 */
function recordRoute(
  request: SipRequest,
  target: ProxyTarget,
  upstream: UpstreamSide,
  identity: ForwardingIdentity,
): void {
  const from = request.get(From);
  const claim = { callId: request.get(CallId) ?? '', fromTag: (from && tag(from)) ?? '' };
  const value = (protocol: TransportProtocol, flow: SourceAddress | undefined): string => {
    const { host, port } = identity.address(protocol);
    const transport = protocol === 'UDP' ? '' : `;transport=${protocol.toLowerCase()}`;
    const marks = identity.signer.sign(flow === undefined ? claim : { ...claim, flow });
    return `<sip:${uriHost(host)}:${port}${transport};lr${marks}>`;
  };
  const downstream = target.hop.protocol;
  if (upstream.protocol !== downstream || upstream.flow !== undefined || target.flow !== undefined) {
    request.prepend(RecordRouteText, value(upstream.protocol, upstream.flow));
  }
  request.prepend(RecordRouteText, value(downstream, target.flow));
}

function consumeCredentials(request: SipRequest, field: typeof ProxyAuthorization, realm: string): void {
  if (!request.has(field)) return;
  const values = request.all(field);
  const others = values.filter((value) => value.params.get('realm') !== realm);
  if (others.length === values.length) return;
  request.setAll(field, others);
}
