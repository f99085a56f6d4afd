import type { Flow, HostPort, Transport, TransportHandler, WireText } from '@sidetone/sip';

let flowCount = 0;

/** One side of a connection between two user agents in one process. What is sent arrives after the sender has returned. */
export class LoopTransport implements Transport {
  readonly protocol = 'WS';
  readonly local: HostPort;
  readonly #flow: LoopFlow;
  #handler: TransportHandler | undefined;
  #peer: LoopTransport | undefined;

  private constructor(host: string) {
    this.local = { host, port: 0 };
    this.#flow = new LoopFlow(this, host);
  }

  static pair(): readonly [LoopTransport, LoopTransport] {
    const [here, there] = [new LoopTransport('192.0.2.1'), new LoopTransport('192.0.2.2')];
    here.#peer = there;
    there.#peer = here;
    return [here, there];
  }

  start(handler: TransportHandler): void {
    this.#handler = handler;
    queueMicrotask(() => handler.onFlowOpened?.(this.#flow));
  }

  flowTo(): Flow {
    return this.#flow;
  }

  close(): Promise<void> {
    this.#peer = undefined;
    return Promise.resolve();
  }

  /** @internal */
  carry(wire: WireText): void {
    const peer = this.#peer;
    if (peer !== undefined) queueMicrotask(() => peer.#handler?.onWire(wire, peer.#flow));
  }
}

class LoopFlow implements Flow {
  readonly id: string;
  readonly protocol = 'WS';
  readonly isReliable = true;
  readonly isOpen = true;
  readonly maxMessageBytes = Infinity;
  readonly local: HostPort;
  readonly remote: HostPort = { host: '192.0.2.9', port: 80 };
  readonly #transport: LoopTransport;

  constructor(transport: LoopTransport, host: string) {
    flowCount += 1;
    this.id = `loop-${flowCount}`;
    this.local = { host, port: 0 };
    this.#transport = transport;
  }

  send(wire: WireText): void {
    this.#transport.carry(wire);
  }

  close(): void {
    // It lasts as long as the process.
  }
}
