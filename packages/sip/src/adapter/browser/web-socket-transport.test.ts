import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { testRuntime, VirtualNetwork } from '@sidetone/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket as NodeSocket, WebSocketServer } from 'ws';
import { encodeUtf8 } from '../../grammar/utf8.ts';
import { InvalidStateError } from '../../runtime/invalid-state-error.ts';
import type { Flow } from '../../transport/transport.ts';
import type { ClientSocket } from './web-socket-flow.ts';
import { BrowserWebSocketTransport } from './web-socket-transport.ts';

// Real sockets, and a clock that moves only on request: the keep-alive takes no time.
const anywhere = { host: 'gateway.test', port: 5060 };
let net: VirtualNetwork;
let gateway: WebSocketServer;
let url: string;
let toClose: (() => void)[] = [];

class Recorder {
  readonly wires: string[] = [];
  readonly opened: Flow[] = [];
  readonly closed: { flow: Flow; reason: string }[] = [];
  onWire(wire: string): void {
    this.wires.push(wire);
  }
  onFlowOpened(flow: Flow): void {
    this.opened.push(flow);
  }
  onFlowClosed(flow: Flow, reason: string): void {
    this.closed.push({ flow, reason });
  }
}

function connect(to = url): { transport: BrowserWebSocketTransport; seen: Recorder } {
  const transport = new BrowserWebSocketTransport(testRuntime(net), to, {
    openSocket: (address, protocol) => {
      const socket = new NodeSocket(address, protocol);
      // In Node an error without a listener is thrown; a page's socket tells it by its close event, as this one does too.
      socket.on('error', () => undefined);
      return socket as unknown as ClientSocket;
    },
  });
  const seen = new Recorder();
  transport.start(seen);
  toClose.push(() => void transport.close());
  return { transport, seen };
}

/** Waits for real input and output, while virtual time creeps. */
async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; !isSo(); turn += 1) {
    if (turn > 1_000) throw new Error('it did not happen');
    await pause(1);
    await net.clock.advance(1);
  }
}

async function accepted(): Promise<NodeSocket> {
  const [socket] = (await once(gateway, 'connection')) as [NodeSocket];
  return socket;
}

beforeEach(async () => {
  net = new VirtualNetwork();
  gateway = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'sip' });
  await once(gateway, 'listening');
  url = `ws://127.0.0.1:${(gateway.address() as AddressInfo).port}/sip`;
  toClose = [];
});

afterEach(() => {
  for (const close of toClose) close();
  for (const client of gateway.clients) client.terminate();
  gateway.close();
});

test('asks for the subprotocol sip, and sends what was queued while it connected', async () => {
  const { transport, seen } = connect();
  const flow = transport.flowTo(anywhere);
  flow.send('REGISTER sip:a SIP/2.0\r\n\r\n');
  expect(flow.isOpen).toBe(true);
  expect(transport.flowTo(anywhere)).toBe(flow);
  const server = await accepted();
  const frames: string[] = [];
  server.on('message', (data: Buffer, isBinary) => frames.push(`${isBinary ? 'binary' : 'text'} ${data.toString()}`));
  await until(() => frames.length === 2);
  expect(server.protocol).toBe('sip');
  expect(frames).toEqual(['text REGISTER sip:a SIP/2.0\r\n\r\n', 'text \r\n\r\n']);
  expect(seen.opened).toEqual([flow]);
});

test('the address of a page is a random name under .invalid', () => {
  const { transport } = connect('wss://gateway.test/sip');
  expect(transport.protocol).toBe('WSS');
  expect(transport.local).toEqual({ host: expect.stringMatching(/^[a-z0-9]{10,}\.invalid$/), port: 0 });
});

test('UTF-8 travels as text both ways, and bytes that are none as bytes', async () => {
  const { transport, seen } = connect();
  const flow = transport.flowTo(anywhere);
  const server = await accepted();
  const frames: [Buffer, boolean][] = [];
  server.on('message', (data: Buffer, isBinary) => frames.push([data, isBinary]));
  flow.send(encodeUtf8('grüße 👋'));
  flow.send('\xff\xfe');
  server.send('žluťoučký 👋');
  server.send(Buffer.from('kůň'), { binary: true });
  await until(() => frames.length === 3 && seen.wires.length === 2);
  expect(frames.map(([data, isBinary]) => [isBinary, data.toString('latin1')])).toEqual([
    [false, encodeUtf8('grüße 👋')],
    [true, '\xff\xfe'],
    [false, '\r\n\r\n'],
  ]);
  expect(seen.wires).toEqual([encodeUtf8('žluťoučký 👋'), encodeUtf8('kůň')]);
});

test('a ping is answered and not handed up', async () => {
  const { transport, seen } = connect();
  transport.flowTo(anywhere);
  const server = await accepted();
  const frames: string[] = [];
  server.on('message', (data: Buffer) => frames.push(data.toString()));
  server.send('\r\n\r\n');
  server.send('OPTIONS');
  await until(() => frames.includes('\r\n') && seen.wires.length > 0);
  expect(seen.wires).toEqual(['OPTIONS']);
});

