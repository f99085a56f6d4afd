import { VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { End } from '../support/end.ts';

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed + 1);

describe('with a quarter of the datagrams lost, many doubled and reordered', () => {
  test.each(SEEDS)('every request gets one outcome, and nothing is left over (seed %i)', async (seed) => {
    const link = { latencyMs: 30, loss: 0.25, duplicate: 0.2, reorder: 0.3, reorderMs: 400 };
    const net = new VirtualNetwork({ seed, link });
    const alice = new End(net, 'alice', { host: '192.0.2.1', port: 5060 });
    const bob = new End(net, 'bob', { host: '192.0.2.2', port: 5060 });
    const outcomes: string[] = [];
    const observer = (name: string) => ({
      onResponse: ({ status }: { status: number }) => {
        if (status >= 200) outcomes.push(`${name} ${status}`);
      },
      onFailure: ({ kind }: { kind: string }) => outcomes.push(`${name} ${kind}`),
    });
    bob.answer = (request, transaction) => {
      const isCall = request.method === 'INVITE';
      if (isCall) bob.runtime.timers.schedule(400, () => bob.respond(transaction, 180), undefined);
      bob.runtime.timers.schedule(isCall ? 3000 : 50, () => bob.respond(transaction, isCall ? 486 : 200), undefined);
    };
    const target = { nextHop: { protocol: 'UDP' as const, ...bob.address } };
    for (let i = 0; i < 10; i += 1) {
      alice.layer.send(alice.request('INVITE', bob), target, observer(`call ${i}`));
      alice.layer.send(alice.request('MESSAGE', bob), target, observer(`message ${i}`));
      await net.clock.advance(200);
    }
    await net.expectNothingLeft(120_000);
    const expected = Array.from({ length: 10 }, (_, i) => [`call ${i} 486`, `message ${i} 200`]).flat();
    expect(outcomes.toSorted()).toEqual(expected.toSorted());
    expect(bob.heard.filter((text) => text.startsWith('request'))).toHaveLength(20);
    expect(alice.layer.liveCount + bob.layer.liveCount).toBe(0);
  });
});
