import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { transportContract } from '../../transport/transport.contract.ts';
import type { Flow } from '../../transport/transport.ts';
import { PortTakenError } from './listen-error.ts';
import { openTcp, type TcpOptions, type TcpTransport } from './tcp-transport.ts';

const LOOPBACK = { host: '127.0.0.1', port: 0 };
const OPTIONS = 'OPTIONS sip:bob@example.test SIP/2.0\r\nContent-Length: 0\r\n\r\n';

describe('TCP', () => {
  transportContract(true, async () => {
    const free = await openTcp(LOOPBACK);
    await free.close();
    return {
      alice: await openTcp(LOOPBACK),
      bob: await openTcp(LOOPBACK),
      nobody: free.local,
      drive: () => Promise.resolve(),
    };
  });
});

interface Events {
  readonly wires: string[];
  readonly oversized: string[];
  readonly closed: Promise<string>;
}

async function listen(
  options?: Partial<TcpOptions>,
): Promise<{ transport: TcpTransport; events: Events; peer: Socket }> {
  const transport = await openTcp({ ...LOOPBACK, ...options });
  const wires: string[] = [];
  const oversized: string[] = [];
  const closed = new Promise<string>((resolve) => {
    transport.start({
      onWire: (wire) => wires.push(wire),
      onOversized: (head: string, flow: Flow) => {
        oversized.push(head);
        flow.send('SIP/2.0 513 Message Too Large\r\nContent-Length: 0\r\n\r\n');
      },
      onFlowClosed: (_flow, reason) => resolve(reason),
    });
  });
  const peer = connect(transport.local.port, '127.0.0.1');
  peer.on('error', () => peer.destroy());
  await once(peer, 'connect');
  return { transport, events: { wires, oversized, closed }, peer };
}

async function textUntilEnd(peer: Socket): Promise<string> {
  let text = '';
  for await (const chunk of peer) text += String(chunk);
  return text;
}

test('a taken port is refused in one clear sentence', async () => {
  const first = await openTcp(LOOPBACK);
  const second = openTcp(first.local);
  await expect(second).rejects.toThrow(PortTakenError);
  await expect(second).rejects.toThrow(`cannot listen on TCP 127.0.0.1:${first.local.port}: the port is taken`);
  await first.close();
});

test('a double CRLF is answered with a single one', async () => {
  const { transport, events, peer } = await listen();
  peer.write('\r\n\r\n');
  const [pong] = (await once(peer, 'data')) as [Buffer];
  expect(pong.toString('latin1')).toBe('\r\n');
  expect(events.wires).toEqual([]);
  peer.destroy();
  await transport.close();
});

test('what is not SIP closes the connection with a reason', async () => {
  const { transport, events, peer } = await listen();
  peer.write('GET / HTTP/1.1\r\nHost: example.test\r\n');
  expect(await textUntilEnd(peer)).toBe('');
  expect(await events.closed).toBe('what came is not SIP');
  await transport.close();
});

test('an oversized message is answered and closes the connection', async () => {
  const { transport, events, peer } = await listen({ limits: { maxMessageBytes: 200 } });
  const head = 'MESSAGE sip:bob@example.test SIP/2.0\r\nContent-Length: 500\r\n\r\n';
  peer.write(`${OPTIONS}${head}`);
  expect(await textUntilEnd(peer)).toContain('SIP/2.0 513');
  expect(await events.closed).toBe('a message exceeds 200 bytes');
  expect(events.wires).toEqual([OPTIONS]);
  expect(events.oversized).toEqual([head]);
  await transport.close();
});

test('a peer that does not read is dropped', async () => {
  const deaf = createServer({ pauseOnConnect: true });
  const accepted: Socket[] = [];
  deaf.on('connection', (socket) => accepted.push(socket));
  deaf.listen(0, '127.0.0.1');
  await once(deaf, 'listening');
  const { port } = deaf.address() as { port: number };
  const transport = await openTcp({ ...LOOPBACK, limits: { maxBufferedBytes: 100_000 } });
  const closed = new Promise<string>((resolve) => {
    transport.start({ onWire: () => undefined, onFlowClosed: (_flow, reason) => resolve(reason) });
  });
  const flow = transport.flowTo({ host: '127.0.0.1', port });
  for (let sent = 0; flow.isOpen && sent < 1000; sent += 1) flow.send('x'.repeat(50_000));
  expect(flow.isOpen).toBe(false);
  expect(await closed).toBe('the peer does not read');
  for (const socket of accepted) socket.destroy();
  deaf.close();
  await transport.close();
});

test('connections that come before the start are taken at the start', async () => {
  const transport = await openTcp(LOOPBACK);
  const peer = connect(transport.local.port, '127.0.0.1');
  peer.end(OPTIONS);
  await once(peer, 'connect');
  const arrived = new Promise<string>((resolve) => {
    transport.start({ onWire: resolve, onFlowClosed: () => undefined });
  });
  expect(await arrived).toBe(OPTIONS);
  peer.destroy();
  await transport.close();
});

test('a connection on which nothing moves is closed', async () => {
  const { transport, events, peer } = await listen({ limits: { idleMs: 30 } });
  peer.write(OPTIONS.slice(0, 20));
  expect(await textUntilEnd(peer)).toBe('');
  expect(await events.closed).toBe('nothing has moved for 30 ms');
  await transport.close();
});