test('a peer that answered once and then says nothing is given up within 15 s', async () => {
  const { transport, seen } = connect();
  const flow = transport.flowTo(anywhere);
  const server = await accepted();
  const pings: number[] = [];
  server.on('message', () => {
    pings.push(net.clock.now());
    if (pings.length <= 2) server.send('\r\n');
  });
  await until(() => pings.length === 1);
  await pause(20);
  await net.clock.advance(10_000);
  await until(() => pings.length === 2);
  await pause(20);
  const frozenAt = net.clock.now();
  await net.clock.advance(10_000);
  expect(seen.closed).toEqual([]);
  await net.clock.advance(5_000);
  expect(seen.closed).toEqual([{ flow, reason: 'no answer to the keep-alive within 4500 ms' }]);
  expect(net.clock.now() - frozenAt).toBeLessThanOrEqual(15_000);
  expect(flow.isOpen).toBe(false);
});

test('a peer that never answers pings is not held to it', async () => {
  const { transport, seen } = connect();
  transport.flowTo(anywhere);
  const server = await accepted();
  let pings = 0;
  server.on('message', () => (pings += 1));
  await until(() => pings === 1);
  await net.clock.advance(120_000);
  await until(() => pings > 10);
  expect(seen.closed).toEqual([]);
});

test('a probe finds a dead peer sooner', async () => {
  const { transport, seen } = connect();
  transport.flowTo(anywhere);
  const server = await accepted();
  server.once('message', () => server.send('\r\n'));
  await until(() => seen.opened.length === 1);
  await pause(20);
  transport.probe();
  await net.clock.advance(4_501);
  expect(seen.closed).toHaveLength(1);
});

test('a connection that is refused is reported, later and once', async () => {
  gateway.close();
  await once(gateway, 'close');
  const { transport, seen } = connect();
  const flow = transport.flowTo(anywhere);
  expect(seen.closed).toEqual([]);
  await until(() => seen.closed.length > 0);
  await net.clock.advance(20_000);
  expect(seen.closed).toEqual([{ flow, reason: `${url} could not be reached` }]);
});

test('a connection that hangs is given up after 10 s', async () => {
  const sockets: Socket[] = [];
  const silent: Server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  toClose.push(() => {
    for (const socket of sockets) socket.destroy();
    silent.close();
  });
  const { transport, seen } = connect(`ws://127.0.0.1:${(silent.address() as AddressInfo).port}/`);
  transport.flowTo(anywhere);
  await until(() => sockets.length === 1);
  await net.clock.advance(9_000);
  expect(seen.closed).toEqual([]);
  await net.clock.advance(1_001);
  expect(seen.closed.map(({ reason }) => reason)).toEqual([expect.stringContaining('within 10000 ms')]);
});

test('a URL that the platform refuses is reported like a connection that fails', async () => {
  const transport = new BrowserWebSocketTransport(testRuntime(net), url, {
    openSocket: () => {
      throw new DOMException('An insecure WebSocket connection may not be initiated', 'SecurityError');
    },
  });
  const seen = new Recorder();
  transport.start(seen);
  const flow = transport.flowTo(anywhere);
  expect([flow.isOpen, seen.closed]).toEqual([false, []]);
  await net.clock.advance(10);
  expect(seen.closed.map(({ reason }) => reason)).toEqual([expect.stringContaining('may not be initiated')]);
});

test('after a loss the next flow is a new connection', async () => {
  const { transport, seen } = connect();
  const first = transport.flowTo(anywhere);
  (await accepted()).close(1001, 'going away');
  await until(() => seen.closed.length === 1);
  expect(seen.closed[0]?.reason).toBe('the server closed the connection (1001 going away)');
  const second = transport.flowTo(anywhere);
  expect(second.id).not.toBe(first.id);
  await until(() => seen.opened.length === 2);
});

test('closing tells the handler once, and sends nothing after', async () => {
  const { transport, seen } = connect();
  const flow = transport.flowTo(anywhere);
  const server = await accepted();
  await until(() => seen.opened.length === 1);
  await transport.close();
  flow.send('INVITE');
  await once(server, 'close');
  await net.clock.advance(60_000);
  expect(seen.closed).toEqual([{ flow, reason: 'the phone closed the connection' }]);
});

test('a URL of another scheme is refused', () => {
  expect(() => connect('http://127.0.0.1/')).toThrow(TypeError);
  expect(() => connect('nonsense')).toThrow(TypeError);
});

test('is started once, and makes no connection after it was closed', async () => {
  const { transport, seen } = connect();
  expect(() => transport.start(seen)).toThrow(InvalidStateError);
  await transport.close();
  await transport.close();
  const late = transport.flowTo(anywhere);
  late.send('too late');
  expect(late.isOpen).toBe(false);
  await net.clock.advance(10);
  expect(seen.closed).toEqual([{ flow: late, reason: `${url} cannot be opened: the transport is closed` }]);
  expect(gateway.clients.size).toBe(0);
});
