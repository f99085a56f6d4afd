import {
  CallId,
  formatUri,
  isSipUri,
  nameAddr,
  RecordRoute,
  Route,
  type SipRequest,
  type SipUri,
  type Uri,
} from '@sidetone/sip';
import type { EdgeAddress } from './edge-address.ts';
import type { FlowToken, FlowTokens } from './flow-token.ts';

/** Where a request from the SIP side goes, read from its topmost Route. */
export type RouteDirection =
  | { readonly kind: 'client'; readonly token: string; readonly signature: string | undefined }
  | { readonly kind: 'upstream'; readonly token: string; readonly signature: string | undefined }
  | { readonly kind: 'none' };

const none: RouteDirection = { kind: 'none' };
/** URI parameter with the signature of a Record-Route URI. */
const SIGNATURE = 'd';

/** Methods that make or refresh a dialog (RFC 3261 §12.1, RFC 6665 §4.3, RFC 3515 §2.4.4). */
const recorded: ReadonlySet<string> = new Set(['INVITE', 'SUBSCRIBE', 'NOTIFY', 'REFER']);

/**
 * Double Record-Route (RFC 5658 §5): one URI for the WebSocket side, marked `transport=ws`, and one for the SIP side,
 * because the two speak different transports. Both carry the flow token of the client and a signature for this Call-ID.
 */
export class RecordRoutes {
  readonly #edge: EdgeAddress;
  readonly #tokens: FlowTokens;

  constructor(edge: EdgeAddress, tokens: FlowTokens) {
    this.#edge = edge;
    this.#tokens = tokens;
  }

  isRecorded(request: SipRequest): boolean {
    return recorded.has(request.method);
  }

  /** The side that the next hop sees is on top (RFC 3261 §16.6 step 4). */
  record(request: SipRequest, token: FlowToken, towards: 'client' | 'upstream'): void {
    const signature = this.#tokens.signDialog(token, request.raw(CallId) ?? '');
    const uri: SipUri = {
      scheme: 'sip',
      user: token,
      host: this.#edge.host,
      port: this.#edge.port,
      params: new Map([
        ['lr', undefined],
        [SIGNATURE, signature],
      ]),
    };
    const sipSide = nameAddr(uri);
    const clientSide = nameAddr({ ...uri, params: new Map([['transport', 'ws'], ...uri.params]) });
    request.prepend(RecordRoute, towards === 'upstream' ? clientSide : sipSide);
    request.prepend(RecordRoute, towards === 'upstream' ? sipSide : clientSide);
  }

  /**
   * Takes our URIs off a request of a client: those it preloaded (RFC 3261 §16.4) and the pair of this dialog. It goes
   * upstream in any case. A URI of another client's pair stays: the upstream brings it back to us.
   */
  popFromClient(request: SipRequest): void {
    this.#undoStrictRouting(request);
    for (let route = request.get(Route); route !== undefined; route = request.get(Route)) {
      const { uri } = route;
      const isClientSide = isWebSocketUri(uri);
      if (!isClientSide && !this.#edge.owns(uri)) return;
      const token = userOf(uri);
      if (token !== undefined && this.#tokens.isOurs(token)) {
        if (!isClientSide) return;
        request.removeFirst(Route);
        this.#popPartner(request, token, false);
        return;
      }
      // A browser knows no other WebSocket hop than this connection, whatever host name it uses for it.
      request.removeFirst(Route);
    }
  }

  /** Takes our URIs off a request from the SIP side, and reads the direction from the one on top. */
  popFromSip(request: SipRequest): RouteDirection {
    this.#undoStrictRouting(request);
    for (let route = request.get(Route); route !== undefined; route = request.get(Route)) {
      const { uri } = route;
      if (!this.#edge.owns(uri)) return none;
      request.removeFirst(Route);
      if (uri.user === undefined) continue;
      const isClientSide = isWebSocketUri(uri);
      this.#popPartner(request, uri.user, !isClientSide);
      return {
        kind: isClientSide ? 'upstream' : 'client',
        token: uri.user,
        signature: uri.params.get(SIGNATURE),
      };
    }
    return none;
  }

  #popPartner(request: SipRequest, token: string, isClientSide: boolean): void {
    const uri = request.get(Route)?.uri;
    if (uri === undefined || !this.#edge.owns(uri)) return;
    if (uri.user === token && isWebSocketUri(uri) === isClientSide) request.removeFirst(Route);
  }

  /** RFC 3261 §16.4: a strict router put our URI into the Request-URI and the target at the end of the Route. */
  #undoStrictRouting(request: SipRequest): void {
    if (!request.uri.includes(`;${SIGNATURE}=`)) return;
    const parsed = request.parsedUri();
    if (!parsed.ok || !this.#edge.owns(parsed.value) || !parsed.value.params.has(SIGNATURE)) return;
    const routes = request.all(Route);
    const last = routes.at(-1);
    if (last === undefined) return;
    request.remove(Route);
    request.append(Route, nameAddr(parsed.value));
    for (const route of routes.slice(0, -1)) request.append(Route, route);
    request.uri = formatUri(last.uri);
  }
}

function userOf(uri: Uri): string | undefined {
  return isSipUri(uri) ? uri.user : undefined;
}

/** RFC 7118 §5.2; `wss` is what some clients write. */
function isWebSocketUri(uri: Uri): boolean {
  if (!isSipUri(uri)) return false;
  const transport = uri.params.get('transport')?.toLowerCase();
  return transport === 'ws' || transport === 'wss';
}
