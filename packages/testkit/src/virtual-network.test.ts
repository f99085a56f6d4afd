import type { Flow, TransportHandler } from '@sidetone/sip';
import { describe, expect, test } from 'vitest';
import { ladder } from './ladder.ts';
import { testRuntime } from './test-runtime.ts';
import { VirtualNetwork } from './virtual-network.ts';

const ALICE = { host: '10.0.0.1', port: 5060 };
const BOB = { host: '10.0.0.2', port: 5060 };

/** Writes down what a transport reports. */
function recorder(log: string[], clock: { now(): number }): TransportHandler {
  return {
    onWire: (wire, flow) => log.push(`${clock.now()} ${wire} from ${flow.remote.host}`),
    onFlowOpened: () => log.push(`${clock.now()} opened`),
    onFlowClosed: (_flow, reason) => log.push(`${clock.now()} closed: ${reason}`),
  };
}

function pair(protocol: 'UDP' | 'TCP', options?: ConstructorParameters<typeof VirtualNetwork>[0]) {
  const net = new VirtualNetwork(options);
  const alice = net.attach('alice', ALICE, protocol);
  const bob = net.attach('bob', BOB, protocol);
  const log = { alice: [] as string[], bob: [] as string[] };
  alice.start(recorder(log.alice, net.clock));
  bob.start(recorder(log.bob, net.clock));
  return { net, alice, bob, log };
}

describe('datagrams', () => {
  test('arrive after the latency, never within send', async () => {
    const { net, alice, log } = pair('UDP', { link: { latencyMs: 30 } });
    alice.flowTo(BOB).send('a');
    expect(log.bob).toEqual([]);
    await net.settle();
    expect(log.bob).toEqual(['30 a from 10.0.0.1']);
  });

  test('are lost, doubled and reordered by seed, the same each time', async () => {
    const runs = await Promise.all(
      [1, 1, 2].map(async (seed) => {
        const { net, alice, log } = pair('UDP', {
          seed,
          link: { latencyMs: 5, loss: 0.2, duplicate: 0.2, reorder: 0.2 },
        });
        for (let i = 0; i < 100; i += 1) {
          alice.flowTo(BOB).send(String(i));
          await net.clock.advance(1);
        }
        await net.settle();
        return {
          received: log.bob.map((line) => Number(line.split(' ')[1])),
          lost: net.ladder.entries.filter((entry) => entry.isLost).length,
        };
      }),
    );
    const [first, second, third] = runs;
    expect(second).toEqual(first);
    expect(third).not.toEqual(first);
    expect(first?.lost).toBeGreaterThan(5);
    expect(new Set(first?.received).size).toBe(100 - (first?.lost ?? 0));
    expect(first?.received.length).toBeGreaterThan(new Set(first?.received).size);
    expect(first?.received).not.toEqual(first?.received.toSorted((a, b) => a - b));
  });

  test('to nobody are shown as lost', async () => {
    const { net, alice } = pair('UDP');
    alice.flowTo({ host: '10.0.0.9', port: 5060 }).send('OPTIONS sip:nobody SIP/2.0\r\n\r\n');
    expect(net.ladder).toEqual(ladder`alice -x 10.0.0.9:5060 OPTIONS`);
    await net.expectNothingLeft();
  });

  test('are lost between parted ends only', async () => {
    const { net, alice, log } = pair('UDP');
    net.part('bob', 'alice');
    alice.flowTo(BOB).send('a');
    net.heal('alice', 'bob');
    alice.flowTo(BOB).send('b');
    await net.settle();
    expect(log.bob).toEqual(['0 b from 10.0.0.1']);
  });

  test('use one flow per remote address, in both directions', async () => {
    const { net, alice, bob } = pair('UDP');
    expect(alice.flowTo(BOB)).toBe(alice.flowTo({ ...BOB }));
    alice.flowTo(BOB).send('a');
    await net.settle();
    expect(bob.flows).toHaveLength(1);
    expect(bob.flowTo(ALICE)).toBe(bob.flows[0]);
  });
});

