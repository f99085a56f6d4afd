import {
  CallId,
  type ClientTransaction,
  Contact,
  CSeq,
  createRequest,
  createResponse,
  type Flow,
  From,
  type HostPort,
  MaxForwards,
  parseNameAddr,
  RecordRoute,
  Route,
  type Runtime,
  type ServerTransaction,
  type SipRequest,
  type SipResponse,
  type Target,
  To,
  type TransactionFailure,
  TransactionLayer,
  type Transport,
  TransportLayer,
} from '@sidetone/sip';

/** One side of a dialog, as a test needs it to send requests in it. */
export interface DialogSide {
  readonly callId: string;
  readonly local: string;
  readonly remote: string;
  readonly target: string;
  readonly routes: readonly string[];
  cseq: number;
}

/** A far end of the gateway, written by the test: real transport and transaction layers, and a script on top. */
export class ScriptedEnd {
  readonly requests: SipRequest[] = [];
  readonly acks: SipRequest[] = [];
  readonly cancels: SipRequest[] = [];
  readonly name: string;
  readonly layer: TransactionLayer;
  readonly #random: { token(): string };
  /** Answers requests; the default is 200. */
  onRequest: (request: SipRequest, transaction: ServerTransaction) => void;
  onFlowClosed: (flow: Flow, reason: string) => void = () => undefined;
  readonly #transport: TransportLayer;
  readonly #transports: readonly Transport[];
  #flow: Flow | undefined;

  constructor(
    runtime: Runtime,
    name: string,
    transports: readonly Transport[],
    options: { readonly sentBy?: string; readonly mtuBytes?: number } = {},
  ) {
    this.name = name;
    this.#transports = transports;
    this.#random = runtime.random;
    this.onRequest = (request, transaction) => {
      this.requests.push(request);
      transaction.respond(this.answer(request, 200));
    };
    const { sentBy } = options;
    this.#transport = new TransportLayer(runtime, {
      transports,
      mtuBytes: options.mtuBytes ?? 1300,
      // A phone that has a new connection goes on there.
      successorOf: () => this.#flow,
      ...(sentBy === undefined ? {} : { sentBy: () => ({ host: sentBy, port: 0 }) }),
    });
    this.layer = new TransactionLayer(runtime, this.#transport, {
      onRequest: (request, transaction) => this.onRequest(request, transaction),
      onCancel: (transaction, cancel) => this.onCancel(transaction, cancel),
      onAck: (ack) => this.onAck(ack),
      onStrayResponse: () => undefined,
      onFlowClosed: (flow, reason) => this.onFlowClosed(flow, reason),
    });
  }

  onCancel(transaction: ServerTransaction, cancel: SipRequest): void {
    this.cancels.push(cancel);
    transaction.respond(this.answer(transaction.request, 487));
  }

  onAck(ack: SipRequest): void {
    this.acks.push(ack);
  }

  /** The connection that this end talks on. */
  use(flow: Flow): Flow {
    this.#flow = flow;
    return flow;
  }

  get target(): Target {
    if (this.#flow === undefined) throw new Error(`${this.name} has no flow`);
    return { flow: this.#flow };
  }

  /** A request outside a dialog. */
  request(method: string, uri: string, parties: { readonly from: string; readonly to: string }): SipRequest {
    const request = createRequest(method, uri);
    request.append(MaxForwards, 70);
    request.addRaw('From', `<${parties.from}>;tag=${this.#random.token()}`);
    request.addRaw('To', `<${parties.to}>`);
    request.append(CallId, this.#random.token());
    request.append(CSeq, { number: 1, method });
    return request;
  }

  /** A request in a dialog. */
  inDialog(method: string, dialog: DialogSide): SipRequest {
    if (method !== 'ACK') dialog.cseq += 1;
    const request = createRequest(method, dialog.target);
    request.append(MaxForwards, 70);
    for (const route of dialog.routes) request.addRaw('Route', route);
    request.addRaw('From', dialog.local);
    request.addRaw('To', dialog.remote);
    request.append(CallId, dialog.callId);
    request.append(CSeq, { number: dialog.cseq, method });
    return request;
  }

  /** Sends and waits for the final response. @throws {TransactionFailure} */
  send(request: SipRequest, target = this.target): Promise<SipResponse> {
    return this.start(request, target).final;
  }

  start(
    request: SipRequest,
    target = this.target,
  ): { readonly transaction: ClientTransaction; readonly final: Promise<SipResponse> } {
    let finish: (response: SipResponse) => void = () => undefined;
    let fail: (error: Error) => void = () => undefined;
    const final = new Promise<SipResponse>((resolve, reject) => {
      finish = resolve;
      fail = reject;
    });
    const transaction = this.layer.send(request, target, {
      onResponse: (response) => {
        if (response.status >= 200) finish(response);
      },
      onFailure: (failure: TransactionFailure) => fail(new Error(failure.kind)),
    });
    return { transaction, final };
  }

  /** The flow to an address, for raw text. */
  flowTo(remote: HostPort): Flow {
    const [first] = this.#transports;
    if (first === undefined) throw new Error(`${this.name} has no transport`);
    return first.flowTo(remote);
  }

  async close(): Promise<void> {
    await this.#transport.close();
  }

  answer(request: SipRequest, status: number, contact?: string): SipResponse {
    const response = createResponse(request, status, undefined, `tag-${this.name}`);
    if (contact !== undefined) response.addRaw('Contact', contact);
    return response;
  }
}

/** The dialog of the side that sent the INVITE (RFC 3261 §12.1.2). */
export function callerDialog(response: SipResponse): DialogSide {
  return {
    callId: response.get(CallId)!,
    local: response.raw(From)!,
    remote: response.raw(To)!,
    target: contactUri(response),
    routes: lines(response, 'Record-Route').reverse(),
    cseq: response.get(CSeq)!.number,
  };
}

/** The dialog of the side that answered (RFC 3261 §12.1.1). */
export function calleeDialog(request: SipRequest, response: SipResponse): DialogSide {
  return {
    callId: request.get(CallId)!,
    local: response.raw(To)!,
    remote: request.raw(From)!,
    target: contactUri(request),
    routes: lines(request, 'Record-Route'),
    cseq: 100,
  };
}

export function lines(message: SipRequest | SipResponse, name: string): string[] {
  return [...message.headerLines()].filter((line) => line.name === name).map((line) => line.value);
}

/** Host, port, user and parameters of a header line, for comparing. */
export function uriOf(value: string): string {
  const parsed = parseNameAddr(value);
  if (!parsed.ok) throw new Error(`not an address: ${value}`);
  return value.slice(value.indexOf('<') + 1, value.indexOf('>'));
}

export function routesOf(request: SipRequest): string[] {
  return lines(request, Route.name);
}

export function recordRoutesOf(request: SipRequest): string[] {
  return lines(request, RecordRoute.name);
}

function contactUri(message: SipRequest | SipResponse): string {
  const contact = message.raw(Contact);
  if (contact === undefined) throw new Error('no Contact');
  return uriOf(contact);
}
