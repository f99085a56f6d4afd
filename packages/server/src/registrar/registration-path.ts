import {
  formatNameAddr,
  isSipUri,
  Path,
  Supported,
  type NameAddr,
  type SipRequest,
  type TransportProtocol,
} from '@sidetone/sip';
import { accepted, refused, type Decision } from '../refusal.ts';
import { isFirstHop } from '../source-address.ts';

/** The way from the user agent to us, as far as the registrar has to know it. */
export interface RegistrationPath {
  /** Topmost first, each a name-addr (RFC 3327). */
  readonly path: readonly string[];
  /** The user part of the edge's Path URI: the name of the flow (DESIGN D2). */
  readonly flowName?: string;
  /** Whether outbound applies to bindings with a reg-id. */
  readonly outbound: 'applies' | 'ignored';
}

/**
 * Path is taken only from trusted edges (DESIGN D14): from anybody else it would let requests be sent anywhere.
 * RFC 5626 §6: outbound applies when we are the first hop, or when the first hop says `ob` in its Path URI.
 * Over UDP we are no such first hop: we do not answer STUN keep-alives.
 * @param usesOutbound whether a Contact has a reg-id
 */
export function checkPath(
  request: SipRequest,
  protocol: TransportProtocol,
  isFromTrustedEdge: boolean,
  usesOutbound: boolean,
): Decision<RegistrationPath> {
  const values = request.all(Path);
  if (request.malformed(Path) !== undefined) return refused(400, 'Malformed Path');
  if (values.length > 0 && !isFromTrustedEdge) return refused(403, 'Path is accepted only from a trusted edge');
  const asksForOutbound = usesOutbound && request.all(Supported).includes('outbound');
  // The proxy next to the user agent has added the last value.
  const edge = values.at(-1);
  if (edge === undefined) {
    if (isFirstHop(request))
      return accepted({ path: [], outbound: asksForOutbound && protocol !== 'UDP' ? 'applies' : 'ignored' });
    return asksForOutbound ? firstHopLacksOutbound() : accepted({ path: [], outbound: 'ignored' });
  }
  const hasOb = edgeUriHas(edge, 'ob');
  if (asksForOutbound && !hasOb) return firstHopLacksOutbound();
  const flowName = isSipUri(edge.uri) ? edge.uri.user : undefined;
  return accepted({
    path: values.map(formatNameAddr),
    ...(flowName === undefined ? {} : { flowName }),
    outbound: asksForOutbound ? 'applies' : 'ignored',
  });
}

function edgeUriHas(edge: NameAddr, param: string): boolean {
  return isSipUri(edge.uri) && edge.uri.params.has(param);
}

/** RFC 5626 §11.6 */
function firstHopLacksOutbound(): Decision<never> {
  return refused(439, 'First Hop Lacks Outbound Support');
}