describe('connections', () => {
  test('open at both ends and keep the order, even when the latency changes', async () => {
    const { net, alice, log } = pair('TCP', { link: { latencyMs: 50 } });
    const flow = alice.flowTo(BOB);
    flow.send('a');
    await net.clock.advance(50);
    flow.send('b');
    net.link({ latencyMs: 1 }, ['alice', 'bob']);
    flow.send('c');
    await net.settle();
    expect(log.alice).toEqual(['50 opened']);
    expect(log.bob).toEqual(['50 opened', '100 a from 10.0.0.1', '100 b from 10.0.0.1', '100 c from 10.0.0.1']);
  });

  test('carry answers back', async () => {
    const { net, alice, bob, log } = pair('TCP');
    alice.flowTo(BOB).send('a');
    await net.settle();
    const accepted = bob.flows[0] as Flow;
    expect(bob.flowTo(accepted.remote)).toBe(accepted);
    accepted.send('b');
    await net.settle();
    expect(log.alice).toEqual(['0 opened', '0 b from 10.0.0.2']);
  });

  test('are refused where nobody listens', async () => {
    const { net, alice, log } = pair('TCP');
    const flow = alice.flowTo({ host: '10.0.0.9', port: 5060 });
    expect(flow.isOpen).toBe(true);
    flow.send('a');
    await net.settle();
    expect(flow.isOpen).toBe(false);
    expect(log.alice).toEqual(['0 closed: connection refused by 10.0.0.9:5060']);
    expect(net.ladder.entries).toEqual([]);
  });

  test('end at both ends when one closes, after what was sent before', async () => {
    const { net, alice, log } = pair('TCP');
    const flow = alice.flowTo(BOB);
    await net.settle();
    flow.send('last words');
    flow.close('enough');
    flow.close('again');
    flow.send('too late');
    await net.settle();
    expect(log.alice).toEqual(['0 opened', '0 closed: enough']);
    expect(log.bob).toEqual(['0 opened', '0 last words from 10.0.0.1', '0 closed: closed by the peer']);
    expect(alice.flowTo(BOB)).not.toBe(flow);
  });

  test('end at once at both ends when cut', async () => {
    const { net, alice, log } = pair('TCP', { link: { latencyMs: 10 } });
    alice.flowTo(BOB).send('a');
    await net.clock.advance(15);
    for (const flow of alice.flows) net.cut(flow, 'cable');
    await net.settle();
    expect(log.alice.at(-1)).toBe('15 closed: cable');
    expect(log.bob).toEqual(['10 opened', '15 closed: cable']);
  });

  test('stall between parted ends until they meet again', async () => {
    const { net, alice, log } = pair('TCP');
    const flow = alice.flowTo(BOB);
    await net.settle();
    net.part('alice', 'bob');
    flow.send('a');
    await net.clock.advance(1000);
    expect(log.bob).toEqual(['0 opened']);
    net.heal('alice', 'bob');
    await net.settle();
    expect(log.bob).toEqual(['0 opened', '1000 a from 10.0.0.1']);
  });
});

describe('run', () => {
  test('lets as much time pass as the action takes, and returns what was sent meanwhile', async () => {
    const { net, alice } = pair('UDP');
    const runtime = testRuntime(net);
    await net.clock.advance(123);
    alice.flowTo(BOB).send('before');
    const sent = await net.run(async () => {
      alice.flowTo(BOB).send('OPTIONS sip:bob SIP/2.0\r\n\r\n');
      await new Promise<void>((resolve) => {
        runtime.timers.schedule(700, resolve, undefined);
      });
      alice.flowTo(BOB).send('OPTIONS sip:bob SIP/2.0\r\n\r\n');
    });
    expect(sent).toEqual(ladder`
      0   alice -> bob OPTIONS
      700 alice -> bob OPTIONS`);
  });

  test('throws what the action throws, and explains an action that never ends', async () => {
    const { net } = pair('UDP');
    await expect(net.run(() => Promise.reject(new Error('defect')))).rejects.toThrow('defect');
    await expect(net.run(() => new Promise(() => undefined))).rejects.toThrow(
      'waits for something that will not happen',
    );
    const forever = (): void => void testRuntime(net).timers.schedule(1000, forever, undefined);
    forever();
    await expect(net.run(() => new Promise(() => undefined))).rejects.toThrow('did not end');
  });
});

test('expectNothingLeft names who still has timers', async () => {
  const net = new VirtualNetwork();
  testRuntime(net, 1).timers.schedule(39_000, () => undefined, undefined);
  testRuntime(net, 2).timers.schedule(41_000, () => undefined, undefined);
  await expect(net.expectNothingLeft()).rejects.toThrow('left over: runtime with seed 2: 1 timers');
  await net.expectNothingLeft();
});
