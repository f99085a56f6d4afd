import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestRuntime, testRuntime, VirtualNetwork } from '@sidetone/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { InvalidStateError } from '../../runtime/invalid-state-error.ts';
import { transportContract } from '../../transport/transport.contract.ts';
import {
  type Flow,
  formatHostPort,
  type HostPort,
  type Transport,
  type TransportHandler,
} from '../../transport/transport.ts';
import { createNodeRuntime } from './node-runtime.ts';
import { WebSocketAcceptor } from './web-socket-acceptor.ts';
import { defaultWebSocketLimits } from './web-socket-flow.ts';
import { WebSocketTransport } from './web-socket-transport.ts';
import { UnreachableWebSocket } from './web-socket-unreachable.ts';

class Inbox implements TransportHandler {
  readonly wires: string[] = [];
  readonly opened: Flow[] = [];
  readonly closed: string[] = [];
  readonly #waiters: (() => void)[] = [];

  onWire(wire: string): void {
    this.wires.push(wire);
    this.#changed();
  }

  onFlowOpened(flow: Flow): void {
    this.opened.push(flow);
    this.#changed();
  }

  onFlowClosed(_flow: Flow, reason: string): void {
    this.closed.push(reason);
    this.#changed();
  }

  async until(isReached: () => boolean): Promise<void> {
    while (!isReached()) await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  #changed(): void {
    for (const waiter of this.#waiters.splice(0)) waiter();
  }
}

const anywhere = { host: 'edge.test', port: 80 };

let net: VirtualNetwork;
let runtime: TestRuntime;
let server: WebSocketServer;
let url: string;
let inbox: Inbox;
let transport: WebSocketTransport;

beforeEach(async () => {
  net = new VirtualNetwork();
  runtime = testRuntime(net);
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', autoPong: false });
  await once(server, 'listening');
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sip`;
  inbox = new Inbox();
  transport = new WebSocketTransport(runtime, { url, origin: 'http://phone.test' });
  transport.start(inbox);
});

afterEach(async () => {
  await transport.close();
  for (const socket of server.clients) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
});

async function accepted(): Promise<{ socket: WebSocket; request: IncomingMessage }> {
  const [socket, request] = (await once(server, 'connection')) as [WebSocket, IncomingMessage];
  return { socket, request };
}

describe('a WebSocket client transport', () => {
  test('connects, and then sends what waited', async () => {
    const flow = transport.flowTo(anywhere);
    flow.send('first');
    flow.send('second');
    const { socket, request } = await accepted();
    const received: string[] = [];
    socket.on('message', (data: Buffer) => received.push(data.toString('latin1')));
    await inbox.until(() => inbox.opened.length === 1);
    while (received.length < 2) await once(socket, 'message');
    expect(received).toEqual(['first', 'second']);
    expect(request.headers).toMatchObject({ origin: 'http://phone.test', 'sec-websocket-protocol': 'sip' });
    expect(flow.remote.port).toBe((server.address() as AddressInfo).port);
    expect(flow.local.port).toBe(request.socket.remotePort);
    expect(transport.flowTo({ host: 'other.test', port: 1 })).toBe(flow);
  });

  test('receives text and binary frames', async () => {
    transport.flowTo(anywhere);
    const { socket } = await accepted();
    socket.send('gr\u00fc\u00dfe');
    socket.send(Buffer.from([0xff]));
    await inbox.until(() => inbox.wires.length === 2);
    expect(inbox.wires).toEqual(['gr\xc3\xbc\xc3\x9fe', '\xff']);
  });

  test('says why it could not connect', async () => {
    const http = createServer((_request, response) => response.end());
    http.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n'));
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const refused = new WebSocketTransport(runtime, { url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/` });
    refused.start(inbox);
    const flow = refused.flowTo(anywhere);
    await inbox.until(() => inbox.closed.length === 1);
    expect(inbox.closed[0]).toBe('could not connect: Unexpected server response: 403');
    expect(flow.isOpen).toBe(false);
    await new Promise((resolve) => http.close(resolve));
  });

  test('reports a lost connection, and connects anew when asked', async () => {
    const first = transport.flowTo(anywhere);
    const { socket } = await accepted();
    await inbox.until(() => inbox.opened.length === 1);
    socket.close(1012, 'restarting');
    await inbox.until(() => inbox.closed.length === 1);
    expect(inbox.closed).toEqual(['closed with 1012: restarting']);
    const second = transport.flowTo(anywhere);
    await inbox.until(() => inbox.opened.length === 2);
    expect(second).not.toBe(first);
    expect(second.isOpen).toBe(true);
  });

  test('finds a dead server within 15 s', async () => {
    const flow = transport.flowTo(anywhere);
    await inbox.until(() => inbox.opened.length === 1);
    await net.clock.advance(15_000);
    expect(flow.isOpen).toBe(false);
    await inbox.until(() => inbox.closed.length === 1);
    expect(inbox.closed).toEqual(['the peer answers no ping']);
  });

  test('refuses other URLs and early use', () => {
    expect(() => new WebSocketTransport(runtime, { url: 'http://127.0.0.1/' })).toThrow(TypeError);
    expect(() => new WebSocketTransport(runtime, { url }).flowTo(anywhere)).toThrow(InvalidStateError);
    expect(() => transport.start(inbox)).toThrow(InvalidStateError);
  });
});

/** A client per server: a phone knows one server, and the contract speaks of many addresses. */
class Clients implements Transport {
  readonly protocol = 'WS';
  readonly local = { host: 'client.invalid', port: 0 };
  readonly #runtime = createNodeRuntime();
  readonly #clients = new Map<string, WebSocketTransport>();
  #handler: TransportHandler | undefined;

  start(handler: TransportHandler): void {
    if (this.#handler !== undefined) throw new InvalidStateError('started twice');
    this.#handler = handler;
  }

  flowTo(remote: HostPort): Flow {
    const url = `ws://${formatHostPort(remote)}/`;
    const known = this.#clients.get(url);
    if (known !== undefined) return known.flowTo(remote);
    const client = new WebSocketTransport(this.#runtime, { url });
    this.#clients.set(url, client);
    if (this.#handler !== undefined) client.start(this.#handler);
    return client.flowTo(remote);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
  }
}

/** A server that takes every WebSocket. */
class Acceptor implements Transport {
  readonly protocol = 'WS';
  readonly local: HostPort;
  readonly #server: Server;
  readonly #flows = new Map<string, Flow>();
  #handler: TransportHandler | undefined;

  constructor(server: Server) {
    this.#server = server;
    this.local = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
  }

  start(handler: TransportHandler): void {
    this.#handler = handler;
    const acceptor = new WebSocketAcceptor(createNodeRuntime(), handler, defaultWebSocketLimits);
    this.#server.on('upgrade', (request, socket, head) =>
      acceptor.accept(request, socket, head, (flow) => this.#flows.set(formatHostPort(flow.remote), flow)),
    );
  }

  flowTo(remote: HostPort): Flow {
    const known = this.#flows.get(formatHostPort(remote));
    return known ?? new UnreachableWebSocket('WS', this.local, remote, this.#handler, 'not connected');
  }

  async close(): Promise<void> {
    for (const flow of this.#flows.values()) flow.close('the server stops');
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function listening(): Promise<Acceptor> {
  const http = createServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return new Acceptor(http);
}

describe('WebSocket in Node', () => {
  transportContract(true, async () => {
    const free = await listening();
    await free.close();
    return { alice: new Clients(), bob: await listening(), nobody: free.local, drive: () => Promise.resolve() };
  });
});
