import { NO_PARAMS } from '@sidetone/sip';
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

const headerOf = (wire: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)\\r$`, 'm').exec(wire)?.[1];

describe('the caller cancels (§9.1)', () => {
  test('while it rings: CANCEL, 200, 487, ACK', async () => {
    const { net, alice, bob } = twoEnds();
    bob.answer = (_request, transaction) => bob.respond(transaction, 180);
    const invite = alice.request('INVITE', bob);
    invite.addRaw('Route', '<sip:192.0.2.2;lr>');
    const call = alice.send(invite, bob);
    await net.clock.advance(3000);
    call.cancel({ protocol: 'SIP', cause: 200, text: 'Call completed elsewhere', params: NO_PARAMS });
    call.cancel();
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      0    alice -> bob INVITE
      0    bob -> alice 180
      3000 alice -> bob CANCEL
      3000 bob -> alice 200 CANCEL
      3000 bob -> alice 487 INVITE
      3000 alice -> bob ACK`);
    expect(alice.heard).toEqual(['180 INVITE', '487 INVITE']);
    expect(bob.heard).toEqual(['request INVITE', 'cancel INVITE']);
    const [inviteWire, ringing, cancel, cancelOk] = net.ladder.entries.map(({ wire }) => wire);
    for (const name of ['Via', 'From', 'To', 'Call-ID', 'Route']) {
      expect(headerOf(cancel!, name)).toBe(headerOf(inviteWire!, name));
    }
    expect(headerOf(cancel!, 'CSeq')).toBe('1 CANCEL');
    expect(headerOf(cancel!, 'Reason')).toBe('SIP;cause=200;text="Call completed elsewhere"');
    // §9.2: the To tag of the response to the INVITE.
    expect(headerOf(cancelOk!, 'To')).toBe(headerOf(ringing!, 'To'));
  });

  test('before any response: the CANCEL waits for the first', async () => {
    const { net, alice, bob } = twoEnds();
    const call = alice.send(alice.request('INVITE', bob), bob);
    call.cancel();
    call.cancel();
    await net.clock.advance(100);
    expect(net.ladder).toEqual(ladder`alice -> bob INVITE`);
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      0   alice -> bob INVITE
      200 bob -> alice 100 INVITE
      200 alice -> bob CANCEL
      200 bob -> alice 200 CANCEL
      200 bob -> alice 487 INVITE
      200 alice -> bob ACK`);
    expect(alice.heard).toEqual(['100 INVITE', '487 INVITE']);
  });

  test('before any response, and the first is final: no CANCEL', async () => {
    const { net, alice, bob } = twoEnds();
    bob.answer = (_request, transaction) =>
      bob.runtime.timers.schedule(50, () => bob.respond(transaction, 200), undefined);
    const call = alice.send(alice.request('INVITE', bob), bob);
    call.cancel();
    await net.expectNothingLeft();
    call.cancel();
    expect(net.ladder).toEqual(ladder`
      alice -> bob INVITE
      bob -> alice 200`);
  });

  test('the 2xx crosses the CANCEL: the call stands, the CANCEL changes nothing', async () => {
    const { net, alice, bob } = twoEnds({ link: { latencyMs: 100 } });
    bob.answer = (_request, transaction) => {
      bob.respond(transaction, 180);
      bob.runtime.timers.schedule(250, () => bob.respond(transaction, 200), undefined);
    };
    const call = alice.send(alice.request('INVITE', bob), bob);
    await net.clock.advance(300);
    call.cancel();
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      0   alice -> bob INVITE
      100 bob -> alice 180
      300 alice -> bob CANCEL
      350 bob -> alice 200 INVITE
      400 bob -> alice 200 CANCEL`);
    expect(alice.heard).toEqual(['180 INVITE', '200 INVITE']);
    expect(bob.heard).toEqual(['request INVITE']);
  });

  test('a CANCEL that is lost is sent again, and answered again', async () => {
    const { net, alice, bob } = twoEnds();
    bob.answer = (_request, transaction) => bob.respond(transaction, 180);
    const call = alice.send(alice.request('INVITE', bob), bob);
    await net.settle();
    net.part('alice', 'bob');
    call.cancel();
    await net.clock.advance(700);
    net.heal('alice', 'bob');
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      0    alice -> bob INVITE
      0    bob -> alice 180
      0    alice -x bob CANCEL
      500  alice -x bob CANCEL
      1500 alice -> bob CANCEL
      1500 bob -> alice 200 CANCEL
      1500 bob -> alice 487 INVITE
      1500 alice -> bob ACK`);
  });

  test('nobody answers it: the INVITE is given up 64*T1 later', async () => {
    const { net, alice, bob } = twoEnds();
    bob.answer = (_request, transaction) => bob.respond(transaction, 180);
    const call = alice.send(alice.request('INVITE', bob), bob);
    await net.clock.advance(60_000);
    net.part('alice', 'bob');
    call.cancel();
    await net.clock.advance(31_999);
    expect(alice.heard).toEqual(['180 INVITE']);
    await net.clock.advance(1);
    expect(alice.heard).toEqual(['180 INVITE', 'timeout INVITE']);
    expect(alice.layer.liveCount).toBe(0);
    bob.respond(bob.servers[0]!, 480);
    await net.expectNothingLeft();
  });

  test('other requests cannot be cancelled', async () => {
    const { net, alice, bob } = twoEnds();
    const message = alice.send(alice.request('MESSAGE', bob), bob);
    expect(() => message.cancel()).toThrow('only an INVITE can be cancelled');
    await net.expectNothingLeft();
  });
});

describe('the callee is cancelled (§9.2)', () => {
  const cancel = (branch: string): string[] => [
    'CANCEL sip:bob@192.0.2.2 SIP/2.0',
    `Via: SIP/2.0/UDP 192.0.2.3:5060;branch=${branch}`,
    'From: <sip:carol@example.test>;tag=1',
    'To: <sip:bob@192.0.2.2>',
    'Call-ID: 1',
    'CSeq: 7 CANCEL',
  ];

  test('without a matching INVITE: 481', async () => {
    const { net, bob } = twoEnds();
    const carol = new RawPeer(net, 'carol', { host: '192.0.2.3', port: 5060 });
    carol.send(bob.address, ...cancel('z9hG4bKnone'));
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      carol -> bob CANCEL
      bob -> carol 481 CANCEL`);
    expect(bob.heard).toEqual([]);
  });

  test('by a client of RFC 2543, whose branch says nothing', async () => {
    const { net, bob } = twoEnds();
    const carol = new RawPeer(net, 'carol', { host: '192.0.2.3', port: 5060 });
    const old = cancel('1');
    const withMethod = (method: string): string[] => old.map((line) => line.replace('CANCEL', method));
    carol.send(bob.address, ...withMethod('INVITE'));
    carol.send(bob.address, ...withMethod('INVITE'));
    await net.settle();
    carol.send(bob.address, ...old);
    await net.settle();
    // §17.2.3: the To tag of the ACK is that of the response.
    carol.send(
      bob.address,
      ...withMethod('ACK').map((line) => (line.startsWith('To:') ? `${line};tag=bob-tag` : line)),
    );
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      carol -> bob INVITE
      carol -> bob INVITE
      carol -> bob CANCEL
      bob -> carol 200 CANCEL
      bob -> carol 487 INVITE
      carol -> bob ACK`);
    expect(bob.heard).toEqual(['request INVITE', 'cancel INVITE']);
  });

  test('another request than INVITE: 200, and it has no effect', async () => {
    const { net, bob } = twoEnds();
    const carol = new RawPeer(net, 'carol', { host: '192.0.2.3', port: 5060 });
    const lines = cancel('z9hG4bKmessage');
    carol.send(bob.address, ...lines.map((line) => line.replace('CANCEL', 'MESSAGE')));
    await net.settle();
    carol.send(bob.address, ...lines);
    await net.settle();
    bob.respond(bob.servers[0]!, 202);
    await net.expectNothingLeft();
    expect(net.ladder).toEqual(ladder`
      carol -> bob MESSAGE
      carol -> bob CANCEL
      bob -> carol 200 CANCEL
      bob -> carol 202 MESSAGE`);
    expect(bob.heard).toEqual(['request MESSAGE']);
  });
});
