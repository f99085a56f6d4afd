import { isUtf8 } from 'node:buffer';
import type { RawData, WebSocket } from 'ws';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Timer } from '../../runtime/timer-wheel.ts';
import type { WireText } from '../../runtime/wire-text.ts';
import type { Flow, HostPort, TransportHandler } from '../../transport/transport.ts';

/** Limits of one connection. Times in milliseconds, sizes in bytes. */
export interface WebSocketLimits {
  /** Largest message in either direction; a larger one from the peer closes with 1009. Default 65,536. */
  readonly maxMessageBytes: number;
  /** What may wait for a peer that does not read; above it the connection is dropped. Default 1,048,576. */
  readonly maxBufferedBytes: number;
  /** Silence after which a ping is sent. Default 10,000. */
  readonly pingAfterMs: number;
  /** How long a ping may stay unanswered. Default 4,000: with the default above, a dead peer is found within 15 s. */
  readonly pongWithinMs: number;
  /** A peer that has sent no message in this time is closed with 1008; 0 lets it be silent. Default 0. */
  readonly firstMessageWithinMs: number;
  /** Messages taken per second, with twice as many at once; above it the socket is not read for a while. Default 2,000. */
  readonly maxMessagesPerSec: number;
}

/** What a WebSocket may cost when nobody says otherwise. */
export const defaultWebSocketLimits: WebSocketLimits = {
  maxMessageBytes: 65_536,
  maxBufferedBytes: 1_048_576,
  pingAfterMs: 10_000,
  pongWithinMs: 4_000,
  firstMessageWithinMs: 0,
  maxMessagesPerSec: 2_000,
};

/** RFC 6455 §7.4.1. */
export type WebSocketCloseCode = 1000 | 1001 | 1008 | 1011 | 1012 | 1013;

type State =
  | { readonly kind: 'connecting'; readonly queue: WireText[]; queuedBytes: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'closed' };

type Liveness = 'heard' | 'pinged' | 'last-chance';

/** After a stall of the process the pongs are still unread: one more round of the event loop before a peer counts as dead. */
const LAST_CHANCE_MS = 250;
const RATE_PAUSE_MS = 100;
/** RFC 6455 §5.5: a control frame carries 125 bytes, two of them the code. */
const MAX_REASON_BYTES = 123;

/** SIP over one WebSocket, either end: one message per text or binary frame (RFC 7118 §4.2, §5). */
export class WebSocketFlow implements Flow {
  readonly id: string;
  readonly protocol: 'WS' | 'WSS';
  readonly isReliable = true;
  readonly maxMessageBytes: number;
  readonly #runtime: Runtime;
  readonly #socket: WebSocket;
  readonly #handler: TransportHandler;
  readonly #limits: WebSocketLimits;
  #local: HostPort;
  #remote: HostPort;
  #state: State;
  #liveness: Liveness = 'heard';
  #heardAtMs: number;
  #livenessTimer: Timer | undefined;
  #firstMessageTimer: Timer | undefined;
  #allowance: number;
  #allowanceAtMs: number;
  #errorText: string | undefined;

