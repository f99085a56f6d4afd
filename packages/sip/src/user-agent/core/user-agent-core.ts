import { DigestClient } from '../../auth/digest-client.ts';
import { DialogTable } from '../../dialog/dialog-table.ts';
import type { InviteUsageContext } from '../../dialog/invite-usage.ts';
import { putRoutes } from '../../dialog/route-set.ts';
import type { RequestObserver, RequestSender, SentRequest } from '../../dialog/request-sender.ts';
import { type NameAddr, nameAddr, tag } from '../../grammar/name-addr.ts';
import { isSipUri, sipUri, type Uri } from '../../grammar/uri.ts';
import { createResponse } from '../../message/create-response.ts';
import { Contact, From, To } from '../../message/headers/addresses.ts';
import { WwwAuthenticate } from '../../message/headers/authentication.ts';
import { CSeq } from '../../message/headers/cseq.ts';
import { RecvInfo } from '../../message/headers/named.ts';
import { MaxForwards } from '../../message/headers/numbers.ts';
import { Allow, AllowEvents, CallId, Supported, UserAgent as UserAgentField } from '../../message/headers/words.ts';
import type { SipMessage } from '../../message/sip-message.ts';
import { createRequest, type SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import { InvalidStateError } from '../../runtime/invalid-state-error.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { note } from '../../runtime/note.ts';
import { TransactionLayer } from '../../transaction/transaction-layer.ts';
import type {
  ClientObserver,
  ClientTransaction,
  ServerTransaction,
  TransactionUser,
} from '../../transaction/transaction-user.ts';
import type { Flow } from '../../transport/transport.ts';
import { TransportLayer } from '../../transport/transport-layer.ts';
import { type Capabilities, capabilitiesOf } from './capabilities.ts';
import { Identity } from './identity.ts';
import type { OutboundFlow } from './outbound-flow.ts';
import { OutboundFlows } from './outbound-flows.ts';
import { type CSeqCounter, type ExchangeContext, RequestExchange } from './request-exchange.ts';
import { writeRecvInfo } from './recv-info.ts';
import { isSecured } from './secured.ts';
import type { RequestOutcome } from './request-outcome.ts';
import type { UserAgentOptions } from './user-agent-options.ts';

/** RFC 3261 table 4. */
const DEFAULT_TIMERS = { t1Ms: 500, t2Ms: 4000, t4Ms: 5000 };

const NOT_SENT: SentRequest = {
  cancel() {
    // Nothing is under way.
  },
};

function refuseInsecure(observer: RequestObserver): void {
  observer.onFailure({ kind: 'transport', reason: 'a sips address needs a secure connection' });
}

/** Who is told that an INVITE was cancelled that they have not answered yet. */
export interface CancelListener {
  onCancel(cancel: SipRequest, invite: ServerTransaction): void;
}

/** What all parts of a user agent share: who it is, how it sends and answers, and its dialogs (RFC 3261 §8). */
export class UserAgentCore implements RequestSender, ExchangeContext {
  readonly runtime: Runtime;
  readonly options: UserAgentOptions;
  readonly identity: Identity;
  readonly capabilities: Capabilities;
  readonly timers: { readonly t1Ms: number; readonly t2Ms: number; readonly t4Ms: number };
  readonly dialogs = new DialogTable();
  readonly digest: DigestClient | undefined;
  /** INVITEs that came in and have no final response yet. */
  readonly invites = new Map<ServerTransaction, CancelListener>();
  readonly flows: OutboundFlows;
  /** Event packages that subscriptions are taken for (RFC 6665 §4.4.4). */
  servedEvents: readonly string[] = [];
  /** What invite usages are made with. */
  readonly inviteContext: InviteUsageContext;
  /** What still waits for something, and is to stop when the user agent does. */
  readonly waiting = new Set<{ stop(): void }>();
  /** The server has lost a publication or subscription of ours: it may have lost everything. */
  onForgotten: (() => void) | undefined;
  readonly #realms: Set<string>;
  readonly #transport: TransportLayer;
  #started: TransactionLayer | undefined;

  constructor(runtime: Runtime, options: UserAgentOptions) {
    this.runtime = runtime;
    this.options = options;
    this.identity = new Identity(options, runtime.random);
    this.capabilities = capabilitiesOf(options);
    this.timers = options.timers ?? DEFAULT_TIMERS;
    this.inviteContext = { runtime, sender: this, dialogs: this.dialogs, timers: this.timers };
    this.#realms = new Set([options.aor.host]);
    this.digest =
      options.credentials && new DigestClient(runtime.random, options.credentials, (realm) => this.#realms.has(realm));
    this.flows = new OutboundFlows(runtime, options, this.identity);
    this.#transport = new TransportLayer(runtime, {
      transports: this.flows.all,
      isEndpoint: true,
      successorOf: (flow) => this.flows.ownerOf(flow)?.newest,
    });
  }

  /** Begins to deliver what comes in. */
  start(user: TransactionUser): void {
    this.#started = new TransactionLayer(this.runtime, this.#transport, user, this.timers);
  }

  /** A request outside a dialog (§8.1.1), without body and Contact. */
  createRequest(method: string, to: Uri, requestUri: Uri | string = to): SipRequest {
    const { random } = this.runtime;
    const request = createRequest(method, typeof requestUri === 'string' ? requestUri : bare(requestUri));
    request.set(MaxForwards, 70);
    request.set(From, this.identity.from(random.token(64)));
    request.set(To, nameAddr(bare(to)));
    request.set(CallId, random.token());
    request.set(CSeq, { number: 1, method });
    return request;
  }

  /**
   * What a message says that makes a dialog or refreshes its target (§8.1.1.8, §13.2.1).
   * @param request that a response answers
   */
  describe(message: SipMessage, request?: SipRequest): void {
    message.set(Contact, this.#contactOf(message, request !== undefined && isSecured(request)));
    message.setAll(Allow, this.capabilities.methods);
    message.setAll(Supported, this.capabilities.optionTags);
    if (this.servedEvents.length > 0) message.setAll(AllowEvents, this.servedEvents);
    // RFC 6086 §5.2.3: in every INVITE, and in answers to what says it too.
    const isInvite = message.kind === 'request' && message.method === 'INVITE';
    if (isInvite || request?.has(RecvInfo) === true) writeRecvInfo(message, this.capabilities.infoPackages);
  }

  /** @param only the flow that it takes; by default one that works */
  send(request: SipRequest, observer: RequestObserver, counter?: CSeqCounter, only?: OutboundFlow): SentRequest {
    if (request.uri.startsWith('sips:') && !this.flows.areSecure) {
      this.runtime.timers.schedule(0, refuseInsecure, observer);
      return NOT_SENT;
    }
    return new RequestExchange(this, request, observer, counter, only).start();
  }

  /** Sends a request other than INVITE, and waits for its end. Never rejects. */
  request(request: SipRequest, counter?: CSeqCounter, only?: OutboundFlow): Promise<RequestOutcome> {
    return new Promise((resolve) => {
      const observer: RequestObserver = {
        onResponse(response, sent) {
          if (response.status >= 200) resolve({ kind: 'response', response, request: sent });
        },
        onFailure(failure) {
          resolve({ kind: 'failed', failure });
        },
      };
      this.send(request, observer, counter, only);
    });
  }

  transmit(request: SipRequest, observer: ClientObserver, flow: OutboundFlow): ClientTransaction {
    if (!request.has(UserAgentField)) request.set(UserAgentField, this.options.userAgentName);
    const copy = request.clone();
    if (request.method !== 'REGISTER') this.#fit(copy, flow);
    return this.#transactions.send(copy, flow.target, observer);
  }

  sendAck(ack: SipRequest): void {
    this.#transactions.sendAck2xx(ack.clone(), this.flows.choose(ack.get(CallId) ?? '').target);
  }

  /**
   * Answers a request.
   * @param edit adds header fields and a body
   * @param toTag of the dialog; without it the response makes none
   */
  respond(
    transaction: ServerTransaction,
    status: number,
    edit?: (response: SipResponse) => void,
    toTag: string = this.runtime.random.token(64),
  ): void {
    const response = createResponse(transaction.request, status, undefined, toTag);
    edit?.(response);
    transaction.respond(response);
  }

  /** The realm of a 401 to REGISTER is our registrar's, whatever it is called. */
  learnRealm(request: SipRequest, challenge: SipResponse): void {
    if (request.method !== 'REGISTER' || challenge.status !== 401) return;
    for (const { params } of challenge.all(WwwAuthenticate)) this.#realms.add(params.get('realm') ?? '');
  }

  get transactionCount(): number {
    return this.#started?.liveCount ?? 0;
  }

  get #transactions(): TransactionLayer {
    if (this.#started === undefined) throw new InvalidStateError('the user agent was not started');
    return this.#started;
  }

  /** A request came by that flow. */
  noteArrival(request: SipRequest, flow: Flow): void {
    if (this.flows.areSeveral) this.flows.remember(request.get(CallId) ?? '', this.flows.ownerOf(flow));
  }

  /** What depends on the flow that a request goes by. */
  #fit(request: SipRequest, flow: OutboundFlow): void {
    const to = request.get(To);
    // RFC 3608 §5: for requests outside of dialogs, which have a route set of their own.
    if (flow.serviceRoute.length > 0 && to !== undefined && tag(to) === undefined) {
      putRoutes(request, flow.serviceRoute);
    }
    const contact = request.get(Contact);
    if (contact === undefined || contact === '*' || !this.identity.isOwnName(contact.uri)) return;
    const { uri } = this.#contactOf(request);
    if (uri !== contact.uri) request.set(Contact, { ...contact, uri });
  }

  /** Where the other end of a dialog reaches us. */
  #contactOf(message: SipMessage, isByTls = false): NameAddr {
    const flow = this.flows.choose(message.get(CallId) ?? '');
    const local = message.get(message.kind === 'request' ? From : To)?.uri;
    const contact = this.identity.contact(flow.contact, local);
    if (!isByTls || !isSipUri(contact.uri)) return contact;
    return { ...contact, uri: sipUri({ ...contact.uri, scheme: 'sips' }) };
  }

  /** Says something that only a trace can tell. */
  note(text: string): void {
    note(this.runtime, 'user-agent', text);
  }

  /** Nobody waits any longer for what others do. */
  stopWaiting(): void {
    for (const each of this.waiting) each.stop();
  }

  close(): Promise<void> {
    this.dialogs.stop();
    return this.#transport.close();
  }
}

/** A Request-URI and a To have no headers (§19.1.1). */
function bare(uri: Uri): Uri {
  if (!isSipUri(uri) || uri.headers === undefined) return uri;
  const { headers: _headers, ...rest } = uri;
  return rest;
}
