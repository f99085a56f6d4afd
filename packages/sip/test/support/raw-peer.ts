import type { Flow, HostPort, TransportProtocol, WireText } from '@sidetone/sip';
import type { VirtualNetwork, VirtualTransport } from '@sidetone/testkit';

/** A peer that sends any text, and keeps what it gets. */
export class RawPeer {
  readonly transport: VirtualTransport;
  readonly received: WireText[] = [];
  readonly flows: Flow[] = [];
  readonly closed: string[] = [];

  constructor(net: VirtualNetwork, name: string, address: HostPort, protocol: TransportProtocol = 'UDP') {
    this.transport = net.attach(name, address, protocol);
    this.transport.start({
      onWire: (wire, flow) => {
        this.received.push(wire);
        this.flows.push(flow);
      },
      onFlowClosed: (_flow, reason) => this.closed.push(reason),
    });
  }

  send(to: HostPort, ...lines: readonly string[]): void {
    this.transport.flowTo(to).send(`${lines.join('\r\n')}\r\n\r\n`);
  }

  /** The start line and one header of what came last. */
  last(header: string): { readonly start: string; readonly value: string | undefined } {
    const lines = (this.received.at(-1) ?? '').split('\r\n');
    const line = lines.find((text) => text.toLowerCase().startsWith(`${header.toLowerCase()}:`));
    return { start: lines[0] ?? '', value: line?.slice(header.length + 1).trim() };
  }
}
