import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { Flow, TransportHandler } from '@sidetone/sip';
import { type TestRuntime, testRuntime, VirtualNetwork } from '@sidetone/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WsListener, type WsListenerOptions } from './ws-listener.ts';

/** Collects what the listener hands up, and lets a test wait for it. */
class Inbox implements TransportHandler {
  readonly wires: { readonly wire: string; readonly flow: Flow }[] = [];
  readonly flows: Flow[] = [];
  readonly closed: string[] = [];
  readonly #waiters: (() => void)[] = [];

  onWire(wire: string, flow: Flow): void {
    this.wires.push({ wire, flow });
    this.#changed();
  }

  onFlowOpened(flow: Flow): void {
    this.flows.push(flow);
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

const request = 'OPTIONS sip:edge SIP/2.0\r\nContent-Length: 0\r\n\r\n';

let net: VirtualNetwork;
let runtime: TestRuntime;
let server: Server;
let listener: WsListener;
let inbox: Inbox;
let clients: WebSocket[];
let port: number;

async function listen(options: Partial<WsListenerOptions> = {}): Promise<void> {
  listener = new WsListener(runtime, { server, ...options });
  listener.start(inbox);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
}

function client(options: { origin?: string; protocols?: string[]; path?: string; autoPong?: boolean } = {}): WebSocket {
  const { origin, protocols = ['sip'], path = '/sip', autoPong = true } = options;
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, {
    ...(origin === undefined ? {} : { origin }),
    autoPong,
  });
  // Clients of refused handshakes are torn down while they connect.
  socket.on('error', () => undefined);
  clients.push(socket);
  return socket;
}

async function connected(options: Parameters<typeof client>[0] = {}): Promise<{ socket: WebSocket; flow: Flow }> {
  const before = inbox.flows.length;
  const socket = client(options);
  await once(socket, 'open');
  await inbox.until(() => inbox.flows.length > before);
  return { socket, flow: inbox.flows[before]! };
}

/** Status and body of a refused handshake. */
async function refusal(socket: WebSocket): Promise<{ status: number; body: string }> {
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode ?? 0, body };
}

beforeEach(() => {
  net = new VirtualNetwork();
  runtime = testRuntime(net);
  server = createServer();
  inbox = new Inbox();
  clients = [];
});

afterEach(async () => {
  for (const socket of clients) socket.terminate();
  await listener.close();
  await new Promise((resolve) => server.close(resolve));
});

describe('the handshake', () => {
  test('selects the sip subprotocol', async () => {
    await listen();
    const { socket, flow } = await connected({ protocols: ['xmpp', 'sip'] });
    expect(socket.protocol).toBe('sip');
    expect(flow).toMatchObject({ protocol: 'WS', isReliable: true, isOpen: true });
    expect(flow.remote.host).toBe('127.0.0.1');
    expect(flow.local.port).toBe(port);
  });

  test.each([[['xmpp']], [[]]])('without it gets 400: %j', async (protocols) => {
    await listen();
    const { status, body } = await refusal(client({ protocols }));
    expect(status).toBe(400);
    expect(body).toContain('Sec-WebSocket-Protocol');
    expect(listener.counts.refusedSubprotocol).toBe(1);
  });

  test('from a foreign page gets 403', async () => {
    await listen();
    expect((await refusal(client({ origin: 'https://evil.example' }))).status).toBe(403);
    expect((await refusal(client({ origin: 'null' }))).status).toBe(403);
    expect((await refusal(client({ origin: `http://127.0.0.1:${port + 1}` }))).status).toBe(403);
    expect(listener.counts.refusedOrigin).toBe(3);
  });

  test('from a page of the same host, or a listed one, is taken', async () => {
    await listen({ origins: ['https://phone.example'] });
    await connected({ origin: `http://127.0.0.1:${port}` });
    await connected({ origin: 'https://phone.example' });
    expect((await refusal(client({ origin: 'https://evil.example' }))).status).toBe(403);
  });

  test('on another path gets 404', async () => {
    await listen();
    expect((await refusal(client({ path: '/other' }))).status).toBe(404);
  });

  test('on another path is left to who else listens', async () => {
    await listen();
    server.on('upgrade', (incoming, socket) => {
      if (incoming.url === '/other') socket.end('HTTP/1.1 418 Teapot\r\nConnection: close\r\n\r\n');
    });
    expect((await refusal(client({ path: '/other' }))).status).toBe(418);
  });

  test('that is none gets 400', async () => {
    await listen();
    const raw = connect(port, '127.0.0.1');
    raw.write(
      'GET /sip HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: foo\r\nSec-WebSocket-Protocol: sip\r\n\r\n',
    );
    const [head] = (await once(raw, 'data')) as [Buffer];
    expect(head.toString()).toMatch(/^HTTP\/1\.1 400 /);
    raw.destroy();
  });

  test('above the cap of its address gets 503, and registered ones do not count', async () => {
    await listen({ maxUnregisteredPerAddress: 2 });
    const { flow } = await connected();
    const { socket } = await connected();
    expect((await refusal(client())).status).toBe(503);
    listener.onRegistered(flow);
    listener.onRegistered(flow);
    await connected();
    expect((await refusal(client())).status).toBe(503);
    socket.close();
    await inbox.until(() => inbox.closed.length === 1);
    await connected();
    expect(listener.counts).toMatchObject({ accepted: 4, refusedLimit: 2, closed: 1 });
  });
});

