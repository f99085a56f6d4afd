import { ladder, VirtualNetwork } from '@sidetone/testkit';
import { expect, test } from 'vitest';
import { End } from '../support/end.ts';

test('a request that trips over a defect is answered 500, logged, and the next one is served', async () => {
  const net = new VirtualNetwork();
  const alice = new End(net, 'alice', { host: '192.0.2.1', port: 5060 });
  const bob = new End(net, 'bob', { host: '192.0.2.2', port: 5060 });
  bob.answer = (request, transaction) => {
    if (request.method === 'MESSAGE') throw new Error('a defect of ours');
    bob.respond(transaction, 200);
  };
  for (const method of ['MESSAGE', 'OPTIONS']) alice.send(alice.request(method, bob), bob);
  await net.settle();
  expect(net.ladder).toEqual(ladder`
    alice -> bob MESSAGE
    alice -> bob OPTIONS
    bob -> alice 500 MESSAGE
    bob -> alice 200 OPTIONS`);
  expect(net.takeDefects()).toEqual([expect.stringContaining('a defect of ours')]);
  await net.expectNothingLeft();
  expect(bob.layer.liveCount).toBe(0);
  expect(bob.transport.counters.dropped).toBe(1);
});
