import { WebSocket } from 'ws';
import { InvalidStateError } from '../../runtime/invalid-state-error.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Flow, HostPort, Transport, TransportHandler } from '../../transport/transport.ts';
import { defaultPort } from '../../transport/transport.ts';
import { localAddress, nextWebSocketNumber, remoteAddress, SIP_SUBPROTOCOL } from './web-socket-acceptor.ts';
import { UnreachableWebSocket } from './web-socket-unreachable.ts';
import { defaultWebSocketLimits, WebSocketFlow, type WebSocketLimits } from './web-socket-flow.ts';

/** Where the WebSocket client connects to. */
export interface WebSocketTransportOptions {
  /** `ws://host:port/path` or `wss://…` of the server. All flows go there, whatever address is asked for. */
  readonly url: string;
  /** Sent as `Origin`, as a browser would; none when left out. */
  readonly origin?: string;
  /** False accepts any certificate; for tests only. Default true. */
  readonly rejectUnauthorized?: boolean;
  /** Default 10,000 ms. */
  readonly connectWithinMs?: number;
  readonly limits?: Partial<WebSocketLimits>;
}

/** SIP over WebSocket as a client in Node (RFC 7118). The browser has its own adapter. */
export class WebSocketTransport implements Transport {
  readonly protocol: 'WS' | 'WSS';
  /** A WebSocket client does not listen (RFC 7118 B.1). */
  readonly local: HostPort = { host: 'client.invalid', port: 0 };
  readonly server: HostPort;
  readonly #runtime: Runtime;
  readonly #options: WebSocketTransportOptions;
  readonly #limits: WebSocketLimits;
  #handler: TransportHandler | undefined;
  #flow: WebSocketFlow | undefined;
  #isClosed = false;

  /** @throws {TypeError} when `url` is not a ws: or wss: URL */
  constructor(runtime: Runtime, options: WebSocketTransportOptions) {
    const url = new URL(options.url);
    if (url.protocol !== 'ws:' && url.protocol !== 'wss:') throw new TypeError(`not a WebSocket URL: ${options.url}`);
    this.protocol = url.protocol === 'wss:' ? 'WSS' : 'WS';
    this.server = {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? defaultPort(this.protocol) : Number(url.port),
    };
    this.#runtime = runtime;
    this.#options = options;
    this.#limits = { ...defaultWebSocketLimits, ...options.limits };
  }

  start(handler: TransportHandler): void {
    if (this.#handler !== undefined) throw new InvalidStateError('the transport was started twice');
    this.#handler = handler;
  }

  /** The one flow to the server; connects when there is none. */
  flowTo(_remote: HostPort): Flow {
    if (this.#flow?.isOpen === true) return this.#flow;
    if (this.#isClosed) {
      return new UnreachableWebSocket(this.protocol, this.local, this.server, this.#handler, 'the transport is closed');
    }
    this.#flow = this.#connect();
    return this.#flow;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const flow = this.#flow;
    this.#flow = undefined;
    flow?.close('the phone stopped', 1001);
    await flow?.disconnected;
  }

  #connect(): WebSocketFlow {
    if (this.#handler === undefined) throw new InvalidStateError('the transport is not started');
    const socket = new WebSocket(this.#options.url, [SIP_SUBPROTOCOL], {
      perMessageDeflate: false,
      maxPayload: this.#limits.maxMessageBytes,
      handshakeTimeout: this.#options.connectWithinMs ?? 10_000,
      ...(this.#options.origin === undefined ? {} : { origin: this.#options.origin }),
      ...(this.#options.rejectUnauthorized === undefined
        ? {}
        : { rejectUnauthorized: this.#options.rejectUnauthorized }),
    });
    const flow = new WebSocketFlow(this.#runtime, socket, this.#handler, {
      id: `ws-${nextWebSocketNumber()}`,
      protocol: this.protocol,
      local: this.local,
      remote: this.server,
      limits: this.#limits,
    });
    // Its addresses are known to the response of the handshake only.
    socket.on('upgrade', (response) => {
      const addresses = { local: localAddress(response.socket), remote: remoteAddress(response.socket) };
      socket.once('open', () => flow.opened(addresses));
    });
    return flow;
  }
}
