import type { TransportProtocol } from '@sidetone/sip';
import { ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { End } from '../support/end.ts';

function twoEnds(protocol: TransportProtocol, options?: ConstructorParameters<typeof VirtualNetwork>[0]) {
  const net = new VirtualNetwork(options);
  const alice = new End(net, 'alice', { host: '192.0.2.1', port: 5060 }, [protocol]);
  const bob = new End(net, 'bob', { host: '192.0.2.2', port: 5060 }, [protocol]);
  return { net, alice, bob };
}

describe.each(['TCP', 'WS'] as const)('over %s', (protocol) => {
  test('nothing is sent again while the answer takes its time', async () => {
    const { net, alice, bob } = twoEnds(protocol);
    bob.answer = (_request, transaction) =>
      bob.runtime.timers.schedule(20_000, () => bob.respond(transaction, 200), undefined);
    alice.send(alice.request('MESSAGE', bob), bob, protocol);
    alice.send(alice.request('INVITE', bob), bob, protocol);
    await net.expectNothingLeft(60_000);
    expect(net.ladder).toEqual(ladder`
      0     alice -> bob MESSAGE
      0     alice -> bob INVITE
      200   bob -> alice 100 INVITE
      3500  bob -> alice 100 MESSAGE
      20000 bob -> alice 200 MESSAGE
      20000 bob -> alice 200 INVITE`);
  });

  test('transactions end with the final response, but an INVITE with 2xx', async () => {
    const { net, alice, bob } = twoEnds(protocol);
    bob.answer = (request, transaction) => bob.respond(transaction, request.method === 'INVITE' ? 486 : 200);
    alice.send(alice.request('OPTIONS', bob), bob, protocol);
    alice.send(alice.request('INVITE', bob), bob, protocol);
    await net.settle();
    expect(alice.heard).toEqual(['200 OPTIONS', '486 INVITE']);
    expect([alice.layer.liveCount, bob.layer.liveCount]).toEqual([0, 0]);
    bob.answer = (_request, transaction) => bob.respond(transaction, 200);
    alice.send(alice.request('INVITE', bob), bob, protocol);
    await net.settle();
    expect([alice.layer.liveCount, bob.layer.liveCount]).toEqual([1, 1]);
    await net.expectNothingLeft();
    expect([alice.layer.liveCount, bob.layer.liveCount]).toEqual([0, 0]);
  });

  test('a request that cannot be delivered fails at once with the reason, never within send', async () => {
    const { net, alice } = twoEnds(protocol);
    const nobody = { nextHop: { protocol, host: '192.0.2.9', port: 5060 } };
    for (const method of ['INVITE', 'MESSAGE']) alice.send(alice.request(method, alice), nobody);
    expect(alice.heard).toEqual([]);
    await net.settle();
    const reason = 'connection refused by 192.0.2.9:5060';
    expect(alice.heard).toEqual([`transport INVITE (${reason})`, `transport MESSAGE (${reason})`]);
    await net.expectNothingLeft();
  });

  test('a request without a way out fails after send has returned', async () => {
    const { net, alice, bob } = twoEnds(protocol);
    alice.send(alice.request('MESSAGE', bob), bob, 'TLS');
    expect(alice.heard).toEqual([]);
    await net.clock.advance(1);
    expect(alice.heard).toEqual(['transport MESSAGE (there is no transport for TLS)']);
    await net.expectNothingLeft();
  });

  test('a connection that is lost fails what waits on it, but not a call that rings', async () => {
    const { net, alice, bob } = twoEnds(protocol);
    bob.answer = (request, transaction) => {
      if (request.method === 'INVITE') bob.respond(transaction, 180);
    };
    alice.send(alice.request('INVITE', bob), bob, protocol);
    const message = alice.send(alice.request('MESSAGE', bob), bob, protocol);
    await net.settle();
    for (const flow of alice.transports[0]!.flows) net.cut(flow, 'the cable is out');
    await net.settle();
    expect(alice.heard).toEqual(['180 INVITE', 'transport MESSAGE (the cable is out)']);
    expect(message.state).toBe('terminated');
    expect(alice.closed).toEqual([`${protocol} the cable is out`]);
  });
});

describe('a response whose connection is gone (§18.2.2)', () => {
  test('goes by a new connection to the sent-by of the Via', async () => {
    const { net, alice, bob } = twoEnds('TCP');
    bob.answer = (_request, transaction) =>
      bob.runtime.timers.schedule(1000, () => bob.respond(transaction, 486), undefined);
    alice.send(alice.request('INVITE', bob), bob, 'TCP');
    await net.clock.advance(500);
    for (const flow of alice.transports[0]!.flows) net.cut(flow);
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      0    alice -> bob INVITE
      200  bob -> alice 100
      1000 bob -> alice 486
      1000 alice -> bob ACK`);
    expect(alice.heard).toEqual(['100 INVITE', '486 INVITE']);
    // §17.1.1.2: the ACK goes to the same address as the INVITE, by a new connection.
    expect(bob.heard).toEqual(['request INVITE']);
  });

  test('is told to the user when there is no way', async () => {
    const { net, alice, bob } = twoEnds('WS');
    bob.answer = (_request, transaction) =>
      bob.runtime.timers.schedule(1000, () => bob.respond(transaction, 200), undefined);
    alice.send(alice.request('MESSAGE', bob), bob, 'WS');
    await net.clock.advance(500);
    for (const flow of alice.transports[0]!.flows) net.cut(flow);
    await net.expectNothingLeft();
    expect(bob.heard).toEqual([
      'request MESSAGE',
      'transport MESSAGE (the WebSocket connection of the request has closed)',
    ]);
    expect(bob.layer.liveCount).toBe(0);
  });

  test('is told to the user when the new connection is refused', async () => {
    const { net, alice, bob } = twoEnds('TCP');
    bob.answer = (_request, transaction) =>
      bob.runtime.timers.schedule(1000, () => bob.respond(transaction, 200), undefined);
    alice.send(alice.request('INVITE', bob), bob, 'TCP');
    await net.clock.advance(500);
    await alice.transport.close();
    await net.expectNothingLeft(70_000);
    expect(bob.heard).toEqual(['request INVITE', 'transport INVITE (connection refused by 192.0.2.1:5060)']);
  });

  test('a refusal that was not acknowledged goes by the next WebSocket, every T1 until there is one (ADR 12)', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 50 } });
    const gateway = new End(net, 'gateway', { host: '192.0.2.2', port: 80 }, ['WS'], {
      successorOf: () => gateway.transports[0]!.flows.find((flow) => flow.isOpen),
    });
    const phone = new End(net, 'phone', { host: '192.0.2.1', port: 0 }, ['WS'], {
      sentBy: () => ({ host: 'df7jal23ls0d.invalid', port: 0 }),
      successorOf: () => phone.transports[0]!.flows.find((flow) => flow.isOpen),
    });
    gateway.answer = (_request, transaction) =>
      gateway.runtime.timers.schedule(1000, () => gateway.respond(transaction, 486), undefined);
    phone.send(phone.request('INVITE', gateway), gateway, 'WS');
    // The refusal is on its way when the connection breaks.
    await net.clock.advance(1120);
    for (const flow of phone.transports[0]!.flows) net.cut(flow);
    await net.clock.advance(700);
    phone.transports[0]!.flowTo(gateway.address);
    await net.expectNothingLeft();
    expect(phone.heard).toEqual(['100 INVITE', '486 INVITE']);
    expect(gateway.heard).toEqual(['request INVITE']);
    const refusals = net.ladder.entries.filter(({ label }) => label.kind === 'response' && label.status === 486);
    expect(refusals.map(({ atMs }) => atMs)).toEqual([1100, 2121]);
    expect(gateway.layer.liveCount).toBe(0);
  });

  test('goes by the successor of the flow, where the user knows one', async () => {
    const net = new VirtualNetwork();
    const gateway = new End(net, 'gateway', { host: '192.0.2.2', port: 80 }, ['WS'], {
      successorOf: () => gateway.transports[0]!.flows.find((flow) => flow.isOpen),
    });
    const phone = new End(net, 'phone', { host: '192.0.2.1', port: 0 }, ['WS'], {
      sentBy: () => ({ host: 'df7jal23ls0d.invalid', port: 0 }),
    });
    gateway.answer = (_request, transaction) => {
      gateway.runtime.timers.schedule(1000, () => gateway.respond(transaction, 180), undefined);
      gateway.runtime.timers.schedule(2000, () => gateway.respond(transaction, 200), undefined);
    };
    phone.send(phone.request('INVITE', gateway), gateway, 'WS');
    await net.clock.advance(1500);
    for (const flow of phone.transports[0]!.flows) net.cut(flow);
    await net.settle();
    phone.transports[0]!.flowTo(gateway.address);
    await net.expectNothingLeft();
    expect(phone.heard).toEqual(['100 INVITE', '180 INVITE', '200 INVITE']);
    expect(net.ladder.entries[0]!.wire).toContain('Via: SIP/2.0/WS df7jal23ls0d.invalid;branch=z9hG4bK');
  });
});
