import type { Socket } from 'node:net';
import type { WireText } from '../../runtime/wire-text.ts';
import { StreamFramer } from '../../transport/stream-framer.ts';
import { type Flow, formatHostPort, type HostPort, type TransportHandler } from '../../transport/transport.ts';
import { errorCode } from './listen-error.ts';
import { plainAddress } from './plain-address.ts';

/** Limits of one TCP connection. */
export interface TcpLimits {
  /** Largest message that is taken in; a larger one is answered 513 and closes the connection. Default: 65,536. */
  readonly maxMessageBytes: number;
  /** What may wait for a peer that does not read; above it the connection is dropped. Default: 4 MiB. */
  readonly maxBufferedBytes: number;
  /** How long a connection may take to be made, in milliseconds. Default: 4000. */
  readonly connectWithinMs: number;
  /** A connection on which nothing has moved for this long is closed, in milliseconds. Default: 900,000. */
  readonly idleMs: number;
}

export const defaultTcpLimits: TcpLimits = {
  maxMessageBytes: 65_536,
  maxBufferedBytes: 4 * 1024 * 1024,
  connectWithinMs: 4000,
  idleMs: 900_000,
};

/** A single CRLF answers a double one (RFC 5626 §3.5.1). */
const PONG = '\r\n';
const PING = '\r\n\r\n';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection reset',
  ETIMEDOUT: 'connection timed out',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ENOTFOUND: 'host name not known',
};

type State = 'connecting' | 'open' | 'closed';

let flowCount = 0;

/** SIP over one TCP connection. */
export class TcpFlow implements Flow {
  readonly id: string;
  readonly protocol = 'TCP';
  readonly isReliable = true;
  readonly maxMessageBytes = Infinity;
  readonly remote: HostPort;
  readonly #socket: Socket;
  readonly #limits: TcpLimits;
  readonly #handler: TransportHandler;
  readonly #onEnd: (flow: TcpFlow) => void;
  #local: HostPort;
  #state: State = 'connecting';
  #closeReason: string | undefined;

  constructor(
    socket: Socket,
    options: { readonly local: HostPort; readonly remote: HostPort; readonly limits: TcpLimits },
    handler: TransportHandler,
    onEnd: (flow: TcpFlow) => void,
  ) {
    flowCount += 1;
    this.id = `tcp-${flowCount}`;
    this.#socket = socket;
    this.#limits = options.limits;
    this.#local = options.local;
    this.remote = options.remote;
    this.#handler = handler;
    this.#onEnd = onEnd;
    const framer = new StreamFramer(
      {
        onMessage: (wire) => {
          if (this.#state === 'open') handler.onWire(wire, this);
        },
        onPing: () => this.send(PONG),
        onPong: () => handler.onPong?.(this),
        onOversized: (head) => {
          handler.onOversized?.(head, this, options.limits.maxMessageBytes);
          this.close(`a message exceeds ${options.limits.maxMessageBytes} bytes`);
        },
        onBroken: (reason) => this.close(reason),
      },
      options.limits.maxMessageBytes,
    );
    socket.setNoDelay(true);
    socket.on('data', (data: Buffer) => {
      if (this.#state === 'open') framer.push(data.toString('latin1'));
    });
    socket.on('timeout', () => this.#timedOut());
    socket.on('error', (error) => {
      this.#closeReason ??= `${REASONS[errorCode(error)] ?? error.message} by ${formatHostPort(this.remote)}`;
    });
    socket.on('end', () => {
      this.#closeReason ??= 'closed by the peer';
    });
    socket.on('close', () => this.#ended());
  }

  get local(): HostPort {
    return this.#local;
  }

  get isOpen(): boolean {
    return this.#state !== 'closed';
  }

  /** The connection stands. */
  opened(): void {
    if (this.#state !== 'connecting') return;
    this.#state = 'open';
    this.#socket.setTimeout(this.#limits.idleMs);
    const { localAddress, localPort } = this.#socket;
    if (localAddress !== undefined && localPort !== undefined)
      this.#local = { host: plainAddress(localAddress), port: localPort };
    this.#handler.onFlowOpened?.(this);
  }

  /** Begins the time within which the connection must be made. */
  connecting(): void {
    this.#socket.setTimeout(this.#limits.connectWithinMs);
    this.#socket.once('connect', () => this.opened());
  }

  send(wire: WireText): void {
    if (this.#state === 'closed') return;
    if (this.#socket.writableLength + wire.length > this.#limits.maxBufferedBytes) {
      this.#drop('the peer does not read');
      return;
    }
    // Node queues what is written before the connection stands.
    this.#socket.write(wire, 'latin1');
  }

  ping(): void {
    this.send(PING);
  }

  close(reason: string): void {
    if (this.#state === 'closed') return;
    const isConnecting = this.#state === 'connecting';
    this.#stop(reason);
    // What was sent before still goes out.
    if (isConnecting) this.#socket.destroy();
    else this.#socket.destroySoon();
  }

  #timedOut(): void {
    if (this.#state === 'connecting') this.#drop(`no connection to ${formatHostPort(this.remote)} in time`);
    else this.close(`nothing has moved for ${this.#limits.idleMs} ms`);
  }

  #drop(reason: string): void {
    if (this.#state === 'closed') return;
    this.#stop(reason);
    this.#socket.destroy();
  }

  #stop(reason: string): void {
    this.#closeReason ??= reason;
    this.#state = 'closed';
    this.#onEnd(this);
  }

  /** The socket is gone: the only place that tells the handler, once, never within `send` or `flowTo`. */
  #ended(): void {
    if (this.#state !== 'closed') this.#stop('closed by the peer');
    this.#handler.onFlowClosed(this, this.#closeReason ?? 'closed');
  }
}
