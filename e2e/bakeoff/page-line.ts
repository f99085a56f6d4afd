import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  Contact,
  contactExpires,
  createResponse,
  type Flow,
  formatUri,
  type HostPort,
  parseMessage,
  type Runtime,
  type Transport,
  type TransportHandler,
  type WireText,
} from '@sidetone/sip';
import { defaultWebSocketLimits, WebSocketAcceptor } from '@sidetone/sip/node';

/**
 * The server that a page's telephone thinks it is registered at. In a scenario the first end that is opened speaks and hears
 * on the page's connection; REGISTER is answered here, unless the scenario is about it.
 */
export class PageLine {
  readonly #server: Server;
  #flow: Flow | undefined;
  #handler: TransportHandler | undefined;
  #contact: string | undefined;
  /** Whether REGISTER goes to the end of the scenario. */
  isRegistrarPlayed = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(runtime: Runtime): Promise<PageLine> {
    const server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>A telephone</title>');
    });
    const line = new PageLine(server);
    const acceptor = new WebSocketAcceptor(
      runtime,
      {
        onWire: (wire, flow) => line.#heard(wire, flow),
        onFlowClosed: (flow, reason) => line.#handler?.onFlowClosed(flow, reason),
      },
      defaultWebSocketLimits,
    );
    server.on('upgrade', (request, stream, head) =>
      acceptor.accept(request, stream, head, (flow) => (line.#flow = flow)),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get address(): HostPort {
    const { address, port } = this.#server.address() as AddressInfo;
    return { host: address, port };
  }

  /** Where the page is reached, as it has registered. */
  get contact(): string {
    if (this.#contact === undefined) throw new Error('the page has not registered');
    return this.#contact;
  }

  /** A socket for the end of a scenario. */
  transport(): Transport {
    let isOpen = true;
    let own: TransportHandler | undefined;
    return {
      protocol: 'WS',
      local: this.address,
      start: (handler) => {
        own = handler;
        this.#handler ??= handler;
      },
      flowTo: () => {
        if (this.#flow === undefined || !isOpen) throw new Error('the page is not connected');
        return this.#flow;
      },
      close: () => {
        isOpen = false;
        if (this.#handler === own) this.#handler = undefined;
        if (this.#handler === undefined) this.isRegistrarPlayed = false;
        return Promise.resolve();
      },
    };
  }

  async close(): Promise<void> {
    this.#flow?.close('the run is over');
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #heard(wire: WireText, flow: Flow): void {
    this.#flow = flow;
    const parsed = parseMessage(wire);
    const isForLine = !this.isRegistrarPlayed || this.#handler === undefined;
    if (isForLine && parsed.ok && parsed.value.kind === 'request' && parsed.value.method === 'REGISTER') {
      const contact = parsed.value.get(Contact);
      const response = createResponse(parsed.value, 200, undefined, 'line');
      if (contact !== undefined && contact !== '*') {
        this.#contact = formatUri(contact.uri);
        response.addRaw('Contact', `<${this.#contact}>;expires=${contactExpires(contact) ?? 3600}`);
      }
      flow.send(response.toWire());
      return;
    }
    this.#handler?.onWire(wire, flow);
  }
}
