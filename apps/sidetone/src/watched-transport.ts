import {
  formatHostPort,
  type Flow,
  type HostPort,
  type Transport,
  type TransportHandler,
  type TransportProtocol,
} from '@sidetone/sip';

/** A transport that knows the addresses its connections leave from, by which the other end recognises them. */
export class WatchedTransport implements Transport {
  readonly #transport: Transport;
  readonly #sources = new Set<string>();

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  get protocol(): TransportProtocol {
    return this.#transport.protocol;
  }

  get local(): HostPort {
    return this.#transport.local;
  }

  /** Whether one of its open connections comes from that address. */
  isSource(address: HostPort): boolean {
    return this.#sources.has(formatHostPort(address));
  }

  start(handler: TransportHandler): void {
    this.#transport.start({
      onWire: (wire, flow) => handler.onWire(wire, flow),
      onFlowOpened: (flow) => {
        this.#sources.add(formatHostPort(flow.local));
        handler.onFlowOpened?.(flow);
      },
      onFlowClosed: (flow, reason) => {
        // Connections that others opened share the address that is listened on.
        if (flow.local.port !== this.local.port) this.#sources.delete(formatHostPort(flow.local));
        handler.onFlowClosed(flow, reason);
      },
      onOversized: (head, flow, limitBytes) => handler.onOversized?.(head, flow, limitBytes),
    });
  }

  flowTo(remote: HostPort): Flow {
    return this.#transport.flowTo(remote);
  }

  close(): Promise<void> {
    return this.#transport.close();
  }
}
