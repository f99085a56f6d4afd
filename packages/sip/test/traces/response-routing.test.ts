import { parseMessage, type SipResponse, Via } from '@sidetone/sip';
import { VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { End } from '../support/end.ts';
import { RawPeer } from '../support/raw-peer.ts';

const PEER = { host: '192.0.2.3', port: 40_000 };

async function exchange(via: string, answerer: readonly [string, { host: string; port: number }] = ['peer', PEER]) {
  const net = new VirtualNetwork();
  const bob = new End(net, 'bob', { host: '192.0.2.2', port: 5060 });
  bob.answer = (_request, transaction) => bob.respond(transaction, 200);
  const peer = new RawPeer(net, 'peer', PEER);
  const answered = answerer[0] === 'peer' ? peer : new RawPeer(net, ...answerer);
  peer.send(
    bob.address,
    'OPTIONS sip:bob@192.0.2.2 SIP/2.0',
    `Via: ${via}`,
    'From: <sip:peer@example.test>;tag=1',
    'To: <sip:bob@192.0.2.2>',
    'Call-ID: 1',
    'CSeq: 1 OPTIONS',
  );
  await net.expectNothingLeft();
  expect(answered.received).toHaveLength(1);
  return answered.last('Via').value;
}

describe('over UDP (§18.2.1, §18.2.2, RFC 3581)', () => {
  test('to the source where rport asks for it', async () => {
    expect(await exchange('SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1;rport')).toBe(
      'SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1;received=192.0.2.3;rport=40000',
    );
  });

  test('else to the address of the source and the port of the sent-by', async () => {
    expect(
      await exchange('SIP/2.0/UDP phone.example.test:5099;branch=z9hG4bK1', ['phone', { host: PEER.host, port: 5099 }]),
    ).toBe('SIP/2.0/UDP phone.example.test:5099;branch=z9hG4bK1;received=192.0.2.3');
  });

  test('to port 5060 where the sent-by has none', async () => {
    expect(await exchange('SIP/2.0/UDP 192.0.2.3;branch=z9hG4bK1', ['phone', { host: PEER.host, port: 5060 }])).toBe(
      'SIP/2.0/UDP 192.0.2.3;branch=z9hG4bK1',
    );
  });

  test('never to a maddr, which could be anybody', async () => {
    const source = ['phone', { host: PEER.host, port: 5060 }] as const;
    expect(await exchange('SIP/2.0/UDP 192.0.2.3:5060;maddr=192.0.2.77;branch=z9hG4bK1', source)).toContain(
      'maddr=192.0.2.77',
    );
    expect(await exchange('SIP/2.0/UDP 192.0.2.77;maddr=192.0.2.77;branch=z9hG4bK1;rport')).toContain(
      'received=192.0.2.3;rport=40000',
    );
  });

  test('never where the client claims to be', async () => {
    expect(await exchange('SIP/2.0/UDP 192.0.2.3:40000;branch=z9hG4bK1;received=192.0.2.99;rport=9')).toBe(
      'SIP/2.0/UDP 192.0.2.3:40000;branch=z9hG4bK1;received=192.0.2.3;rport=40000',
    );
    expect(await exchange('SIP/2.0/UDP 192.0.2.3:40000;branch=z9hG4bK1;received=192.0.2.99')).toBe(
      'SIP/2.0/UDP 192.0.2.3:40000;branch=z9hG4bK1',
    );
  });

  test('IPv6 addresses with their brackets', async () => {
    const net = new VirtualNetwork();
    const bob = new End(net, 'bob', { host: '2001:db8::2', port: 5060 });
    const alice = new End(net, 'alice', { host: '2001:db8::1', port: 5060 });
    bob.answer = (_request, transaction) => bob.respond(transaction, 200);
    alice.send(alice.request('OPTIONS', bob), bob);
    await net.expectNothingLeft();
    expect(alice.heard).toEqual(['200 OPTIONS']);
    expect(net.ladder.entries[0]!.wire).toContain('Via: SIP/2.0/UDP [2001:db8::1]:5060;');
    expect(net.ladder.entries[1]!.wire).toContain(';received=2001:db8::1;rport=5060');
  });
});

describe('without a transaction (RFC 6026 at a proxy)', () => {
  /** Alice's INVITE goes through a proxy; later the proxy gets its 2xx again, and has only the Via to go by. */
  async function retransmitted2xx(protocol: 'UDP' | 'TCP' | 'WS') {
    const net = new VirtualNetwork();
    const proxy = new End(net, 'proxy', { host: '192.0.2.9', port: 5060 }, [protocol]);
    const address = { host: '192.0.2.1', port: 5060 };
    const alice = new End(
      net,
      'alice',
      address,
      [protocol],
      protocol === 'WS' ? { sentBy: () => ({ host: 'a.invalid', port: 0 }) } : {},
    );
    proxy.answer = (_request, transaction) => proxy.respond(transaction, 200);
    alice.send(alice.request('INVITE', proxy), proxy, protocol);
    await net.settle();
    const parsed = parseMessage(net.ladder.entries[1]!.wire);
    if (!parsed.ok) throw new Error(parsed.error.reason);
    proxy.layer.forwardResponseStateless(parsed.value as SipResponse);
    await net.expectNothingLeft();
    return { alice, via: (parsed.value as SipResponse).get(Via) };
  }

  test.each(['UDP', 'TCP', 'WS'] as const)('a 2xx over %s finds the flow of the request', async (protocol) => {
    const { alice } = await retransmitted2xx(protocol);
    expect(alice.heard).toEqual(['200 INVITE', '200 INVITE']);
  });

  test('a connection without an address of its own is found by what the Via notes', async () => {
    const { via } = await retransmitted2xx('WS');
    expect(via).toMatchObject({ host: 'a.invalid', received: '192.0.2.1', rport: expect.any(Number) as number });
  });

  test('a response that has nowhere to go is noted', async () => {
    const net = new VirtualNetwork();
    const proxy = new End(net, 'proxy', { host: '192.0.2.9', port: 5060 });
    const parsed = parseMessage('SIP/2.0 200 OK\r\nCall-ID: 1\r\n\r\n');
    if (!parsed.ok) throw new Error(parsed.error.reason);
    proxy.layer.forwardResponseStateless(parsed.value as SipResponse);
    await net.expectNothingLeft();
    expect(proxy.runtime.trace.events()).toEqual([
      expect.objectContaining({ kind: 'note', text: 'a 200 has no Via left to go to' }),
    ]);
  });
});
