import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type Flow,
  formatHostPort,
  type HostPort,
  InvalidStateError,
  type Runtime,
  type Transport,
  type TransportHandler,
} from '@sidetone/sip';
import {
  defaultWebSocketLimits,
  plainAddress,
  SIP_SUBPROTOCOL,
  UnreachableWebSocket,
  WebSocketAcceptor,
  type WebSocketFlow,
  type WebSocketLimits,
} from '@sidetone/sip/node';
import { checkOrigin, type OriginPolicy } from './origin-policy.ts';

export interface WsListenerOptions {
  /** The HTTP or HTTPS server whose upgrades are taken. The listener neither starts nor closes it. */
  readonly server: Server;
  /** Path of the WebSocket, such as `/sip`. Default `/sip`. */
  readonly path?: string;
  /** True when `server` is an HTTPS server. */
  readonly isSecure?: boolean;
  /** Which pages may connect (D14). Default `same-host`. */
  readonly origins?: OriginPolicy;
  /** Connections that one address may have without being registered. Default 256. */
  readonly maxUnregisteredPerAddress?: number;
  /** Connections altogether. Default 50,000. */
  readonly maxConnections?: number;
  readonly limits?: Partial<WebSocketLimits>;
}

/** What the listener has done since it started. */
export interface WsListenerCounts {
  accepted: number;
  refusedOrigin: number;
  refusedSubprotocol: number;
  refusedLimit: number;
  closed: number;
}

/** A WebSocket that sends nothing is closed after this time. */
const FIRST_MESSAGE_WITHIN_MS = 30_000;

/**
 * RFC 7118 listener: SIP over WebSocket on one path of an HTTP server. A handshake without the `sip` subprotocol gets
 * 400 (§4.1), from a foreign Origin 403, above a limit 503. To the layers above it is a transport that cannot connect.
 */
export class WsListener implements Transport {
  readonly protocol: 'WS' | 'WSS';
  readonly counts: WsListenerCounts = {
    accepted: 0,
    refusedOrigin: 0,
    refusedSubprotocol: 0,
    refusedLimit: 0,
    closed: 0,
  };
  readonly #runtime: Runtime;
  readonly #server: Server;
  readonly #path: string;
  readonly #origins: OriginPolicy;
  readonly #maxUnregisteredPerAddress: number;
  readonly #maxConnections: number;
  readonly #limits: WebSocketLimits;
  readonly #flows = new Map<string, WebSocketFlow>();
  readonly #unregistered = new Map<string, number>();
  readonly #registered = new WeakSet<Flow>();
  #handler: TransportHandler | undefined;
  #acceptor: WebSocketAcceptor | undefined;
  readonly #onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void =>
    this.#upgrade(request, stream, head);

  constructor(runtime: Runtime, options: WsListenerOptions) {
    this.#runtime = runtime;
    this.#server = options.server;
    this.protocol = options.isSecure === true ? 'WSS' : 'WS';
    this.#path = options.path ?? '/sip';
    this.#origins = options.origins ?? 'same-host';
    this.#maxUnregisteredPerAddress = options.maxUnregisteredPerAddress ?? 256;
    this.#maxConnections = options.maxConnections ?? 50_000;
    this.#limits = { ...defaultWebSocketLimits, firstMessageWithinMs: FIRST_MESSAGE_WITHIN_MS, ...options.limits };
  }

  /** Number of open connections. */
  get size(): number {
    return this.#flows.size;
  }

  /** The address of the HTTP server; port 0 until it listens. */
  get local(): HostPort {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') return { host: 'listener.invalid', port: 0 };
    return { host: address.address, port: address.port };
  }

  start(handler: TransportHandler): void {
    if (this.#handler !== undefined) throw new InvalidStateError('the listener was started twice');
    this.#handler = handler;
    this.#acceptor = new WebSocketAcceptor(
      this.#runtime,
      {
        onWire: (wire, flow) => handler.onWire(wire, flow),
        onFlowOpened: (flow) => handler.onFlowOpened?.(flow),
        onFlowClosed: (flow, reason) => {
          this.#forget(flow);
          handler.onFlowClosed(flow, reason);
        },
      },
      this.#limits,
    );
    this.#server.on('upgrade', this.#onUpgrade);
  }

