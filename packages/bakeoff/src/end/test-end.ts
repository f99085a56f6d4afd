import {
  createRequest,
  createResponse,
  CSeq,
  DigestClient,
  type Flow,
  formatHostPort,
  type Random,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  Via,
  type WireText,
} from '@sidetone/sip';
import type { Account } from '../scenario/target.ts';
import type { Entry } from '../trace/entry.ts';
import { methodOf } from '../trace/entry.ts';
import type { EndPorts } from './end-ports.ts';
import { ackOf } from './ack-and-cancel.ts';
import { Inbox } from './inbox.ts';
import { Repeater } from './repeater.ts';
import type { RequestOptions } from './request-options.ts';
import { audio, type AudioOptions, webAudio } from './audio.ts';
import { fitsStatus, type StatusPattern, statusWords } from './status-pattern.ts';
import { DEFAULT_WAIT_MS, type WaitOptions } from './wait-options.ts';

/** Methods whose requests carry a Contact (RFC 3261 §8.1.1.8, RFC 6665, RFC 3311, RFC 3515). */
const CONTACT_METHODS = new Set(['INVITE', 'SUBSCRIBE', 'NOTIFY', 'REFER', 'UPDATE', 'REGISTER', 'OPTIONS']);

/** More than a letter or digit carries, so that there are always enough of them. */
const BITS_PER_LETTER = 6;

/**
 * An end that a scenario plays: it says what the scenario tells it, well formed unless told otherwise, and keeps what it
 * hears. By itself it does three things, since a scenario could not go on without: over UDP it repeats a request until
 * something answers, it repeats an answer when the request is repeated, and it acknowledges refusals of an INVITE.
 */
export class TestEnd {
  readonly name: string;
  /** URI at which this end is reached, for its Contact. */
  readonly contact: string;
  /** Its address of record. */
  readonly aor: string;
  /** False: refusals of an INVITE are not acknowledged. */
  acknowledges = true;
  /** False: repeated requests get nothing. */
  answersCopies = true;
  readonly #ports: EndPorts;
  readonly #random: Random;
  readonly #inbox: Inbox;
  readonly #repeater: Repeater;
  readonly #digest: DigestClient | undefined;
  readonly #invites = new Map<string, SipRequest>();
  readonly #answers = new Map<string, SipResponse>();
  #flow: Flow | undefined;
  #cseq = 0;

  constructor(name: string, ports: EndPorts, account: Account | undefined) {
    const { transport, runtime, target } = ports;
    this.name = name;
    this.#ports = ports;
    this.#random = runtime.random;
    this.#inbox = new Inbox(ports.waits);
    this.#repeater = new Repeater(runtime.timers);
    this.aor = account === undefined ? `sip:${name}@${target.domain}` : `sip:${account.user}@${target.domain}`;
    const { local, protocol } = transport;
    const user = account?.user ?? name;
    const suffix = protocol === 'UDP' ? '' : `;transport=${protocol.startsWith('WS') ? 'ws' : protocol.toLowerCase()}`;
    // A WebSocket client cannot be reached but by its connection (RFC 7118 §5).
    const where = protocol.startsWith('WS') ? `${this.token(12)}.invalid` : formatHostPort(local);
    this.contact = `sip:${user}@${where}${suffix}`;
    this.#digest =
      account === undefined
        ? undefined
        : new DigestClient(runtime.random, { username: account.user, password: account.password }, () => true);
    transport.start({
      onWire: (wire, flow) => this.#heard(wire, flow),
      onFlowClosed: (flow, reason) => this.#closed(flow, reason),
    });
  }

  /** Whether its transport delivers or says that it could not. */
  get isReliable(): boolean {
    return this.#ports.transport.protocol !== 'UDP';
  }

  /** Everything that came here, in order, repetitions too. */
  get heard(): readonly Entry[] {
    return this.#inbox.entries;
  }

  /** Why connections of this end were closed, in order. */
  readonly closures: string[] = [];

  /** That many random letters and digits. */
  token(length = 10): string {
    return this.#random.token(length * BITS_PER_LETTER).slice(0, length);
  }

