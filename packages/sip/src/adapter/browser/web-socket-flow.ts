import type { Runtime } from '../../runtime/runtime.ts';
import type { Timer } from '../../runtime/timer-wheel.ts';
import type { TransportProtocol } from '../../runtime/trace.ts';
import type { WireText } from '../../runtime/wire-text.ts';
import type { Flow, HostPort } from '../../transport/transport.ts';
import { fromFrame, PING, PONG, toFrame } from './web-socket-frames.ts';
import { type KeepAliveOptions, WebSocketKeepAlive } from './web-socket-keep-alive.ts';

/** The part of the browser's WebSocket that a flow uses. */
export type ClientSocket = Pick<WebSocket, 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose' | 'binaryType'>;

/** What a flow reports to its transport. */
export interface WebSocketFlowUser {
  onWire(wire: WireText, flow: WebSocketFlow): void;
  onFlowOpened(flow: WebSocketFlow): void;
  /** Once, and never from within a call of the user. */
  onFlowClosed(flow: WebSocketFlow, reason: string): void;
}

export interface WebSocketFlowOptions extends KeepAliveOptions {
  /** How long connecting may take; default 10,000 ms. */
  readonly connectWithinMs?: number;
}

interface Parts {
  readonly runtime: Runtime;
  readonly protocol: TransportProtocol;
  readonly local: HostPort;
  readonly remote: HostPort;
  readonly url: string;
  /** Makes the socket. May throw, as the constructor of WebSocket does for a URL it does not take. */
  readonly open: () => ClientSocket;
  readonly user: WebSocketFlowUser;
  readonly options: WebSocketFlowOptions;
}

type State =
  | { readonly kind: 'connecting'; readonly socket: ClientSocket | undefined; readonly queue: WireText[] }
  | { readonly kind: 'open'; readonly socket: ClientSocket }
  | { readonly kind: 'closed' };

/** One WebSocket connection of a page to its gateway (RFC 7118). */
export class WebSocketFlow implements Flow {
  readonly id: string;
  readonly protocol: TransportProtocol;
  readonly isReliable = true;
  readonly local: HostPort;
  readonly remote: HostPort;
  /** A gateway need not take more: it has to fit a UDP datagram or a TCP message behind it. */
  readonly maxMessageBytes = 65_536;
  readonly #parts: Parts;
  readonly #keepAlive: WebSocketKeepAlive;
  readonly #connectDeadline: Timer;
  #state: State = { kind: 'connecting', socket: undefined, queue: [] };

  constructor(parts: Parts) {
    const { runtime, options } = parts;
    this.#parts = parts;
    this.id = runtime.random.token(48);
    this.protocol = parts.protocol;
    this.local = parts.local;
    this.remote = parts.remote;
    this.#keepAlive = new WebSocketKeepAlive(
      runtime,
      {
        sendPing: () => this.send(PING),
        onSilence: (waitedMs) => this.#end(`no answer to the keep-alive within ${waitedMs} ms`),
      },
      options,
    );
    const connectWithinMs = options.connectWithinMs ?? 10_000;
    this.#connectDeadline = runtime.timers.schedule(
      connectWithinMs,
      () => this.#end(`no connection to ${parts.url} within ${connectWithinMs} ms`),
      undefined,
    );
    this.#connect();
  }

  get isOpen(): boolean {
    return this.#state.kind !== 'closed';
  }

  send(wire: WireText): void {
    if (this.#state.kind === 'connecting') this.#state.queue.push(wire);
    else if (this.#state.kind === 'open') this.#state.socket.send(toFrame(wire));
  }

  close(reason: string): void {
    this.#end(reason);
  }

  /** Asks for a sign of life now. Without effect unless connected. */
  probe(): void {
    if (this.#state.kind === 'open') this.#keepAlive.probe();
  }

  #connect(): void {
    const { open, url } = this.#parts;
    let socket: ClientSocket;
    try {
      socket = open();
    } catch (error) {
      this.#end(`${url} cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    this.#state = { kind: 'connecting', socket, queue: [] };
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => this.#opened(socket);
    socket.onmessage = (event) => this.#received(event.data);
    socket.onclose = (event) => this.#socketClosed(event.code, event.reason);
  }

  #opened(socket: ClientSocket): void {
    if (this.#state.kind !== 'connecting') return;
    const { queue } = this.#state;
    this.#parts.runtime.timers.cancel(this.#connectDeadline);
    this.#state = { kind: 'open', socket };
    this.#parts.user.onFlowOpened(this);
    for (const wire of queue) this.send(wire);
    this.#keepAlive.start();
  }

  #received(data: unknown): void {
    if (this.#state.kind !== 'open') return;
    const wire = fromFrame(data);
    if (wire === undefined) {
      this.#end('a frame of an unknown type came in');
      return;
    }
    if (wire === PONG) this.#keepAlive.onPong();
    else this.#keepAlive.onTraffic();
    if (wire === PING) this.send(PONG);
    else if (wire !== PONG) this.#parts.user.onWire(wire, this);
  }

  #socketClosed(code: number, text: string): void {
    const reason =
      this.#state.kind === 'connecting'
        ? `${this.#parts.url} could not be reached`
        : `the server closed the connection (${code}${text === '' ? '' : ` ${text}`})`;
    this.#end(reason);
  }

  /** Closed from now on; reported later, so that nobody is called back from within a call of their own. */
  #end(reason: string): void {
    const state = this.#state;
    if (state.kind === 'closed') return;
    const { runtime, user } = this.#parts;
    this.#state = { kind: 'closed' };
    this.#keepAlive.stop();
    runtime.timers.cancel(this.#connectDeadline);
    runtime.timers.schedule(0, () => user.onFlowClosed(this, reason), undefined);
    if (state.socket === undefined) return;
    // The events of a socket that hangs come minutes later, and nobody waits for them.
    state.socket.onopen = null;
    state.socket.onmessage = null;
    state.socket.onclose = null;
    state.socket.close(1000);
  }
}
