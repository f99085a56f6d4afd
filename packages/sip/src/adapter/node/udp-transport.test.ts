import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { transportContract } from '../../transport/transport.contract.ts';
import { ListenError, PortTakenError } from './listen-error.ts';
import { openUdp } from './udp-transport.ts';

const LOOPBACK = { host: '127.0.0.1', port: 0 };

describe('UDP over IPv4', () => {
  transportContract(false, async () => ({
    alice: await openUdp(LOOPBACK),
    bob: await openUdp(LOOPBACK),
    nobody: { host: '127.0.0.1', port: 1 },
    drive: () => Promise.resolve(),
  }));
});

describe('UDP over IPv6', () => {
  transportContract(false, async () => ({
    alice: await openUdp({ host: '::1', port: 0 }),
    bob: await openUdp({ host: '::1', port: 0 }),
    nobody: { host: '::1', port: 1 },
    drive: () => Promise.resolve(),
  }));
});

test('a taken port is refused in one clear sentence', async () => {
  const first = await openUdp(LOOPBACK);
  const second = openUdp(first.local);
  await expect(second).rejects.toThrow(PortTakenError);
  await expect(second).rejects.toThrow(`cannot listen on UDP 127.0.0.1:${first.local.port}: the port is taken`);
  await first.close();
});

test('an address of another machine is refused in one clear sentence', async () => {
  const opened = openUdp({ host: '192.0.2.1', port: 0 });
  await expect(opened).rejects.toThrow(ListenError);
  await expect(opened).rejects.toThrow('cannot listen on UDP 192.0.2.1:0: the address is not one of this machine');
});

test('keep-alives are not messages', async () => {
  const transport = await openUdp(LOOPBACK);
  const received: string[] = [];
  const arrived = new Promise<void>((resolve) => {
    transport.start({
      onWire: (wire) => {
        received.push(wire);
        resolve();
      },
      onFlowClosed: () => undefined,
    });
  });
  const peer = createSocket('udp4');
  for (const text of ['\r\n\r\n', '\0\0\0\0', '', 'OPTIONS']) peer.send(text, transport.local.port, '127.0.0.1');
  await arrived;
  expect(received).toEqual(['OPTIONS']);
  peer.close();
  await once(peer, 'close');
  await transport.close();
});

test('a datagram that cannot be sent closes its flow, with the reason', async () => {
  const transport = await openUdp(LOOPBACK);
  const closed = new Promise<string>((resolve) => {
    transport.start({ onWire: () => undefined, onFlowClosed: (_flow, reason) => resolve(reason) });
  });
  // A socket on loopback cannot reach another network.
  const flow = transport.flowTo({ host: '192.0.2.1', port: 5060 });
  flow.send('OPTIONS');
  expect(await closed).toMatch(/^cannot send to 192\.0\.2\.1:5060: E[A-Z]+$/);
  expect(flow.isOpen).toBe(false);
  await transport.close();
});

test.each([0, 65_536])('nothing is sent to port %i, which closes the flow and throws nothing', async (port) => {
  const transport = await openUdp(LOOPBACK);
  const closed = new Promise<string>((resolve) => {
    transport.start({ onWire: () => undefined, onFlowClosed: (_flow, reason) => resolve(reason) });
  });
  transport.flowTo({ host: '127.0.0.1', port }).send('OPTIONS');
  expect(await closed).toBe(`cannot send to 127.0.0.1:${port}: ERR_SOCKET_BAD_PORT`);
  await transport.close();
});

test('remembers the flows that were used last, and no more than it may', async () => {
  const transport = await openUdp({ ...LOOPBACK, maxFlows: 10 });
  transport.start({ onWire: () => undefined, onFlowClosed: () => undefined });
  const used = transport.flowTo({ host: '127.0.0.1', port: 1000 });
  const unused = transport.flowTo({ host: '127.0.0.1', port: 1001 });
  for (let port = 2000; port < 2100; port += 1) {
    transport.flowTo({ host: '127.0.0.1', port });
    expect(transport.flowTo(used.remote)).toBe(used);
  }
  expect(transport.flowTo(unused.remote)).not.toBe(unused);
  // One that was forgotten still works for whoever holds it.
  expect(unused.isOpen).toBe(true);
  await transport.close();
});

test('a socket for both families speaks IPv4 with IPv4 peers, by their plain addresses', async () => {
  const both = await openUdp({ host: '::', port: 0 });
  const old = await openUdp(LOOPBACK);
  const remote = await new Promise<string>((resolve) => {
    both.start({
      onWire: (wire, flow) => {
        flow.send(`${wire} back from ${flow.remote.host}`);
        expect(both.flowTo(old.local)).toBe(flow);
      },
      onFlowClosed: () => undefined,
    });
    old.start({ onWire: resolve, onFlowClosed: () => undefined });
    old.flowTo({ host: '127.0.0.1', port: both.local.port }).send('there and');
  });
  expect(remote).toBe('there and back from 127.0.0.1');
  await Promise.all([both.close(), old.close()]);
});
