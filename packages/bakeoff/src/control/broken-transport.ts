import {
  type Flow,
  type HostPort,
  parseMessage,
  type TimerWheel,
  type Transport,
  type TransportHandler,
  type TransportProtocol,
  type WireText,
} from '@sidetone/sip';
import type { BrokenEnd, Instead } from './broken-end.ts';

/** The transport of an element that is broken: what goes out and comes in passes the broken end. */
export class BrokenTransport implements Transport {
  readonly #inner: Transport;
  readonly #broken: BrokenEnd;
  readonly #timers: TimerWheel;
  readonly #flows = new WeakMap<Flow, BrokenFlow>();
  #handler: TransportHandler | undefined;

  constructor(inner: Transport, broken: BrokenEnd, timers: TimerWheel) {
    this.#inner = inner;
    this.#broken = broken;
    this.#timers = timers;
  }

  get protocol(): TransportProtocol {
    return this.#inner.protocol;
  }

  get local(): HostPort {
    return this.#inner.local;
  }

  start(handler: TransportHandler): void {
    this.#handler = handler;
    this.#inner.start({
      onWire: (wire, flow) => this.#hear(wire, this.#wrapped(flow)),
      onPong: (flow) => handler.onPong?.(this.#wrapped(flow)),
      onFlowOpened: (flow) => handler.onFlowOpened?.(this.#wrapped(flow)),
      onFlowClosed: (flow, reason) => handler.onFlowClosed(this.#wrapped(flow), reason),
      onOversized: (head, flow, limit) => handler.onOversized?.(head, this.#wrapped(flow), limit),
    });
  }

  flowTo(remote: HostPort): Flow {
    return this.#wrapped(this.#inner.flowTo(remote));
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  /** @internal */
  send(wire: WireText, flow: BrokenFlow): void {
    const parsed = parseMessage(wire);
    const instead = parsed.ok ? this.#broken.sends?.(parsed.value, wire) : undefined;
    if (instead === undefined) flow.inner.send(wire);
    else this.#do(instead, flow);
  }

  #hear(wire: WireText, flow: BrokenFlow): void {
    const parsed = parseMessage(wire);
    const instead = parsed.ok ? this.#broken.hears?.(parsed.value, wire) : this.#broken.misreads?.(wire);
    if (instead === undefined) this.#handler?.onWire(wire, flow);
    else this.#do(instead, flow);
  }

  #do(instead: readonly Instead[], flow: BrokenFlow): void {
    for (const { kind, wire, afterMs = 0 } of instead) {
      const act = (): void => {
        if (kind === 'send') flow.inner.send(wire);
        else if (kind === 'close') flow.inner.close('closed by a broken end');
        else this.#handler?.onWire(wire, flow);
      };
      if (afterMs === 0) act();
      else this.#timers.schedule(afterMs, act, undefined);
    }
  }

  #wrapped(inner: Flow): BrokenFlow {
    const known = this.#flows.get(inner);
    if (known !== undefined) return known;
    const flow = new BrokenFlow(inner, this);
    this.#flows.set(inner, flow);
    return flow;
  }
}

class BrokenFlow implements Flow {
  readonly inner: Flow;
  readonly #transport: BrokenTransport;
  readonly ping?: () => void;

  constructor(inner: Flow, transport: BrokenTransport) {
    this.inner = inner;
    this.#transport = transport;
    if (inner.ping !== undefined) this.ping = () => inner.ping?.();
  }

  get id(): string {
    return this.inner.id;
  }

  get protocol(): TransportProtocol {
    return this.inner.protocol;
  }

  get isReliable(): boolean {
    return this.inner.isReliable;
  }

  get local(): HostPort {
    return this.inner.local;
  }

  get remote(): HostPort {
    return this.inner.remote;
  }

  get isOpen(): boolean {
    return this.inner.isOpen;
  }

  get maxMessageBytes(): number {
    return this.inner.maxMessageBytes;
  }

  send(wire: WireText): void {
    this.#transport.send(wire, this);
  }

  close(reason: string): void {
    this.inner.close(reason);
  }
}
