import type { SipRequest } from '@sidetone/sip';
import { ladder, VirtualNetwork } from '@sidetone/testkit';
import { expect, test } from 'vitest';
import { End } from '../support/end.ts';

function ends(bobTakesTcp: boolean, mtuBytes?: number) {
  const net = new VirtualNetwork();
  const options = mtuBytes === undefined ? {} : { mtuBytes };
  const alice = new End(net, 'alice', { host: '192.0.2.1', port: 5060 }, ['UDP', 'TCP'], options);
  const bob = new End(net, 'bob', { host: '192.0.2.2', port: 5060 }, bobTakesTcp ? ['UDP', 'TCP'] : ['UDP'], options);
  bob.answer = (request, transaction) => bob.respond(transaction, request.method === 'INVITE' ? 180 : 200);
  return { net, alice, bob };
}

function large(request: SipRequest, bytes = 2000): SipRequest {
  request.setBody('text/plain', 'x'.repeat(bytes));
  return request;
}

const protocols = (net: VirtualNetwork): string[] =>
  net.ladder.entries.map(
    ({ protocol, label }) =>
      `${protocol} ${label.kind === 'request' ? label.method : label.kind === 'response' ? label.status : ''}`,
  );

test('a small request goes by UDP, a large one by TCP with its Via rewritten (§18.1.1)', async () => {
  const { net, alice, bob } = ends(true);
  alice.send(alice.request('MESSAGE', bob), bob);
  alice.send(large(alice.request('MESSAGE', bob)), bob);
  await net.expectNothingLeft();
  expect(protocols(net).toSorted()).toEqual(['TCP 200', 'TCP MESSAGE', 'UDP 200', 'UDP MESSAGE']);
  const [small, big] = net.ladder.entries.filter(({ from }) => from === 'alice').map(({ wire }) => wire);
  expect(small).toContain('Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK');
  expect(small).toContain(';rport\r\n');
  expect(big).toContain('Via: SIP/2.0/TCP 192.0.2.1:5060;branch=z9hG4bK');
  expect(big?.match(/^Via:/gm)).toHaveLength(1);
  expect(alice.heard).toEqual(['200 MESSAGE', '200 MESSAGE']);
});

test('the size counts with the Via, and the limit is inclusive', async () => {
  const { net, alice, bob } = ends(true);
  const probe = alice.request('MESSAGE', bob);
  probe.setBody('text/plain', 'x'.repeat(1000));
  alice.send(probe, bob);
  const missing = 1300 - net.ladder.entries[0]!.wire.length;
  for (const extra of [missing, missing + 1]) {
    const request = alice.request('MESSAGE', bob);
    request.setBody('text/plain', 'x'.repeat(1000 + extra));
    alice.send(request, bob);
  }
  await net.expectNothingLeft();
  const sent = net.ladder.entries.filter(({ from }) => from === 'alice');
  expect(sent.map(({ protocol }) => protocol)).toEqual(['UDP', 'UDP', 'TCP']);
  expect(sent[1]!.wire).toHaveLength(1300);
});

test('CANCEL and the ACK for a failure follow their INVITE', async () => {
  const { net, alice, bob } = ends(true);
  const call = alice.send(large(alice.request('INVITE', bob)), bob);
  await net.settle();
  call.cancel();
  await net.expectNothingLeft();
  expect(protocols(net)).toEqual(['TCP INVITE', 'TCP 180', 'TCP CANCEL', 'TCP 200', 'TCP 487', 'TCP ACK']);
});

test('a peer that takes no TCP gets it by UDP, with its Via rewritten again', async () => {
  const { net, alice, bob } = ends(false);
  alice.send(large(alice.request('INVITE', bob)), bob);
  alice.send(large(alice.request('MESSAGE', bob)), bob);
  await net.settle();
  expect(alice.heard.toSorted()).toEqual(['180 INVITE', '200 MESSAGE']);
  expect(new Set(net.ladder.entries.map(({ protocol }) => protocol))).toEqual(new Set(['UDP']));
  const requests = net.ladder.entries.filter(({ label }) => label.kind === 'request');
  expect(requests).toHaveLength(2);
  for (const { wire } of requests) expect(wire).toMatch(/^Via: SIP\/2.0\/UDP 192.0.2.1:5060;branch=\S+;rport\r$/m);
});

test.each(['MESSAGE', 'INVITE'])('by UDP after a refusal, a lost %s is sent again', async (method) => {
  const { net, alice, bob } = ends(false);
  bob.answer = (_request, transaction) => bob.respond(transaction, 404);
  alice.send(large(alice.request(method, bob)), bob);
  net.link({ loss: 1 }, ['alice', 'bob']);
  await net.clock.advance(400);
  net.link({ loss: 0 }, ['alice', 'bob']);
  await net.expectNothingLeft();
  const [lost, again, answer] = net.ladder.entries.map(({ atMs, from, isLost }) => `${atMs} ${from} ${isLost}`);
  expect([lost, again, answer]).toEqual(['0 alice true', '500 alice false', '500 bob false']);
  expect(
    new Set(
      net.ladder.entries
        .filter(({ from }) => from === 'alice')
        .slice(0, 2)
        .map(({ wire }) => wire),
    ).size,
  ).toBe(1);
});

test('a refusal is remembered for a minute', async () => {
  const { net, alice, bob } = ends(false);
  const attempts = (): number =>
    alice.runtime.trace.events().filter((event) => event.kind === 'flow' && event.change === 'closed').length;
  const message = async (): Promise<void> => {
    alice.send(large(alice.request('MESSAGE', bob)), bob);
    await net.settle();
  };
  await message();
  await message();
  expect(attempts()).toBe(1);
  await net.clock.advance(60_000);
  await message();
  expect(attempts()).toBe(2);
  expect(alice.heard).toEqual(['200 MESSAGE', '200 MESSAGE', '200 MESSAGE']);
});

test('an ACK for 2xx and other requests without a transaction are not lost to a refusal either', async () => {
  const { net, alice, bob } = ends(false);
  alice.layer.sendAck2xx(large(alice.request('ACK', bob)), { nextHop: { protocol: 'UDP', ...bob.address } });
  await net.expectNothingLeft();
  expect(net.ladder).toEqual(ladder`alice -> bob ACK`);
  expect(bob.heard).toEqual(['ack']);
});

test('with a large limit everything goes by UDP', async () => {
  const { net, alice, bob } = ends(true, 65_507);
  alice.send(large(alice.request('MESSAGE', bob), 60_000), bob);
  await net.expectNothingLeft();
  expect(protocols(net)).toEqual(['UDP MESSAGE', 'UDP 200']);
});

test('what no datagram can hold, and no connection takes, fails with the reason', async () => {
  const { net, alice, bob } = ends(false);
  alice.send(large(alice.request('MESSAGE', bob), 70_000), bob);
  await net.expectNothingLeft();
  expect(alice.heard).toHaveLength(1);
  expect(alice.heard[0]).toMatch(/^transport MESSAGE \(a request of 70\d{3} bytes is too large for UDP\)$/);
});
