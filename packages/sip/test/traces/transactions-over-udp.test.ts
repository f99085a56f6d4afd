import { createResponse, type ServerTransaction, To } from '@sidetone/sip';
import { ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { End } from '../support/end.ts';
import { RawPeer } from '../support/raw-peer.ts';

function twoEnds(options?: ConstructorParameters<typeof VirtualNetwork>[0]) {
  const net = new VirtualNetwork(options);
  const alice = new End(net, 'alice', { host: '192.0.2.1', port: 5060 });
  const bob = new End(net, 'bob', { host: '192.0.2.2', port: 5060 });
  return { net, alice, bob };
}

/** Lets an end answer at these times, in milliseconds. */
function answerAt(end: End, times: Readonly<Record<number, number>>): void {
  end.answer = (_request, transaction) => {
    for (const [atMs, status] of Object.entries(times)) {
      end.runtime.timers.schedule(Number(atMs), () => end.respond(transaction, status), undefined);
    }
  };
}

describe('INVITE', () => {
  test('is answered 100 after 200 ms; a failure is acknowledged within the transaction', async () => {
    const { net, alice, bob } = twoEnds();
    answerAt(bob, { 900: 180, 1500: 486 });
    const invite = alice.request('INVITE', bob);
    invite.addRaw('Route', '<sip:192.0.2.2;lr>, <sip:far.example.test;lr>');
    alice.send(invite, bob);
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      0    alice -> bob   INVITE sip:bob@192.0.2.2
      200  bob -> alice   100 INVITE
      900  bob -> alice   180 INVITE
      1500 bob -> alice   486 INVITE
      1500 alice -> bob   ACK sip:bob@192.0.2.2`);
    expect(alice.heard).toEqual(['100 INVITE', '180 INVITE', '486 INVITE']);
    expect(bob.heard).toEqual(['request INVITE']);
    expect(alice.layer.liveCount + bob.layer.liveCount).toBe(0);

    // §17.1.1.3
    const via = /^Via: .*$/m.exec(net.ladder.entries[0]!.wire)![0];
    expect(net.ladder.entries.at(-1)!.wire.split('\r\n')).toEqual([
      'ACK sip:bob@192.0.2.2 SIP/2.0',
      via.trim(),
      'Max-Forwards: 70',
      'Route: <sip:192.0.2.2;lr>, <sip:far.example.test;lr>',
      'From: <sip:alice@192.0.2.1>;tag=alice-tag',
      'To: <sip:bob@192.0.2.2>;tag=bob-tag',
      'Call-ID: call-1@alice',
      'CSeq: 1 ACK',
      'Content-Length: 0',
      '',
      '',
    ]);
  });

  test('the ACK for a failure has the credentials of its INVITE (§22.1)', async () => {
    const { net, alice, bob } = twoEnds();
    answerAt(bob, { 0: 486 });
    const invite = alice.request('INVITE', bob);
    const credentials = ['Authorization: Digest a="1"', 'Proxy-Authorization: Digest b="2"'];
    for (const line of credentials) invite.addRaw(...(line.split(': ') as [string, string]));
    alice.send(invite, bob);
    await net.expectNothingLeft();
    const ack = net.ladder.entries.at(-1)!.wire.split('\r\n');
    expect(ack.filter((line) => line.includes('uthorization'))).toEqual(credentials);
  });

  test('that is answered within 200 ms gets no 100', async () => {
    const { net, alice, bob } = twoEnds();
    answerAt(bob, { 199: 180, 1000: 404 });
    alice.send(alice.request('INVITE', bob), bob);
    await net.expectNothingLeft();
    expect(alice.heard).toEqual(['180 INVITE', '404 INVITE']);
  });

  test('is sent again at doubling intervals, without a cap, and times out after 64*T1', async () => {
    const { net, alice, bob } = twoEnds();
    net.part('alice', 'bob');
    alice.send(alice.request('INVITE', bob), bob);
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      0     alice -x bob INVITE
      500   alice -x bob INVITE
      1500  alice -x bob INVITE
      3500  alice -x bob INVITE
      7500  alice -x bob INVITE
      15500 alice -x bob INVITE
      31500 alice -x bob INVITE`);
    expect(alice.heard).toEqual(['timeout INVITE']);
    expect(new Set(net.ladder.entries.map(({ wire }) => wire)).size).toBe(1);
  });

  test('is not sent again after a provisional response, however long it rings', async () => {
    const { net, alice, bob } = twoEnds();
    answerAt(bob, { 300: 180, 100_000: 480 });
    alice.send(alice.request('INVITE', bob), bob);
    await net.expectNothingLeft(140_000);
    expect(
      net.ladder.entries.filter(({ label }) => label.kind === 'request' && label.method === 'INVITE'),
    ).toHaveLength(1);
    expect(alice.heard.at(-1)).toBe('480 INVITE');
  });

  test('whose 100 is lost is answered again with the last provisional response', async () => {
    const { net, alice, bob } = twoEnds();
    answerAt(bob, { 50: 180, 2000: 486 });
    alice.send(alice.request('INVITE', bob), bob);
    await net.clock.advance(10);
    net.part('alice', 'bob');
    await net.clock.advance(100);
    net.heal('alice', 'bob');
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      0    alice -> bob INVITE
      50   bob -x alice 180
      500  alice -> bob INVITE
      500  bob -> alice 180
      2000 bob -> alice 486
      2000 alice -> bob ACK`);
    expect(bob.heard).toEqual(['request INVITE']);
  });

  test('a failure is sent again until its ACK comes, and the ACK each time the failure comes', async () => {
    const { net, alice, bob } = twoEnds({ link: { latencyMs: 5 } });
    answerAt(bob, { 0: 486 });
    alice.send(alice.request('INVITE', bob), bob);
    await net.clock.advance(10);
    net.part('alice', 'bob');
    await net.clock.advance(1000);
    net.heal('alice', 'bob');
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      0    alice -> bob INVITE
      6    bob -> alice 486
      11   alice -x bob ACK
      506  bob -x alice 486
      1506 bob -> alice 486
      1511 alice -> bob ACK`);
    expect(alice.heard).toEqual(['486 INVITE']);
    expect(bob.heard).toEqual(['request INVITE']);
  });

  test('a failure that is never acknowledged is told to the user after 64*T1', async () => {
    const { net, alice, bob } = twoEnds();
    const peer = new RawPeer(net, 'carol', { host: '192.0.2.3', port: 5060 });
    answerAt(bob, { 0: 486 });
    peer.send(
      bob.address,
      'INVITE sip:bob@192.0.2.2 SIP/2.0',
      'Via: SIP/2.0/UDP 192.0.2.3:5060;branch=z9hG4bK1',
      'From: <sip:carol@example.test>;tag=1',
      'To: <sip:bob@192.0.2.2>',
      'Call-ID: 1',
      'CSeq: 1 INVITE',
    );
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      0     carol -> bob INVITE
      1     bob -> carol 486
      501   bob -> carol 486
      1501  bob -> carol 486
      3501  bob -> carol 486
      7501  bob -> carol 486
      11501 bob -> carol 486
      15501 bob -> carol 486
      19501 bob -> carol 486
      23501 bob -> carol 486
      27501 bob -> carol 486
      31501 bob -> carol 486`);
    expect(bob.heard).toEqual(['request INVITE', 'timeout INVITE']);
    expect(alice.heard).toEqual([]);
  });
});

describe('INVITE with 2xx (RFC 6026)', () => {
  test('every 2xx is passed up, those of forks too, for 64*T1; then they are strays', async () => {
    const { net, alice, bob } = twoEnds();
    let server: ServerTransaction | undefined;
    bob.answer = (_request, transaction) => {
      server = transaction;
      bob.respond(transaction, 200);
    };
    alice.send(alice.request('INVITE', bob), bob);
    await net.settle();
    server?.respond(createResponse(server.request, 200, undefined, 'fork'));
    await net.clock.advance(31_000);
    server?.respond(createResponse(server.request, 200, undefined, 'fork'));
    await net.settle();
    expect(alice.heard).toEqual(['200 INVITE', '200 INVITE', '200 INVITE']);
    const late = net.ladder.entries.at(-1)!.wire;
    await net.expectNothingLeft();
    bob.transports[0]!.flowTo(alice.address).send(late);
    await net.settle();
    expect(alice.heard.at(-1)).toBe('stray 200');
  });

  test('an INVITE that comes again after the 2xx is absorbed, and the ACK goes to the user', async () => {
    const { net, alice, bob } = twoEnds();
    bob.answer = (_request, transaction) => bob.respond(transaction, 200);
    alice.send(alice.request('INVITE', bob), bob);
    await net.settle();
    const [invite] = net.ladder.entries;
    alice.transports[0]!.flowTo(bob.address).send(invite!.wire);
    await net.settle();
    expect(bob.heard).toEqual(['request INVITE']);
    alice.layer.sendAck2xx(alice.request('ACK', bob), { nextHop: { protocol: 'UDP', ...bob.address } });
    await net.settle();
    expect(bob.heard).toEqual(['request INVITE', 'ack']);
    expect(net.ladder).toEqual(ladder`
      alice -> bob INVITE
      bob -> alice 200
      alice -> bob INVITE
      alice -> bob ACK`);
    await net.expectNothingLeft();
  });

  test('the 2xx of every fork is passed up with its To tag, for 64*T1 after the first', async () => {
    const { net, alice, bob } = twoEnds();
    bob.answer = (_request, transaction) => {
      for (const [atMs, fork] of [
        [0, 'one'],
        [10_000, 'two'],
        [31_900, 'three'],
      ] as const) {
        const answer = createResponse(transaction.request, 200, undefined, fork);
        bob.runtime.timers.schedule(atMs, () => transaction.respond(answer), undefined);
      }
    };
    alice.send(alice.request('INVITE', bob), bob);
    await net.expectNothingLeft(70_000);
    expect(alice.responses.map((response) => response.get(To)?.params.get('tag'))).toEqual(['one', 'two', 'three']);
    expect(net.ladder.entries.filter(({ from }) => from === 'alice')).toHaveLength(1);
  });

  test('after a 2xx no other final response is sent', async () => {
    const { net, alice, bob } = twoEnds();
    bob.answer = (_request, transaction) => {
      bob.respond(transaction, 200);
      bob.respond(transaction, 486);
      bob.respond(transaction, 180);
    };
    alice.send(alice.request('INVITE', bob), bob);
    await net.expectNothingLeft();
    expect(alice.heard).toEqual(['200 INVITE']);
    const ignored = bob.runtime.trace
      .events()
      .flatMap((event) => (event.kind === 'transaction' && event.ignored ? [event.input] : []));
    expect(ignored).toEqual(['send300-699', 'send1xx']);
  });
});

describe('other methods', () => {
  test('one answer, no ACK', async () => {
    const { net, alice, bob } = twoEnds();
    bob.answer = (_request, transaction) => bob.respond(transaction, 200);
    alice.send(alice.request('MESSAGE', bob), bob);
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      alice -> bob MESSAGE
      bob -> alice 200`);
    expect(alice.heard).toEqual(['200 MESSAGE']);
  });

  test('are sent again at doubling intervals up to T2, and time out after 64*T1', async () => {
    const { net, alice, bob } = twoEnds();
    net.part('alice', 'bob');
    alice.send(alice.request('REGISTER', bob), bob);
    await net.expectNothingLeft();
    expect(net.ladder.entries.map(({ atMs }) => atMs)).toEqual([
      0, 500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500,
    ]);
    expect(alice.heard).toEqual(['timeout REGISTER']);
  });

  test('after a provisional response go on every T2', async () => {
    const { net, alice, bob } = twoEnds();
    // RFC 4320 §4.1: the 100 comes by itself when timer E has come to T2.
    alice.send(alice.request('SUBSCRIBE', bob), bob);
    await net.expectNothingLeft();
    const answers = net.ladder.entries.filter(({ from }) => from === 'bob').map(({ atMs }) => atMs);
    expect(answers[0]).toBe(3500);
    const sent = net.ladder.entries.filter(({ from }) => from === 'alice').map(({ atMs }) => atMs);
    expect(sent).toEqual([0, 500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500]);
    expect(alice.heard).toEqual([
      '100 SUBSCRIBE',
      ...Array.from({ length: 7 }, () => '100 SUBSCRIBE'),
      'timeout SUBSCRIBE',
    ]);
    expect(bob.heard).toEqual(['request SUBSCRIBE']);
  });

  test('a lost answer is sent again when the request comes again', async () => {
    const { net, alice, bob } = twoEnds();
    answerAt(bob, { 100: 202 });
    alice.send(alice.request('MESSAGE', bob), bob);
    await net.clock.advance(50);
    net.part('alice', 'bob');
    await net.clock.advance(100);
    net.heal('alice', 'bob');
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      0   alice -> bob MESSAGE
      100 bob -x alice 202
      500 alice -> bob MESSAGE
      500 bob -> alice 202`);
    expect(bob.heard).toEqual(['request MESSAGE']);
    expect(alice.heard).toEqual(['202 MESSAGE']);
  });

  test('a request that comes again before the answer is discarded', async () => {
    const { net, alice, bob } = twoEnds();
    answerAt(bob, { 700: 200 });
    alice.send(alice.request('MESSAGE', bob), bob);
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      0   alice -> bob MESSAGE
      500 alice -> bob MESSAGE
      700 bob -> alice 200`);
  });

  test('a doubled answer is passed up once', async () => {
    const { net, alice, bob } = twoEnds({ link: { duplicate: 1 } });
    bob.answer = (_request, transaction) => bob.respond(transaction, 200);
    alice.send(alice.request('MESSAGE', bob), bob);
    await net.expectNothingLeft();
    expect(alice.heard).toEqual(['200 MESSAGE']);
    expect(bob.heard).toEqual(['request MESSAGE']);
  });

  test('get no 408, no 183 and no early 100 (RFC 4320)', async () => {
    const { net, alice, bob } = twoEnds();
    answerAt(bob, { 10: 100, 20: 183, 30: 408 });
    alice.send(alice.request('MESSAGE', bob), bob);
    await net.clock.advance(100);
    expect(net.ladder).toEqual(ladder`alice -> bob MESSAGE`);
    const notes = bob.runtime.trace.events().flatMap((event) => (event.kind === 'note' ? [event.text] : []));
    expect(notes).toEqual([
      'a 100 is not sent this early over UDP (RFC 4320)',
      'a 183 is not sent to another method than INVITE (RFC 4320)',
      'a 408 is not sent to another method than INVITE (RFC 4320)',
    ]);
    expect(bob.layer.liveCount).toBe(0);
  });
});
