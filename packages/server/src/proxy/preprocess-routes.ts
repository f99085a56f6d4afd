import { CallId, formatUri, From, isSipUri, Route, tag, To, type SipRequest, type SipUri } from '@sidetone/sip';
import type { Domains } from '../domains.ts';
import type { SourceAddress } from '../source-address.ts';
import type { RouteSigner } from './record-route.ts';

/** What the Route of a request says about its way to us. */
export type RouteStanding =
  /** It names us nowhere. */
  | { readonly kind: 'none' }
  /** It named us, as with a phone's outbound proxy, without being a route that we made. */
  | { readonly kind: 'preloaded' }
  /** It follows a Record-Route that we made for its dialog; `flow` leads to the other end. */
  | { readonly kind: 'signed'; readonly flow?: SourceAddress };

/**
 * §16.4: undoes what a strict router did to the Request-URI, strips a maddr that names us, and takes off the Route
 * values that name us. Edits the request in place.
 */
export function preprocessRoutes(request: SipRequest, domains: Domains, signer: RouteSigner): RouteStanding {
  undoStrictRouting(request, domains, signer);
  stripOwnMaddr(request, domains);
  let standing: RouteStanding = { kind: 'none' };
  // With two transports we have recorded two values (RFC 5658), so all that follow each other are ours.
  for (let uri = ownTopRoute(request, domains); uri !== undefined; uri = ownTopRoute(request, domains)) {
    request.removeFirst(Route);
    // The last one faces the way that the request goes.
    standing = judge(request, uri, signer);
  }
  return standing;
}

/** The Request-URI is a value that we put into a Record-Route: the real one is the last of the Route. */
function undoStrictRouting(request: SipRequest, domains: Domains, signer: RouteSigner): void {
  const uri = requestUri(request);
  if (uri === undefined || !signer.isMarked(uri) || !domains.isOurs(uri)) return;
  const routes = request.all(Route);
  const last = routes.at(-1);
  if (last === undefined) return;
  // Our own value moves to the top of the Route, and is judged there like any other.
  request.setAll(Route, [{ uri, params: new Map() }, ...routes.slice(0, -1)]);
  request.uri = formatUri(last.uri);
}

function stripOwnMaddr(request: SipRequest, domains: Domains): void {
  const uri = requestUri(request);
  const maddr = uri?.params.get('maddr');
  if (uri === undefined || maddr === undefined) return;
  if (!domains.isOurs({ ...uri, host: maddr.toLowerCase() })) return;
  const params = new Map(uri.params);
  params.delete('maddr');
  params.delete('transport');
  const { port: _port, ...rest } = uri;
  request.uri = formatUri({ ...rest, params });
}

function ownTopRoute(request: SipRequest, domains: Domains): SipUri | undefined {
  const uri = request.get(Route)?.uri;
  return uri !== undefined && isSipUri(uri) && domains.isOurs(uri) ? uri : undefined;
}

/** A signature counts only within a dialog: with a To tag. */
function judge(request: SipRequest, uri: SipUri, signer: RouteSigner): RouteStanding {
  const to = request.get(To);
  const from = request.get(From);
  const callId = request.get(CallId);
  const toTag = to === undefined ? undefined : tag(to);
  const fromTag = from === undefined ? undefined : tag(from);
  if (toTag === undefined || fromTag === undefined || callId === undefined) return { kind: 'preloaded' };
  const claim = signer.verify(uri, callId, [fromTag, toTag]);
  return claim === undefined ? { kind: 'preloaded' } : { kind: 'signed', ...claim };
}

function requestUri(request: SipRequest): SipUri | undefined {
  const uri = request.parsedUri();
  return uri.ok && isSipUri(uri.value) ? uri.value : undefined;
}