  /** A session description of this end, of the kind that the target knows. */
  sdp(options?: AudioOptions): string {
    if (this.#ports.target.media === 'webrtc') return webAudio(options);
    const { host } = this.#ports.transport.local;
    return audio(/^[\d.]+$|:/.test(host) ? host : '192.0.2.1', options);
  }

  /** A request that is right in every respect but those that the options change. It is not sent yet. */
  request(method: string, uri: string, options: RequestOptions = {}): SipRequest {
    const request = createRequest(method, uri);
    this.#cseq = options.cseq ?? this.#cseq + 1;
    this.addVia(request, options.branch);
    request.addRaw('Max-Forwards', '70');
    request.addRaw('From', `<${options.from ?? this.aor}>;tag=${options.fromTag ?? this.token()}`);
    const toTag = options.toTag === undefined ? '' : `;tag=${options.toTag}`;
    request.addRaw('To', `<${options.to ?? uri}>${toTag}`);
    request.addRaw('Call-ID', options.callId ?? `${this.token(16)}@${this.name}`);
    request.addRaw('CSeq', `${this.#cseq} ${method}`);
    const contact = options.contact ?? (CONTACT_METHODS.has(method) ? `<${this.contact}>` : false);
    if (contact !== false) request.addRaw('Contact', contact);
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      for (const text of typeof value === 'string' ? [value] : value) request.addRaw(name, text);
    }
    if (options.body !== undefined) request.setBody(...options.body);
    return request;
  }

  /** Puts this end's Via on top, with a new branch unless one is given. */
  addVia(request: SipRequest, branch = `z9hG4bK${this.token(16)}`): void {
    const { protocol, local } = this.#ports.transport;
    const sentBy = protocol.startsWith('WS')
      ? { host: `${this.name}.invalid` }
      : { host: local.host, port: local.port };
    request.prepend(Via, { protocol, ...sentBy, branch, rport: 'requested', params: new Map() });
  }

  /** The same request once more as a new transaction: another branch and the next CSeq. */
  again(request: SipRequest): SipRequest {
    const copy = request.clone();
    const { number = 0, method = request.method } = request.get(CSeq) ?? {};
    this.#cseq = Math.max(this.#cseq, number + 1);
    copy.set(CSeq, { number: number + 1, method });
    copy.removeFirst(Via);
    this.addVia(copy);
    return copy;
  }

  /** Sends a request, and over UDP repeats it until it is answered (RFC 3261 §17.1). */
  send<T extends SipMessage>(message: T): T {
    this.sendOnce(message);
    const branch = message.get(Via)?.branch;
    if (message.kind === 'request' && !this.isReliable && message.method !== 'ACK' && branch !== undefined) {
      this.#repeater.start(`${branch} ${message.method}`, () => this.sendOnce(message));
    }
    return message;
  }

  /** Sends a message, or any text, one time. */
  sendOnce(message: SipMessage | WireText): void {
    if (typeof message !== 'string' && message.kind === 'request' && message.method === 'INVITE') {
      this.#invites.set(message.get(Via)?.branch ?? '', message);
    }
    const wire = typeof message === 'string' ? message : message.toWire();
    this.#ports.recording.sent(this.name, this.#ports.transport.protocol, wire);
    this.flow.send(wire);
  }