  constructor(
    runtime: Runtime,
    socket: WebSocket,
    handler: TransportHandler,
    options: {
      readonly id: string;
      readonly protocol: 'WS' | 'WSS';
      readonly local: HostPort;
      readonly remote: HostPort;
      readonly limits: WebSocketLimits;
    },
  ) {
    this.id = options.id;
    this.protocol = options.protocol;
    this.maxMessageBytes = options.limits.maxMessageBytes;
    this.#runtime = runtime;
    this.#socket = socket;
    this.#handler = handler;
    this.#limits = options.limits;
    this.#local = options.local;
    this.#remote = options.remote;
    this.#heardAtMs = runtime.clock.now();
    this.#allowance = options.limits.maxMessagesPerSec * 2;
    this.#allowanceAtMs = this.#heardAtMs;
    this.#state = { kind: 'connecting', queue: [], queuedBytes: 0 };
    socket.on('message', (data: RawData) => this.#onMessage(data));
    socket.on('pong', () => this.#heard());
    socket.on('ping', () => this.#heard());
    socket.on('error', (error) => (this.#errorText = errorText(error)));
    socket.on('close', (code, reason) => this.#onClose(code, reason.toString('utf8')));
  }

  get local(): HostPort {
    return this.#local;
  }

  get remote(): HostPort {
    return this.#remote;
  }

  get isOpen(): boolean {
    return this.#state.kind !== 'closed';
  }

  /** The handshake is done: sends what waited and begins to watch the peer. */
  opened(addresses?: { readonly local: HostPort; readonly remote: HostPort }): void {
    if (this.#state.kind !== 'connecting') return;
    if (addresses !== undefined) {
      this.#local = addresses.local;
      this.#remote = addresses.remote;
    }
    const { queue } = this.#state;
    this.#state = { kind: 'open' };
    this.#heard();
    this.#livenessTimer = this.#runtime.timers.schedule(this.#limits.pingAfterMs, checkLiveness, this);
    if (this.#limits.firstMessageWithinMs > 0) {
      this.#firstMessageTimer = this.#runtime.timers.schedule(this.#limits.firstMessageWithinMs, closeSilent, this);
    }
    this.#handler.onFlowOpened?.(this);
    for (const wire of queue) this.send(wire);
  }

  send(wire: WireText): void {
    const state = this.#state;
    if (state.kind === 'connecting') {
      state.queuedBytes += wire.length;
      if (state.queuedBytes > this.#limits.maxBufferedBytes) return this.#drop('the connection takes too long');
      state.queue.push(wire);
      return;
    }
    if (state.kind === 'closed') return;
    if (this.#socket.bufferedAmount + wire.length > this.#limits.maxBufferedBytes) {
      return this.#drop('the peer does not read');
    }
    const bytes = Buffer.from(wire, 'latin1');
    // RFC 7118 §4.2: text frames are UTF-8; a body that is not goes in a binary frame.
    this.#socket.send(bytes, { binary: !isUtf8(bytes) });
  }

  close(reason: string, code: WebSocketCloseCode = 1000): void {
    if (this.#state.kind === 'closed') return;
    if (this.#state.kind === 'connecting') this.#socket.terminate();
    else this.#socket.close(code, reason.replace(/[^ -~]/g, '?').slice(0, MAX_REASON_BYTES));
    this.#end(reason);
  }

  /** Resolves when nothing is left of the connection. */
  get disconnected(): Promise<void> {
    if (this.#socket.readyState === this.#socket.CLOSED) return Promise.resolve();
    return new Promise((resolve) => this.#socket.once('close', () => resolve()));
  }

  /** @internal Called by timers. */
  checkLiveness(): void {
    if (this.#state.kind !== 'open') return;
    const quietMs = this.#runtime.clock.now() - this.#heardAtMs;
    let nextMs: number;
    if (this.#liveness === 'last-chance') return this.#drop('the peer answers no ping');
    if (this.#liveness === 'pinged') {
      this.#liveness = 'last-chance';
      nextMs = LAST_CHANCE_MS;
    } else if (quietMs >= this.#limits.pingAfterMs) {
      this.#socket.ping();
      this.#liveness = 'pinged';
      nextMs = this.#limits.pongWithinMs;
    } else {
      nextMs = this.#limits.pingAfterMs - quietMs;
    }
    this.#livenessTimer = this.#runtime.timers.schedule(nextMs, checkLiveness, this);
  }

  /** @internal Called by timers. */
  resumeReading(): void {
    if (this.#state.kind === 'open') this.#socket.resume();
  }

  #onMessage(data: RawData): void {
    // With the default binaryType, both kinds of frame arrive as one Buffer.
    if (this.#state.kind !== 'open' || !Buffer.isBuffer(data)) return;
    this.#heard();
    this.#takeAllowance();
    if (data.length <= 4 && isKeepAlive(data)) {
      // RFC 5626 §3.5.1: a double CRLF asks, a single one answers.
      if (data.length === 4) this.send('\r\n');
      return;
    }
    this.#runtime.timers.cancel(this.#firstMessageTimer);
    this.#handler.onWire(data.toString('latin1'), this);
  }

  #takeAllowance(): void {
    const perSec = this.#limits.maxMessagesPerSec;
    const elapsedMs = this.#heardAtMs - this.#allowanceAtMs;
    this.#allowance = Math.min(this.#allowance + (elapsedMs * perSec) / 1000, perSec * 2) - 1;
    this.#allowanceAtMs = this.#heardAtMs;
    if (this.#allowance > 0 || this.#socket.isPaused) return;
    this.#socket.pause();
    this.#runtime.timers.schedule(RATE_PAUSE_MS, resumeReading, this);
  }

  #heard(): void {
    this.#heardAtMs = this.#runtime.clock.now();
    this.#liveness = 'heard';
  }

  #onClose(code: number, reason: string): void {
    if (this.#state.kind === 'closed') return;
    // That the peer is done needs no reason.
    const cause = this.#errorText ?? (reason === '' || code === 1000 ? undefined : reason);
    const what = this.#state.kind === 'connecting' ? 'could not connect' : closeText(code);
    this.#end(cause === undefined ? what : `${what}: ${cause}`);
  }

  /** Ends without a handshake: the peer would not take part in one. */
  #drop(reason: string): void {
    this.#socket.terminate();
    this.#end(reason);
  }

  #end(reason: string): void {
    this.#state = { kind: 'closed' };
    this.#runtime.timers.cancel(this.#livenessTimer);
    this.#runtime.timers.cancel(this.#firstMessageTimer);
    queueMicrotask(() => this.#handler.onFlowClosed(this, reason));
  }
}

function checkLiveness(flow: WebSocketFlow): void {
  flow.checkLiveness();
}

function resumeReading(flow: WebSocketFlow): void {
  flow.resumeReading();
}

function closeSilent(flow: WebSocketFlow): void {
  flow.close('no SIP message arrived', 1008);
}

function isKeepAlive(data: Buffer): boolean {
  if (data.length !== 2 && data.length !== 4) return data.length === 0;
  for (let at = 0; at < data.length; at += 2) {
    if (data[at] !== 0x0d || data[at + 1] !== 0x0a) return false;
  }
  return true;
}

function closeText(code: number): string {
  if (code === 1000) return 'closed by the peer';
  if (code === 1001) return 'the peer went away';
  if (code === 1006) return 'connection lost';
  return `closed with ${code}`;
}

function errorText(error: Error & { readonly code?: string }): string {
  return error.code === 'ECONNREFUSED' ? 'connection refused' : error.message;
}
