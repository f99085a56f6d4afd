import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestRuntime, testRuntime, VirtualNetwork } from '@sidetone/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { InvalidStateError } from '../../runtime/invalid-state-error.ts';
import type { Flow, TransportHandler } from '../../transport/transport.ts';
import { WebSocketTransport } from './web-socket-transport.ts';

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
