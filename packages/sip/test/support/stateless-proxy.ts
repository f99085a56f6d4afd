import {
  createResponse,
  isSipUri,
  MaxForwards,
  nameAddr,
  parseMessage,
  RecordRoute,
  Route,
  type SipRequest,
  type SipResponse,
  type TransportProtocol,
  type Uri,
  Via,
} from '@sidetone/sip';
import type { VirtualNetwork, VirtualTransport } from '@sidetone/testkit';
import { addressOf, nameAt, uri } from './phones.ts';

/** Methods that make dialogs: the proxy stays on the way of what follows. */
const RECORDED: ReadonlySet<string> = new Set(['INVITE', 'SUBSCRIBE', 'REFER']);

/**
 * A proxy without any state (RFC 3261 §16.11): what comes in goes on, at once and once. It stays in the dialogs that it sees
 * begin. With several targets a request goes to all of them, and all of their responses come back.
 */
export class StatelessProxy {
  /** Names of the ends that a request to a domain goes to; nobody by default. */
  targets: (request: SipRequest) => readonly string[] = () => [];
  /** Answers a request itself by what it returns, or lets it pass. */
  intercept: ((request: SipRequest) => SipResponse | undefined) | undefined;
  readonly #name: string;
  readonly #transport: VirtualTransport;

  constructor(net: VirtualNetwork, name: string, protocol: TransportProtocol = 'UDP') {
    this.#name = name;
    this.#transport = net.attach(name, addressOf(name), protocol);
    this.#transport.start({
      onWire: (wire) => {
        const parsed = parseMessage(wire);
        if (!parsed.ok) throw new Error(parsed.error.reason);
        if (parsed.value.kind === 'request') this.#receive(parsed.value);
        else this.#back(parsed.value);
      },
      onFlowClosed: () => undefined,
    });
  }

  #receive(request: SipRequest): void {
    const response = this.intercept?.(request);
    if (response !== undefined) {
      this.#send(response);
      return;
    }
    const hops = request.get(MaxForwards) ?? 70;
    request.set(MaxForwards, hops - 1);
    // §16.4: a Route of our own has done its work.
    const isInDialog = endAt(request.get(Route)?.uri) === this.#name;
    if (isInDialog) request.removeFirst(Route);
    const parsed = request.parsedUri();
    const next = request.get(Route)?.uri ?? (parsed.ok ? parsed.value : undefined);
    const end = endAt(next);
    const targets = end === undefined || end === this.#name ? this.targets(request) : [end];
    if (hops === 0 || (targets.length === 0 && request.method !== 'ACK')) {
      this.#send(createResponse(request, hops === 0 ? 483 : 404, undefined, this.#name));
      return;
    }
    const isDomain = parsed.ok && endAt(parsed.value) === undefined;
    for (const target of targets) {
      const copy = request.clone();
      // §16.5: what a location service would say.
      if (isDomain) copy.uri = `sip:${target}@biloxi.test`;
      this.#forward(copy, target, isInDialog);
    }
  }

  #forward(copy: SipRequest, target: string, isInDialog: boolean): void {
    const { host, port } = addressOf(this.#name);
    if (!isInDialog && RECORDED.has(copy.method)) copy.prepend(RecordRoute, nameAddr(uri(`sip:${host}:${port};lr`)));
    // The same branch for the same request, so that a CANCEL finds its INVITE; another one for each target.
    const branch = `${copy.get(Via)?.branch ?? 'z9hG4bK'}-${this.#name}-${target}`;
    copy.prepend(Via, { protocol: this.#transport.protocol, host, port, branch, params: new Map() });
    this.#transport.flowTo(addressOf(target)).send(copy.toWire());
  }

  #back(response: SipResponse): void {
    response.removeFirst(Via);
    this.#send(response);
  }

  #send(response: SipResponse): void {
    const via = response.get(Via);
    if (via === undefined) return;
    this.#transport.flowTo({ host: via.host, port: via.port ?? 5060 }).send(response.toWire());
  }
}

/** The end that a URI leads to by its address; undefined for a domain. */
function endAt(target: Uri | undefined): string | undefined {
  return target !== undefined && isSipUri(target) ? nameAt(target.host) : undefined;
}
