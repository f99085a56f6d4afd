import type { Flow, HostPort, WireText } from '@sidetone/sip';
import { openTcp, openUdp, type UdpTransport } from '@sidetone/sip/node';
import { afterEach, expect, test } from 'vitest';
import { UdpFaultRelay, type UdpFaultRelayOptions } from './udp-fault-relay.ts';

const LOOPBACK = { host: '127.0.0.1', port: 0 };
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

interface End {
  readonly transport: UdpTransport;
  readonly received: WireText[];
  until(count: number): Promise<void>;
}

async function end(answer?: (wire: WireText, flow: Flow) => void): Promise<End> {
  const transport = await openUdp(LOOPBACK);
  closers.push(() => transport.close());
  const received: WireText[] = [];
  let waiting: () => void = () => undefined;
  transport.start({
    onWire: (wire, flow) => {
      received.push(wire);
      answer?.(wire, flow);
      waiting();
    },
    onFlowClosed: () => undefined,
  });
  const until = async (count: number): Promise<void> => {
    while (received.length < count) {
      await new Promise<void>((resolve) => {
        waiting = resolve;
      });
    }
  };
  return { transport, received, until };
}

async function relay(target: HostPort, options: Partial<UdpFaultRelayOptions> = {}): Promise<UdpFaultRelay> {
  const opened = await UdpFaultRelay.open({ target, seed: 1, ...options });
  closers.push(() => opened.close());
  return opened;
}

const request = (method: string, n: number): WireText =>
  `${method} sip:bob@example.test SIP/2.0\r\nCSeq: ${n} ${method}\r\n\r\n`;
const ok = (wire: WireText): WireText => `SIP/2.0 200 OK\r\n${wire.slice(wire.indexOf('CSeq'))}`;

test('passes on, and brings each client its own answers', async () => {
  const server = await end((wire, flow) => flow.send(ok(wire)));
  const between = await relay(server.transport.local);
  const clients = [await end(), await end()];
  for (const [n, client] of clients.entries()) client.transport.flowTo(between.local).send(request('OPTIONS', n));
  for (const [n, client] of clients.entries()) {
    await client.until(1);
    expect(client.received).toEqual([ok(request('OPTIONS', n))]);
  }
  expect(between.counts.seen).toEqual(
    new Map([
      ['OPTIONS', 2],
      ['200 OPTIONS', 2],
    ]),
  );
  expect(between.counts.dropped.size).toBe(0);
});

/** Sends one after the other, so that the order is the same each time; the last one gets through. */
async function survivors(seed: number): Promise<{ received: readonly WireText[]; dropped: number }> {
  const server = await end();
  const between = await relay(server.transport.local, { seed, loss: 0.3 });
  const client = await end();
  for (let n = 0; n < 60; n += 1) {
    const before = { received: server.received.length, dropped: between.dropped('MESSAGE') };
    client.transport.flowTo(between.local).send(request('MESSAGE', n));
    while (server.received.length === before.received && between.dropped('MESSAGE') === before.dropped) {
      await new Promise(setImmediate);
    }
  }
  return { received: server.received, dropped: between.dropped('MESSAGE') };
}

test('loses by seed, the same each time, and counts by method', async () => {
  const [first, again, other] = [await survivors(5), await survivors(5), await survivors(6)];
  expect(first.dropped).toBeGreaterThan(8);
  expect(first.received.length + first.dropped).toBe(60);
  expect(again).toEqual(first);
  expect(other.received).not.toEqual(first.received);
});

test('loses answers too, and counts them by status and method', async () => {
  const server = await end((wire, flow) => flow.send(ok(wire)));
  const between = await relay(server.transport.local, { loss: 0.5, seed: 3 });
  const client = await end();
  while (between.dropped('INVITE') === 0 || between.dropped('200 INVITE') === 0) {
    client.transport.flowTo(between.local).send(request('INVITE', 1));
    await new Promise(setImmediate);
  }
  expect(between.dropped('200 INVITE')).toBeGreaterThan(0);
  expect(between.dropped('BYE')).toBe(0);
});

test('doubles and delays', async () => {
  const server = await end();
  const between = await relay(server.transport.local, { duplicate: 1, delayMs: 20, jitterMs: 10 });
  const client = await end();
  const startMs = performance.now();
  client.transport.flowTo(between.local).send(request('BYE', 1));
  await server.until(2);
  expect(performance.now() - startMs).toBeGreaterThanOrEqual(19);
  expect(server.received).toEqual([request('BYE', 1), request('BYE', 1)]);
  expect(between.counts.duplicated.get('BYE')).toBe(1);
});

test('passes TCP through on the same port, without faults', async () => {
  const server = await openTcp(LOOPBACK);
  const client = await openTcp(LOOPBACK);
  closers.push(
    () => server.close(),
    () => client.close(),
  );
  const between = await relay(server.local, { loss: 1 });
  server.start({ onWire: (wire, flow) => flow.send(ok(wire)), onFlowClosed: () => undefined });
  const answer = new Promise<WireText>((resolve) => {
    client.start({ onWire: resolve, onFlowClosed: () => undefined });
  });
  const flow = client.flowTo(between.local);
  flow.send(request('INVITE', 1));
  expect(await answer).toBe(ok(request('INVITE', 1)));
});

test('TCP can be refused instead', async () => {
  const server = await end();
  const between = await relay(server.transport.local, { tcp: false });
  const client = await openTcp(LOOPBACK);
  closers.push(() => client.close());
  const closed = new Promise<string>((resolve) => {
    client.start({ onWire: () => undefined, onFlowClosed: (_flow, reason) => resolve(reason) });
  });
  client.flowTo(between.local);
  expect(await closed).toContain('connection refused');
});
