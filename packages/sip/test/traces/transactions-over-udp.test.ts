import { ladder, VirtualNetwork } from '@sidetone/testkit';
import { expect, test } from 'vitest';
import { End } from '../support/end.ts';

function twoEnds(options?: ConstructorParameters<typeof VirtualNetwork>[0]) {
  const net = new VirtualNetwork(options);
  const alice = new End(net, 'alice', { host: '192.0.2.1', port: 5060 });
  const bob = new End(net, 'bob', { host: '192.0.2.2', port: 5060 });
  return { net, alice, bob };
}

test('an INVITE is answered 100 after 200 ms, then as the user says; a failure is acknowledged in the transaction', async () => {
  const { net, alice, bob } = twoEnds();
  bob.answer = (_request, transaction) => {
    bob.runtime.timers.schedule(900, () => bob.respond(transaction, 180), undefined);
    bob.runtime.timers.schedule(1500, () => bob.respond(transaction, 486), undefined);
  };
  const sent = await net.run(async () => {
    alice.send(alice.request('INVITE', bob), bob);
    await net.settle();
  });
  await net.expectNothingLeft();
  expect(sent.entries).toHaveLength(1);
  expect(net.ladder).toEqual(ladder`
    0    alice -> bob   INVITE
    200  bob -> alice   100 INVITE
    900  bob -> alice   180
    1500 bob -> alice   486
    1500 alice -> bob   ACK`);
  expect(alice.heard).toEqual(['100 INVITE', '180 INVITE', '486 INVITE']);
  expect(bob.heard).toEqual(['request INVITE']);
  expect(alice.layer.liveCount + bob.layer.liveCount).toBe(0);
});
