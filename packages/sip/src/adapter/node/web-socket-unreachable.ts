import type { Flow, HostPort, TransportHandler } from '../../transport/transport.ts';
import { nextWebSocketNumber } from './web-socket-acceptor.ts';

/** A flow that cannot be made; the handler is told why, as of a connection that failed. */
export class UnreachableWebSocket implements Flow {
  readonly id = `ws-${nextWebSocketNumber()}`;
  readonly protocol: 'WS' | 'WSS';
  readonly isReliable = true;
  readonly isOpen = false;
  readonly maxMessageBytes = 65_536;
  readonly local: HostPort;
  readonly remote: HostPort;

  constructor(
    protocol: 'WS' | 'WSS',
    local: HostPort,
    remote: HostPort,
    handler: TransportHandler | undefined,
    reason: string,
  ) {
    this.protocol = protocol;
    this.local = local;
    this.remote = remote;
    queueMicrotask(() => handler?.onFlowClosed(this, reason));
  }

  send(): void {
    // Nothing is sent on a flow that is not open.
  }

  close(): void {
    // It never was open.
  }
}
