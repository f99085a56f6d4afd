import type { DigestClient } from '../../auth/digest-client.ts';
import type { RequestObserver, SentRequest } from '../../dialog/request-sender.ts';
import { CSeq } from '../../message/headers/cseq.ts';
import type { ReasonValue } from '../../message/headers/notices.ts';
import { Via } from '../../message/headers/via.ts';
import { CallId } from '../../message/headers/words.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { SipResponse } from '../../message/sip-response.ts';
import type { ClientObserver, ClientTransaction, TransactionFailure } from '../../transaction/transaction-user.ts';
import type { OutboundFlow } from './outbound-flow.ts';
import type { OutboundFlows } from './outbound-flows.ts';

/** Numbers the next request of a sequence: a dialog, or a registration. */
export interface CSeqCounter {
  nextCSeq(): number;
}

/** What an exchange needs of the user agent core. */
export interface ExchangeContext {
  /** Undefined when the user agent has no credentials. */
  readonly digest: DigestClient | undefined;
  readonly flows: OutboundFlows;
  /** Sends a copy: the request itself gets no Via. */
  transmit(request: SipRequest, observer: ClientObserver, flow: OutboundFlow): ClientTransaction;
  /** A 401 came to a request; it may show the realm of our registrar. */
  learnRealm(request: SipRequest, challenge: SipResponse): void;
  /** Says something that only a trace can tell. */
  note(text: string): void;
}

/** More challenges to one request than this are not believed. */
const MAX_ATTEMPTS = 4;

/** One request and its repetitions: with credentials (RFC 3261 §22.2), and on another flow (RFC 5626 §4.3). */
export class RequestExchange implements ClientObserver, SentRequest {
  readonly #context: ExchangeContext;
  readonly #observer: RequestObserver;
  readonly #counter: CSeqCounter | undefined;
  readonly #only: OutboundFlow | undefined;
  /** Flows that could not take it. */
  readonly #tried: OutboundFlow[] = [];
  #flow: OutboundFlow;
  #request: SipRequest;
  #transaction: ClientTransaction | undefined;
  #attempts = 1;
  #isCancelled = false;

  constructor(
    context: ExchangeContext,
    request: SipRequest,
    observer: RequestObserver,
    counter: CSeqCounter | undefined,
    only: OutboundFlow | undefined,
  ) {
    this.#context = context;
    this.#observer = observer;
    this.#counter = counter;
    this.#only = only;
    this.#request = request;
    this.#flow = only ?? context.flows.choose(this.#callId);
  }

  start(): this {
    this.#context.digest?.preauthorize(this.#request);
    this.#send(this.#flow);
    return this;
  }

  get #callId(): string {
    return this.#request.get(CallId) ?? '';
  }

  cancel(reason?: ReasonValue): void {
    this.#isCancelled = true;
    this.#transaction?.cancel(reason);
  }

  onResponse(response: SipResponse): void {
    const isChallenge = response.status === 401 || response.status === 407;
    if (isChallenge && !this.#isCancelled) {
      this.#answer(response);
      return;
    }
    if (response.status >= 200 && this.#context.digest?.learn(this.#request, response) === false) {
      this.#context.note(`the server that answered ${this.#request.method} does not know our password (RFC 7616 §3.5)`);
    }
    this.#observer.onResponse(response, this.#request);
  }

  onFailure(failure: TransactionFailure): void {
    const next = failure.kind === 'transport' ? this.#nextFlow() : undefined;
    if (next === undefined) this.#observer.onFailure(failure);
    else this.#send(next);
  }

  /** The flow has failed; another one that may take the request. */
  #nextFlow(): OutboundFlow | undefined {
    const { flows } = this.#context;
    this.#flow.status = 'failed';
    this.#tried.push(this.#flow);
    const next = this.#only !== undefined || this.#isCancelled ? undefined : flows.other(this.#tried);
    flows.remember(this.#callId, next);
    return next;
  }

  #answer(challenge: SipResponse): void {
    const { digest } = this.#context;
    if (digest === undefined) {
      this.#observer.onFailure({ kind: 'authentication', why: 'no-credentials' });
      return;
    }
    this.#context.learnRealm(this.#request, challenge);
    const answer = digest.answer(this.#request, challenge);
    if (answer.kind === 'refused') {
      this.#observer.onFailure({ kind: 'authentication', why: answer.why });
      return;
    }
    if (this.#attempts >= MAX_ATTEMPTS) {
      this.#observer.onFailure({ kind: 'authentication', why: 'wrong-credentials' });
      return;
    }
    this.#request = answer.request;
    this.#request.remove(Via);
    const number = this.#counter?.nextCSeq() ?? (this.#request.get(CSeq)?.number ?? 0) + 1;
    this.#request.set(CSeq, { number, method: this.#request.method });
    this.#attempts += 1;
    this.#send(this.#flow);
  }

  #send(flow: OutboundFlow): void {
    this.#flow = flow;
    this.#transaction = this.#context.transmit(this.#request, this, flow);
  }
}
