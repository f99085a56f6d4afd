import { type NameAddr, nameAddr } from '../grammar/name-addr.ts';
import { formatUri, isSipUri, type Uri } from '../grammar/uri.ts';
import { requestTarget } from '../grammar/uri-headers.ts';
import { RecordRoute, Route } from '../message/headers/addresses.ts';
import type { SipMessage } from '../message/sip-message.ts';
import type { SipRequest } from '../message/sip-request.ts';

/** The proxies that every request within a dialog visits (RFC 3261 §12.1). It never changes once the dialog is confirmed. */
export class RouteSet {
  /** In the order of travel, from this end. */
  readonly routes: readonly NameAddr[];

  constructor(routes: readonly NameAddr[]) {
    this.routes = routes;
  }

  /** §12.1.2: Record-Route of the response in reverse, because it was written on the way there. */
  static ofUac(response: SipMessage): RouteSet {
    return new RouteSet(response.all(RecordRoute).toReversed());
  }

  /** §12.1.1: Record-Route of the request as it stands. */
  static ofUas(request: SipMessage): RouteSet {
    return new RouteSet(request.all(RecordRoute));
  }

  /** §12.2.1.1: writes Request-URI and Route of a request to the remote target. */
  applyTo(request: SipRequest, remoteTarget: Uri): void {
    const first = this.routes[0];
    if (first === undefined) {
      request.uri = formatUri(remoteTarget);
      request.remove(Route);
      return;
    }
    if (isLooseRouter(first.uri)) {
      request.uri = formatUri(remoteTarget);
      request.setAll(Route, this.routes);
      return;
    }
    // A strict router takes the Request-URI for itself and expects the target last.
    request.uri = formatUri(requestTarget(first.uri));
    request.setAll(Route, [...this.routes.slice(1), nameAddr(remoteTarget)]);
  }
}

/** Puts routes on top of a request, where proxies look (§7.3.1). Its Via comes above them when it leaves. */
export function putRoutes(request: SipRequest, routes: readonly NameAddr[]): void {
  request.remove(Route);
  for (const route of routes.toReversed()) request.prepend(Route, route);
}

/** `lr` says that a proxy follows RFC 3261 §16.4 and leaves the Request-URI alone. */
function isLooseRouter(uri: Uri): boolean {
  return isSipUri(uri) && uri.params.has('lr');
}
