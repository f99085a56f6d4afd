import { InvalidStateError } from '../../runtime/invalid-state-error.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { TransportProtocol } from '../../runtime/trace.ts';
import {
  defaultPort,
  type Flow,
  type HostPort,
  type Transport,
  type TransportHandler,
} from '../../transport/transport.ts';
import { type ClientSocket, WebSocketFlow, type WebSocketFlowOptions } from './web-socket-flow.ts';

/** How the WebSocket is opened and kept alive. */
export interface BrowserWebSocketOptions extends WebSocketFlowOptions {
  /** Makes the socket; default `new WebSocket(url, protocol)`. */
  readonly openSocket?: (url: string, protocol: string) => ClientSocket;
}

/**
 * SIP over WebSocket, client side (RFC 7118), on the browser's own WebSocket. It has one peer, the gateway, and at most one
 * flow at a time; after that is lost, `flowTo` connects again. A socket that is half open is found within 15 s.
 */
export class BrowserWebSocketTransport implements Transport {
  readonly protocol: TransportProtocol;
  /** A page has no address: a random name under `.invalid` (RFC 7118 B.1), port 0. */
  readonly local: HostPort;
  readonly #runtime: Runtime;
  readonly #url: URL;
  readonly #remote: HostPort;
  readonly #options: BrowserWebSocketOptions;
  #handler: TransportHandler | undefined;
  #flow: WebSocketFlow | undefined;
  #isClosed = false;

  /**
   * @param url of the gateway, `ws:` or `wss:`
   * @throws {TypeError} when the URL is none of a WebSocket
   */
  constructor(runtime: Runtime, url: string, options: BrowserWebSocketOptions = {}) {
    this.#url = new URL(url);
    if (this.#url.protocol !== 'ws:' && this.#url.protocol !== 'wss:') {
      throw new TypeError(`${url} is no ws: or wss: URL`);
    }
    this.#runtime = runtime;
    this.#options = options;
    this.protocol = this.#url.protocol === 'wss:' ? 'WSS' : 'WS';
    this.local = { host: `${runtime.random.token(64)}.invalid`, port: 0 };
    this.#remote = {
      host: this.#url.hostname.replace(/^\[|\]$/g, ''),
      port: this.#url.port === '' ? defaultPort(this.protocol) : Number(this.#url.port),
    };
  }

  start(handler: TransportHandler): void {
    if (this.#handler !== undefined) throw new InvalidStateError('the transport was started before');
    this.#handler = handler;
  }

  /** The connection to the gateway, whatever `remote` says: everything goes there (RFC 7118 B.1). */
  flowTo(_remote: HostPort): Flow {
    if (this.#flow?.isOpen === true) return this.#flow;
    this.#flow = new WebSocketFlow({
      runtime: this.#runtime,
      protocol: this.protocol,
      local: this.local,
      remote: this.#remote,
      url: this.#url.href,
      open: () => this.#openSocket(),
      user: {
        onWire: (wire, flow) => this.#handler?.onWire(wire, flow),
        onFlowOpened: (flow) => this.#handler?.onFlowOpened?.(flow),
        onFlowClosed: (flow, reason) => this.#handler?.onFlowClosed(flow, reason),
      },
      options: this.#options,
    });
    return this.#flow;
  }

  /** Asks the gateway for a sign of life now, as when the page wakes up. */
  probe(): void {
    this.#flow?.probe();
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#flow?.close('the phone closed the connection');
    return Promise.resolve();
  }

  /** What it throws closes the flow and is told as the reason. */
  #openSocket(): ClientSocket {
    if (this.#isClosed) throw new InvalidStateError('the transport is closed');
    const { openSocket = (url, protocol) => new WebSocket(url, protocol) } = this.#options;
    return openSocket(this.#url.href, 'sip');
  }
}
