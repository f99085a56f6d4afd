import { CallId, type Flow, formatUri, type SipRequest, tag, To } from '@sidetone/sip';
import type { ContactAlias } from './contact-alias.ts';
import type { EdgeAddress } from './edge-address.ts';
import type { FlowTable } from './flow-table.ts';
import type { FlowToken, FlowTokens } from './flow-token.ts';
import type { RecordRoutes, RouteDirection } from './record-route.ts';
import type { Upstream } from './upstream.ts';
import type { Refusal } from './refusal.ts';

/** What becomes of a request that came over UDP or TCP. */
export type SipSideDecision =
  | { readonly kind: 'client'; readonly token: FlowToken }
  | { readonly kind: 'upstream' }
  /** It is for the gateway itself. */
  | { readonly kind: 'self' }
  | { readonly kind: 'refuse'; readonly refusal: Refusal };

const FORGED: SipSideDecision = {
  kind: 'refuse',
  refusal: { status: 403, reason: 'Flow token not valid here' },
};
const NOT_FOUND: SipSideDecision = { kind: 'refuse', refusal: { status: 404 } };

/** Decides where requests from the SIP side go: by a flow token, and by nothing else (RFC 5626 §5.3). */
export class SipSide {
  readonly #edge: EdgeAddress;
  readonly #tokens: FlowTokens;
  readonly #table: FlowTable;
  readonly #routes: RecordRoutes;
  readonly #alias: ContactAlias | undefined;
  readonly #upstream: Upstream;

  constructor(parts: {
    readonly edge: EdgeAddress;
    readonly tokens: FlowTokens;
    readonly table: FlowTable;
    readonly routes: RecordRoutes;
    readonly alias: ContactAlias | undefined;
    readonly upstream: Upstream;
  }) {
    this.#edge = parts.edge;
    this.#tokens = parts.tokens;
    this.#table = parts.table;
    this.#routes = parts.routes;
    this.#alias = parts.alias;
    this.#upstream = parts.upstream;
  }

  /** Takes our Route URIs off `request` and says where it goes. */
  decide(request: SipRequest, flow: Flow): SipSideDecision {
    const direction = this.#routes.popFromSip(request);
    switch (direction.kind) {
      case 'client':
        return this.#mayUse(direction, request, flow) ? { kind: 'client', token: direction.token } : FORGED;
      case 'upstream':
        // Only a dialog of ours leads this way (D14): the token alone is known to the far end of every call.
        return this.#isSigned(direction, request) ? { kind: 'upstream' } : FORGED;
      case 'none':
        return this.#decideByUri(request, flow);
    }
  }

  /** In `contact-alias` mode the Request-URI carries the token; the client gets its own Contact back. */
  restoreTarget(request: SipRequest): void {
    if (this.#alias === undefined) return;
    const parsed = request.parsedUri();
    const token = parsed.ok ? this.#alias.tokenOf(parsed.value) : undefined;
    const contact = token === undefined ? undefined : this.#table.contactOf(token);
    if (contact !== undefined) request.uri = formatUri(contact);
  }

  #decideByUri(request: SipRequest, flow: Flow): SipSideDecision {
    const parsed = request.parsedUri();
    if (!parsed.ok || !this.#edge.owns(parsed.value)) return NOT_FOUND;
    const token = this.#alias?.tokenOf(parsed.value);
    if (token !== undefined) {
      return this.#isToken(token) && this.#upstream.sent(flow) ? { kind: 'client', token } : FORGED;
    }
    return parsed.value.user === undefined ? { kind: 'self' } : NOT_FOUND;
  }

  /**
   * From the upstream, which authenticates, a token suffices for what begins something. Within a dialog nobody asks who
   * sends, not even the upstream, and from elsewhere anybody may: there it counts in its own dialog only (D14).
   */
  #mayUse(
    direction: RouteDirection & { readonly kind: 'client' },
    request: SipRequest,
    flow: Flow,
  ): direction is typeof direction & { readonly token: FlowToken } {
    if (!this.#isToken(direction.token)) return false;
    return (this.#upstream.sent(flow) && !isInDialog(request)) || this.#isSigned(direction, request);
  }

  #isSigned(direction: RouteDirection & { readonly kind: 'client' | 'upstream' }, request: SipRequest): boolean {
    const { token, signature } = direction;
    const callId = request.get(CallId);
    if (signature === undefined || callId === undefined || !this.#isToken(token)) return false;
    return this.#tokens.isDialogSignature(signature, token, callId);
  }

  #isToken(text: string): text is FlowToken {
    return this.#table.has(text) || this.#tokens.isOurs(text);
  }
}

function isInDialog(request: SipRequest): boolean {
  const to = request.get(To);
  return to !== undefined && tag(to) !== undefined;
}