  /** The flow to the target: the one it was heard on last, or a new one to its address. */
  get flow(): Flow {
    if (this.#flow?.isOpen !== true) this.#flow = this.#ports.transport.flowTo(this.#ports.address);
    return this.#flow;
  }

  /** Closes this end's connection, as if the network had. */
  hangUpConnection(): void {
    this.#flow?.close('closed by the scenario');
  }

  /**
   * Answers a request; a To tag is added where there is none.
   * @param phrase of the status line, when it is not the usual one
   */
  reply(
    request: SipRequest,
    status: number,
    edit?: (response: SipResponse) => void,
    toTag = 'bakeoff',
    phrase?: string,
  ): SipResponse {
    const response = createResponse(request, status, phrase, `${toTag}-${this.name}`);
    if (status < 300 && CONTACT_METHODS.has(request.method) && request.method !== 'REGISTER') {
      response.addRaw('Contact', `<${this.contact}>`);
    }
    edit?.(response);
    this.#answers.set(keyOf(request), response);
    this.sendOnce(response);
    return response;
  }

  /** Waits for a request of that method, one that nobody has waited for yet; `*` is any but ACK. */
  async next(method: string, wait: WaitOptions = {}): Promise<SipRequest> {
    const found = await this.#inbox.request(method, wait.withinMs ?? DEFAULT_WAIT_MS);
    return found ?? this.#ports.missed(wait, wait.expected ?? `a ${method} request`, this.heard);
  }

  /** Waits for a response to that request. One that is final but does not fit ends the waiting too. */
  async response(request: SipRequest, pattern: StatusPattern, wait: WaitOptions = {}): Promise<SipResponse> {
    const found = await this.#inbox.response(request, pattern, wait.withinMs ?? DEFAULT_WAIT_MS);
    if (found !== undefined && fitsStatus(found, pattern)) return found;
    const expected = wait.expected ?? `${statusWords(pattern)} to ${request.method}`;
    return this.#ports.missed(wait, expected, this.heard, found);
  }

  /** Sends a request, answers a challenge where this end has an account, and waits for the final response. */
  async exchange(request: SipRequest, wait: WaitOptions = {}): Promise<SipResponse> {
    const first = await this.response(this.send(request), 'final', wait);
    const retry = this.authorized(request, first);
    return retry === undefined ? first : this.response(this.send(retry), 'final', wait);
  }

  /** The request again, with credentials for the challenge; undefined when it is none, or there are no credentials. */
  authorized(request: SipRequest, challenge: SipResponse): SipRequest | undefined {
    if ((challenge.status !== 401 && challenge.status !== 407) || this.#digest === undefined) return undefined;
    const answer = this.#digest.answer(request, challenge);
    return answer.kind === 'refused' ? undefined : this.again(answer.request);
  }

  /** Waits whether a message comes that must not; undefined when none has come in that time. */
  unwanted(fits: (message: SipMessage) => boolean, forMs: number): Promise<SipMessage | undefined> {
    return this.#inbox.any(fits, forMs);
  }

  /** When this message came, again and again, in ms since the scenario began. */
  arrivals(message: SipMessage): readonly number[] {
    return this.#inbox.arrivals(message);
  }

  /** Stops repeating requests. */
  quiet(): void {
    this.#repeater.stopAll();
  }

  async close(): Promise<void> {
    this.quiet();
    await this.#ports.transport.close();
  }

  #heard(wire: WireText, flow: Flow): void {
    if (this.#ports.recording.isFull || isStun(wire)) return;
    this.#flow = flow;
    const { message, ...rest } = this.#ports.recording.received(this.name, flow.protocol, wire);
    const isCopy = this.#inbox.isCopy(message);
    if (message?.kind === 'response') this.#heardResponse(message);
    else if (isCopy && message !== undefined && this.answersCopies) {
      const answer = this.#answers.get(keyOf(message));
      if (answer !== undefined) this.sendOnce(answer);
    }
    this.#inbox.take({ message, ...rest }, isCopy);
  }

  #heardResponse(response: SipResponse): void {
    const branch = response.get(Via)?.branch ?? '';
    const method = methodOf(response);
    // An INVITE is repeated until anything answers it, other requests until the final response.
    if (response.status >= 200 || method === 'INVITE') this.#repeater.stop(`${branch} ${method}`);
    const invite = this.#invites.get(branch);
    if (response.status < 300 || method !== 'INVITE' || invite === undefined || !this.acknowledges) return;
    this.sendOnce(ackOf(invite, response));
  }

  #closed(flow: Flow, reason: string): void {
    if (this.#flow === flow) this.#flow = undefined;
    this.closures.push(reason);
  }
}

/** A STUN message on the same port, by which some keep their path open (RFC 5626 §3.5.2): its cookie, RFC 8489 §5. */
function isStun(wire: WireText): boolean {
  return wire.charCodeAt(0) < 4 && wire.startsWith('\u0021\u0012\u00a4\u0042', 4);
}

function keyOf(request: SipMessage): string {
  return `${request.get(Via)?.branch ?? ''} ${methodOf(request)} ${request.raw('CSeq') ?? ''}`;
}
