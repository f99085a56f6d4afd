import {
  Accept,
  Allow,
  AllowEvents,
  formatHostPort,
  isSipUri,
  PIDF_TYPE,
  Route,
  Supported,
  type Flow,
  type Runtime,
  type ServerTransaction,
  type SipRequest,
  type SipResponse,
  type SipUri,
  type TransactionUser,
  type WireText,
} from '@sidetone/sip';
import type { Authenticator } from './authenticator.ts';
import type { Domains } from './domains.ts';
import type { MessageRelay } from './messages/message-relay.ts';
import type { PresenceAgent } from './presence/presence-agent.ts';
import { PRESENCE } from './presence/presentity.ts';
import { preprocessRoutes, type RouteStanding } from './proxy/preprocess-routes.ts';
import type { Proxy } from './proxy/proxy.ts';
import type { RouteSigner } from './proxy/record-route.ts';
import { validateHop } from './proxy/validate-request.ts';
import { ownResponse, refusal, refuse, type Refusal } from './refusal.ts';
import type { Registrar } from './registrar/registrar.ts';

/** Methods that the server itself answers. */
const OWN_METHODS = 'OPTIONS, REGISTER, SUBSCRIBE, PUBLISH';
/** Methods that only mean something for a user (§21.4.6); others are not known at all (§21.5.2). */
const USER_METHODS: ReadonlySet<string> = new Set([
  'INVITE',
  'BYE',
  'MESSAGE',
  'NOTIFY',
  'REFER',
  'INFO',
  'UPDATE',
  'PRACK',
  'SUBSCRIBE',
  'PUBLISH',
]);

export interface PipelineParts {
  readonly runtime: Runtime;
  readonly domains: Domains;
  readonly signer: RouteSigner;
  readonly authenticator: Authenticator;
  readonly registrar: Registrar;
  readonly presence: PresenceAgent;
  readonly proxy: Proxy;
  readonly messages: MessageRelay;
}

/** Gives every request to the role that it is for: registrar, presence agent, message relay, proxy, or the server itself. */
export class RequestPipeline implements TransactionUser {
  readonly #parts: PipelineParts;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
  }

  onRequest(request: SipRequest, transaction: ServerTransaction): void {
    // §9.2: a CANCEL that comes here matches no transaction.
    if (request.method === 'CANCEL') return this.#refuse(transaction, refusal(481));
    const standing = preprocessRoutes(request, this.#parts.domains, this.#parts.signer);
    const uri = requestUri(request);
    // `sips:` never leaves over UDP or TCP (DESIGN D14), and there is no way to others.
    if (uri?.scheme !== 'sip') return this.#refuse(transaction, refusal(416));
    if (!this.#parts.domains.isOurs(uri)) return this.#toForeign(transaction, standing);
    if (uri.user === undefined) return this.#toServer(transaction);
    this.#toUser(transaction, standing);
  }

  onCancel(transaction: ServerTransaction, cancel: SipRequest): void {
    this.#parts.proxy.cancel(transaction, cancel);
  }

  onAck(ack: SipRequest, flow: Flow): void {
    const standing = preprocessRoutes(ack, this.#parts.domains, this.#parts.signer);
    const why = this.#parts.proxy.acknowledge(ack, flow, standing);
    if (why !== undefined) this.#drop(flow, why, ack.toWire());
  }

  onStrayResponse(response: SipResponse, flow: Flow): void {
    const why = this.#parts.proxy.forwardStray(response);
    if (why !== undefined) this.#drop(flow, why, response.toWire());
  }

  /** Only a route that we made leads out of our domains. */
  #toForeign(transaction: ServerTransaction, standing: RouteStanding): void {
    if (standing.kind === 'signed') return this.#parts.proxy.forward(transaction, standing);
    this.#refuse(transaction, refusal(403, 'This server does not relay to other domains'));
  }

  /** The Request-URI names the server. */
  #toServer(transaction: ServerTransaction): void {
    const { request } = transaction;
    switch (request.method) {
      case 'REGISTER':
        return this.#parts.registrar.process(transaction);
      case 'SUBSCRIBE':
        return this.#parts.presence.subscribe(transaction);
      case 'PUBLISH':
        return this.#parts.presence.publish(transaction);
      case 'OPTIONS':
        return this.#answerOptions(transaction);
      default: {
        const status = USER_METHODS.has(request.method) ? 405 : 501;
        this.#refuse(transaction, refusal(status, undefined, { [Allow.name]: OWN_METHODS }));
      }
    }
  }

  /** The Request-URI names a user of ours, or somebody who would be one. */
  #toUser(transaction: ServerTransaction, standing: RouteStanding): void {
    const { request } = transaction;
    if (request.method === 'REGISTER') return this.#parts.registrar.process(transaction);
    if (request.method === 'PUBLISH') return this.#parts.presence.publish(transaction);
    if (!leadsToDialog(request, standing)) {
      if (request.method === 'SUBSCRIBE') return this.#parts.presence.subscribe(transaction);
      // §16.3: before anybody is asked for credentials (step 6).
      const invalid = validateHop(request);
      if (invalid !== undefined) return this.#refuse(transaction, invalid);
      // A route that we made was given to who had shown credentials; everybody else shows them now.
      if (this.#parts.authenticator.authenticate(transaction, 'proxy') === undefined) return;
    }
    if (request.method !== 'MESSAGE') return this.#parts.proxy.forward(transaction, standing);
    const why = this.#parts.messages.relay(transaction, standing);
    if (why !== undefined) this.#refuse(transaction, why);
  }

  /** §11.2; RFC 3903 §7. */
  #answerOptions(transaction: ServerTransaction): void {
    const response = ownResponse(this.#parts.runtime.random, transaction.request, 200);
    // A proxy names no methods: it passes on any (§11.2).
    response.addRaw(Accept.name, PIDF_TYPE);
    response.addRaw(AllowEvents.name, PRESENCE);
    response.addRaw(Supported.name, 'path, outbound');
    transaction.respond(response);
  }

  #refuse(transaction: ServerTransaction, why: Refusal): void {
    refuse(this.#parts.runtime.random, transaction, why);
  }

  #drop(flow: Flow, reason: string, text: WireText): void {
    const { trace, clock } = this.#parts.runtime;
    if (!trace.isActive) return;
    const { id, protocol } = flow;
    const summary = { id, protocol, local: formatHostPort(flow.local), remote: formatHostPort(flow.remote) };
    trace.record({ kind: 'dropped', at: clock.epoch(), flow: summary, reason, text });
  }
}

/**
 * Whether a request goes along a route that we made to the other end of its dialog: further along the route, or to the
 * flow that it names. A user's name would lead to all devices of anybody.
 */
function leadsToDialog(request: SipRequest, standing: RouteStanding): boolean {
  return standing.kind === 'signed' && (standing.flow !== undefined || request.has(Route));
}

function requestUri(request: SipRequest): SipUri | undefined {
  const uri = request.parsedUri();
  return uri.ok && isSipUri(uri.value) ? uri.value : undefined;
}
