import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Runtime } from '../../runtime/runtime.ts';
import type { HostPort, TransportHandler } from '../../transport/transport.ts';
import { plainAddress } from './plain-address.ts';
import { WebSocketFlow, type WebSocketLimits } from './web-socket-flow.ts';

/** The subprotocol of RFC 7118 §4.1. */
export const SIP_SUBPROTOCOL = 'sip';

let flowCount = 0;

/** Number for a flow's id, unique in the process. */
export function nextWebSocketNumber(): number {
  flowCount += 1;
  return flowCount;
}

/** Answers WebSocket handshakes and makes flows of them. Who may connect is decided before. */
export class WebSocketAcceptor {
  readonly #runtime: Runtime;
  readonly #handler: TransportHandler;
  readonly #limits: WebSocketLimits;
  readonly #server: WebSocketServer;

  constructor(runtime: Runtime, handler: TransportHandler, limits: WebSocketLimits) {
    this.#runtime = runtime;
    this.#handler = handler;
    this.#limits = limits;
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: limits.maxMessageBytes,
      maxFragments: 1_024,
      handleProtocols: (offered) => (offered.has(SIP_SUBPROTOCOL) ? SIP_SUBPROTOCOL : false),
    });
  }

  /**
   * Completes one handshake; a request that is no WebSocket handshake is answered 400 or 405.
   * @param opened gets the flow before its first message
   */
  accept(request: IncomingMessage, stream: Duplex, head: Buffer, opened: (flow: WebSocketFlow) => void): void {
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      const flow = new WebSocketFlow(this.#runtime, socket, this.#handler, {
        id: `ws-${nextWebSocketNumber()}`,
        protocol: 'encrypted' in request.socket ? 'WSS' : 'WS',
        local: localAddress(request.socket),
        remote: remoteAddress(request.socket),
        limits: this.#limits,
      });
      opened(flow);
      flow.opened();
    });
  }
}

export function localAddress(socket: Socket): HostPort {
  return { host: plainAddress(socket.localAddress ?? 'unknown.invalid'), port: socket.localPort ?? 0 };
}

export function remoteAddress(socket: Socket): HostPort {
  return { host: plainAddress(socket.remoteAddress ?? 'unknown.invalid'), port: socket.remotePort ?? 0 };
}