  /** The standing connection of that address; a server cannot open one to a browser (RFC 7118 §5.3). */
  flowTo(remote: HostPort): Flow {
    return (
      this.#flows.get(formatHostPort(remote)) ??
      new UnreachableWebSocket(
        this.protocol,
        this.local,
        remote,
        this.#handler,
        'a WebSocket is opened by its client only',
      )
    );
  }

  /** The connection has a registration: it no longer counts towards the cap of its address. */
  onRegistered(flow: Flow): void {
    if (this.#registered.has(flow)) return;
    this.#registered.add(flow);
    this.#uncount(flow.remote.host);
  }

  /** Closes every connection with 1001 and stops taking upgrades. */
  async close(): Promise<void> {
    this.#server.off('upgrade', this.#onUpgrade);
    const flows = [...this.#flows.values()];
    const gone = flows.map((flow) => flow.disconnected);
    for (const flow of flows) flow.close('the gateway stops', 1001);
    await Promise.all(gone);
  }

  #upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    if (pathOf(request) !== this.#path) {
      // Another listener of the same server may want it, such as a development server's own WebSocket.
      if (this.#server.listenerCount('upgrade') === 1) this.#refuse(stream, 404, 'nothing here speaks WebSocket');
      return;
    }
    if (!offersSip(request)) {
      this.counts.refusedSubprotocol += 1;
      return this.#refuse(stream, 400, `Sec-WebSocket-Protocol must offer ${SIP_SUBPROTOCOL}`);
    }
    if (!checkOrigin(this.#origins, request.headers.origin, request.headers.host)) {
      this.counts.refusedOrigin += 1;
      return this.#refuse(stream, 403, 'pages of this origin may not connect');
    }
    const host = plainAddress(request.socket.remoteAddress ?? '');
    if (
      this.#flows.size >= this.#maxConnections ||
      (this.#unregistered.get(host) ?? 0) >= this.#maxUnregisteredPerAddress
    ) {
      this.counts.refusedLimit += 1;
      return this.#refuse(stream, 503, 'too many connections', 'Retry-After: 10\r\n');
    }
    this.#acceptor?.accept(request, stream, head, (flow) => {
      this.counts.accepted += 1;
      this.#flows.set(formatHostPort(flow.remote), flow);
      this.#unregistered.set(flow.remote.host, (this.#unregistered.get(flow.remote.host) ?? 0) + 1);
    });
  }

  #refuse(stream: Duplex, status: 400 | 403 | 404 | 503, why: string, fields = ''): void {
    this.#runtime.log.warn('WebSocket refused', { status, why });
    const body = `${why}\n`;
    stream.on('error', () => stream.destroy());
    stream.end(
      `HTTP/1.1 ${status} ${refusals[status]}\r\nConnection: close\r\nContent-Type: text/plain\r\n${fields}` +
        `Content-Length: ${body.length}\r\n\r\n${body}`,
      () => stream.destroy(),
    );
  }

  #forget(flow: Flow): void {
    const key = formatHostPort(flow.remote);
    if (this.#flows.get(key) !== flow) return;
    this.#flows.delete(key);
    this.counts.closed += 1;
    if (!this.#registered.has(flow)) this.#uncount(flow.remote.host);
  }

  #uncount(host: string): void {
    const count = (this.#unregistered.get(host) ?? 1) - 1;
    if (count > 0) this.#unregistered.set(host, count);
    else this.#unregistered.delete(host);
  }
}

const refusals = { 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found', 503: 'Service Unavailable' } as const;

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

function offersSip(request: IncomingMessage): boolean {
  const offered = request.headers['sec-websocket-protocol'];
  return offered !== undefined && offered.split(',').some((name) => name.trim() === SIP_SUBPROTOCOL);
}
