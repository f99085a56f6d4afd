import type { TransportProtocol } from '@sidetone/sip';
import { ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { End } from '../support/end.ts';
import { RawPeer } from '../support/raw-peer.ts';

function peerAndBob(protocol: TransportProtocol = 'UDP') {
  const net = new VirtualNetwork();
  const bob = new End(net, 'bob', { host: '192.0.2.2', port: 5060 }, [protocol]);
  const peer = new RawPeer(net, 'peer', { host: '192.0.2.3', port: 5060 }, protocol);
  return { net, bob, peer };
}

const REQUEST = [
  'OPTIONS sip:bob@192.0.2.2 SIP/2.0',
  'Via: SIP/2.0/UDP 192.0.2.3:5060;branch=z9hG4bK1',
  'From: <sip:peer@example.test>;tag=1',
  'To: <sip:bob@192.0.2.2>',
  'Call-ID: 1',
  'CSeq: 1 OPTIONS',
];
const changed = (from: string | RegExp, to: string): string[] => REQUEST.map((line) => line.replace(from, to));
const without = (name: string): string[] => REQUEST.filter((line) => !line.startsWith(name));
const dropped = (bob: End): string[] =>
  bob.runtime.trace.events().flatMap((event) => (event.kind === 'dropped' ? [event.reason] : []));

describe('a malformed request is answered where an answer can be routed', () => {
  test.each([
    ['a bad CSeq', changed('1 OPTIONS', 'one OPTIONS'), 400],
    ['another method in CSeq', changed('1 OPTIONS', '1 INVITE'), 400],
    ['no Call-ID', without('Call-ID'), 400],
    ['no To', without('To'), 400],
    ['a bad From', changed('<sip:peer@example.test>', '<sip:peer@example.test'), 400],
    ['a Content-Length beyond the end', [...REQUEST, 'Content-Length: 10'], 400],
    ['another version', changed('sip:bob@192.0.2.2 SIP/2.0', 'sip:bob@192.0.2.2 SIP/3.0'), 505],
    ['another version, and no Call-ID', without('Call-ID').map((line) => line.replace(/ SIP\/2\.0$/, ' SIP/3.0')), 505],
    [
      'a line that is no header, and neither From nor To',
      [...without('From').filter((line) => !line.startsWith('To')), 'x'],
      400,
    ],
    ['an unknown scheme', changed('sip:bob@192.0.2.2 SIP', 'http://192.0.2.2/ SIP'), 416],
  ])('%s', async (_what, lines, status) => {
    const { net, bob, peer } = peerAndBob();
    peer.send(bob.address, ...lines);
    await net.expectNothingLeft();
    expect(peer.received).toHaveLength(1);
    expect(peer.last('Via').start).toMatch(new RegExp(`^SIP/2\\.0 ${status} \\S+`));
    expect(peer.last('Via').value).toBe('SIP/2.0/UDP 192.0.2.3:5060;branch=z9hG4bK1');
    expect(bob.heard).toEqual([]);
    expect(bob.transport.counters).toEqual({ received: 1, sent: 1, refused: 1, dropped: 0 });
    expect(dropped(bob)).toEqual([]);
  });

  test('over TCP too', async () => {
    const { net, bob, peer } = peerAndBob('TCP');
    peer.send(bob.address, ...changed('1 OPTIONS', 'one OPTIONS'));
    await net.expectNothingLeft();
    expect(peer.last('CSeq').start).toMatch(/^SIP\/2\.0 400 /);
  });

  test('one that is too large is answered 513', async () => {
    const { net, bob, peer } = peerAndBob('TCP');
    const [flow] = [peer.transport.flowTo(bob.address)];
    await net.settle();
    const arrival = bob.transports[0]!.flows[0]!;
    bob.transports[0]!.oversized([...REQUEST, 'Content-Length: 100000', '', ''].join('\r\n'), arrival, 65_536);
    await net.settle();
    expect(peer.last('CSeq').start).toBe('SIP/2.0 513 Message Larger Than 65536 Bytes');
    expect(flow.isOpen).toBe(true);
  });
});

describe('what nobody can be told about is dropped, counted and traced', () => {
  test.each([
    ['noise', ['\u0001\u0002\u0003'], /start-line|No line end|Request-Line|Status-Line/],
    ['a request without Via', without('Via'), /Via/],
    ['a request whose Via is no Via', changed('SIP/2.0/UDP 192.0.2.3:5060', 'nonsense'), /Via/],
    ['a malformed ACK', changed(/OPTIONS/g, 'ACK').map((line) => line.replace('1 ACK', 'x ACK')), /CSeq/],
    ['a malformed response', ['SIP/2.0 200 OK', ...without('CSeq').slice(1)], /CSeq/],
    ['a response to somebody else', ['SIP/2.0 200 OK', ...REQUEST.slice(1)], /not ours \(§18\.1\.2\)/],
  ])('%s', async (_what, lines, reason) => {
    const { net, bob, peer } = peerAndBob();
    peer.send(bob.address, ...lines);
    await net.expectNothingLeft();
    expect(peer.received).toEqual([]);
    expect(bob.heard).toEqual([]);
    expect(bob.transport.counters).toEqual({ received: 1, sent: 0, refused: 0, dropped: 1 });
    expect(dropped(bob)).toEqual([expect.stringMatching(reason)]);
  });

  test('what comes after it is served', async () => {
    const { net, bob, peer } = peerAndBob();
    bob.answer = (_request, transaction) => bob.respond(transaction, 200);
    for (const lines of [['\u0001'], without('Via'), changed('1 OPTIONS', 'x'), REQUEST])
      peer.send(bob.address, ...lines);
    await net.expectNothingLeft();
    expect(peer.received.map((wire) => wire.slice(8, 11))).toEqual(['400', '200']);
  });
});

test('the trace shows what came and went, without credentials', async () => {
  const { net, bob, peer } = peerAndBob();
  bob.answer = (_request, transaction) => bob.respond(transaction, 200);
  peer.send(bob.address, ...REQUEST, 'Authorization: Digest username="peer", response="0123456789abcdef"');
  await net.expectNothingLeft();
  const messages = bob.runtime.trace.events().filter((event) => event.kind === 'message');
  expect(messages.map(({ direction, flow }) => `${direction} ${flow.protocol} ${flow.remote}`)).toEqual([
    'received UDP 192.0.2.3:5060',
    'sent UDP 192.0.2.3:5060',
  ]);
  expect(messages[0]?.text).toContain('username="peer", response="***"');
  expect(net.ladder).toEqual(ladder`
    peer -> bob OPTIONS
    bob -> peer 200`);
});