describe('messages', () => {
  test('come one per text or binary frame, byte for byte', async () => {
    await listen();
    const { socket } = await connected();
    socket.send('MESSAGE grüße');
    socket.send(Buffer.from([0x4d, 0xff, 0x00, 0x80]), { binary: true });
    await inbox.until(() => inbox.wires.length === 2);
    expect(inbox.wires.map(({ wire }) => wire)).toEqual(['MESSAGE gr\xc3\xbc\xc3\x9fe', 'M\xff\0\x80']);
  });

  test('go as text when they are UTF-8, else as binary', async () => {
    await listen();
    const { socket, flow } = await connected();
    const frames: [string, boolean][] = [];
    socket.on('message', (data: Buffer, isBinary) => frames.push([data.toString('latin1'), isBinary]));
    flow.send('gr\xc3\xbc\xc3\x9fe');
    flow.send('\xff');
    await once(socket, 'message');
    if (frames.length < 2) await once(socket, 'message');
    expect(frames).toEqual([
      ['gr\xc3\xbc\xc3\x9fe', false],
      ['\xff', true],
    ]);
  });

  test('a double CRLF is answered by a single one, and neither is a message', async () => {
    await listen();
    const { socket } = await connected();
    socket.send('\r\n\r\n');
    const [pong] = (await once(socket, 'message')) as [Buffer];
    expect(pong.toString()).toBe('\r\n');
    socket.send('\r\n');
    socket.send('');
    socket.send(request);
    await inbox.until(() => inbox.wires.length > 0);
    expect(inbox.wires.map(({ wire }) => wire)).toEqual([request]);
  });

  test('one that is too large closes with 1009', async () => {
    await listen();
    const { socket } = await connected();
    socket.send('x'.repeat(65_537));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1009);
    await inbox.until(() => inbox.closed.length === 1);
    expect(inbox.closed[0]).toContain('Max payload size exceeded');
    expect(inbox.wires).toEqual([]);
  });

  test('one of the largest size passes', async () => {
    await listen();
    const { socket } = await connected();
    socket.send('x'.repeat(65_536));
    await inbox.until(() => inbox.wires.length === 1);
    expect(inbox.wires[0]?.wire).toHaveLength(65_536);
  });

  test('fragments without end close the connection', async () => {
    await listen();
    const { socket } = await connected();
    for (let sent = 0; sent < 2_000; sent++) socket.send('', { fin: false });
    const [code] = (await once(socket, 'close')) as [number];
    expect([1008, 1009]).toContain(code);
  });

  test('text that is not UTF-8 closes with 1007', async () => {
    await listen();
    const { socket } = await connected();
    socket.send(Buffer.from([0xff]), { binary: false });
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1007);
  });

  test('a flood is read slowly, and nothing is lost', async () => {
    await listen({ limits: { maxMessagesPerSec: 10 } });
    const { socket } = await connected();
    for (let sent = 0; sent < 200; sent++) socket.send(request);
    await inbox.until(() => inbox.wires.length >= 20);
    while (inbox.wires.length < 200) {
      await net.clock.advance(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(inbox.wires).toHaveLength(200);
  });
});

describe('connections', () => {
  test('a peer that answers pings stays', async () => {
    await listen();
    const { socket, flow } = await connected();
    socket.send(request);
    await inbox.until(() => inbox.wires.length === 1);
    for (let round = 0; round < 3; round++) {
      const ping = once(socket, 'ping');
      await net.clock.advance(10_000);
      await ping;
      socket.send('\r\n\r\n');
      await once(socket, 'message');
    }
    expect(flow.isOpen).toBe(true);
  });

  test('a half-open one is found within 15 s', async () => {
    await listen();
    const { socket, flow } = await connected({ autoPong: false });
    socket.send(request);
    await inbox.until(() => inbox.wires.length === 1);
    await net.clock.advance(14_000);
    expect(flow.isOpen).toBe(true);
    await net.clock.advance(1_000);
    expect(flow.isOpen).toBe(false);
    expect(inbox.closed).toEqual(['the peer answers no ping']);
  });

  test('one that never sends a message is closed with 1008', async () => {
    await listen();
    const { socket } = await connected();
    const closed = once(socket, 'close');
    for (let seconds = 0; seconds < 30; seconds += 5) {
      socket.send('\r\n\r\n');
      await once(socket, 'message');
      await net.clock.advance(5_000);
    }
    const [code, reason] = (await closed) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([1008, 'no SIP message arrived']);
  });

  test('a client that does not read is dropped, and memory stays bounded', async () => {
    await listen({ limits: { maxBufferedBytes: 200_000 } });
    const { socket, flow } = await connected();
    socket.pause();
    const block = 'x'.repeat(60_000);
    let sent = 0;
    while (flow.isOpen && sent < 1_000) {
      flow.send(block);
      sent++;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(flow.isOpen).toBe(false);
    await inbox.until(() => inbox.closed.length === 1);
    expect(inbox.closed).toEqual(['the peer does not read']);
  });

  test('closing tells the peer why, and is reported once', async () => {
    await listen();
    const { socket, flow } = await connected();
    flow.close('the registration was removed');
    flow.close('again');
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([1000, 'the registration was removed']);
    expect(inbox.closed).toEqual(['the registration was removed']);
  });

  test('when the gateway stops they are closed with 1001', async () => {
    await listen();
    const { socket } = await connected();
    const closed = once(socket, 'close');
    await listener.close();
    expect(((await closed) as [number])[0]).toBe(1001);
    expect(listener.size).toBe(0);
  });

  test('a browser cannot be connected to', async () => {
    await listen();
    const flow = listener.flowTo({ host: '127.0.0.1', port: 9 });
    expect(flow.isOpen).toBe(false);
    await inbox.until(() => inbox.closed.length === 1);
  });
});
