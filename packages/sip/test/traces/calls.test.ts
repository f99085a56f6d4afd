import {
  type Call,
  type CallState,
  Contact,
  createRequest,
  CSeq,
  nameAddr,
  type SipResponse,
  tag,
  To,
} from '@sidetone/sip';
import { FakeMediaEndpoint, ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { addressOf, AUDIO, pair, phone, type Phone, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

function states(call: Call): CallState['kind'][] {
  const seen: CallState['kind'][] = [call.state.kind];
  call.on('changed', ({ state }) => {
    if (seen.at(-1) !== state.kind) seen.push(state.kind);
  });
  return seen;
}

/** Alice calls Bob, who rings. */
async function ringing(net: VirtualNetwork, { alice, bob }: { alice: Phone; bob: Phone }) {
  bob.agent.onIncomingCall = (call) => {
    bob.calls.push(call);
    call.ring();
  };
  const out = alice.agent.call(bob.uri, { media: AUDIO });
  await net.settle();
  return { out, in: bob.calls[0]! };
}

describe.each(['UDP', 'TCP'] as const)('over %s', (protocol) => {
  test('who hangs up is done with the sound at once, whatever becomes of the BYE (§15.1.1)', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net, { protocol });
    await net.run(async () => {
      const call = await ringing(net, { alice, bob });
      await call.in.accept(AUDIO);
      await net.settle();
      expect(alice.media.newest?.isClosed).toBe(false);
      call.out.hangUp();
      expect(alice.media.newest?.isClosed).toBe(true);
    });
  });

  test('a call that is answered and hung up (after RFC 3665 §3.1)', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net, { protocol });
    const trace = await net.run(async () => {
      const call = await ringing(net, { alice, bob });
      const seen = { out: states(call.out), in: states(call.in) };
      expect(call.out.state).toMatchObject({ kind: 'early', status: 180 });
      await call.in.accept(AUDIO);
      await net.settle();
      expect(call.out.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
      expect(call.in.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
      expect(call.out.remote).toMatchObject({ uri: bob.uri });
      expect(alice.media.newest?.remote).toContain('o=');
      expect(bob.media.newest?.remote).toContain('o=');
      call.out.hangUp();
      await net.settle();
      expect(seen).toEqual({
        out: ['early', 'confirmed', 'terminated'],
        in: ['early', 'answering', 'confirmed', 'terminated'],
      });
      expect(call.out.state).toEqual({ kind: 'terminated', why: { kind: 'hung-up', by: 'local' } });
      expect(call.in.state).toEqual({ kind: 'terminated', why: { kind: 'hung-up', by: 'remote' } });
    });
    expect(trace).toEqual(ladder`
      alice -> bob   INVITE sip:bob@biloxi.test
      bob -> alice   180 INVITE
      bob -> alice   200 INVITE
      alice -> bob   ACK
      alice -> bob   BYE
      bob -> alice   200 BYE`);
    expect([alice.media.openCount, bob.media.openCount]).toEqual([0, 0]);
    await net.expectNothingLeft();
  });
});

describe('a call that is not answered', () => {
  test('the caller gives up while it rings (after RFC 3665 §3.8)', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    const trace = await net.run(async () => {
      const call = await ringing(net, { alice, bob });
      call.out.hangUp();
      expect(call.out.state).toEqual({ kind: 'terminated', why: { kind: 'cancelled', by: 'local' } });
      await net.settle();
      expect(call.in.state).toEqual({ kind: 'terminated', why: { kind: 'cancelled', by: 'remote' } });
    });
    expect(trace).toEqual(ladder`
      alice -> bob   INVITE
      bob -> alice   180 INVITE
      alice -> bob   CANCEL
      bob -> alice   200 CANCEL
      bob -> alice   487 INVITE
      alice -> bob   ACK`);
    expect([alice.media.openCount, bob.media.openCount]).toEqual([0, 0]);
    await net.expectNothingLeft();
  });

  test('the caller gives up before anything came back: CANCEL waits for a provisional response', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 50 } });
    const { alice, bob } = pair(net);
    bob.agent.onIncomingCall = (call) => call.ring();
    const trace = await net.run(async () => {
      const call = alice.agent.call(bob.uri, { media: AUDIO });
      await net.clock.advance(10);
      call.hangUp();
      await net.settle();
    });
    expect(trace).toEqual(ladder`
      0   alice -> bob   INVITE
      50  bob -> alice   180 INVITE
      100 alice -> bob   CANCEL
      150 bob -> alice   200 CANCEL
      150 bob -> alice   487 INVITE
      200 alice -> bob   ACK`);
    await net.expectNothingLeft();
  });

  test('the caller gives up while devices are opened: nothing is sent', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    let allow = (): void => undefined;
    alice.media.permission = new Promise((resolve) => {
      allow = resolve;
    });
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.settle();
    expect(call.state).toEqual({ kind: 'preparing' });
    call.hangUp();
    allow();
    await net.settle();
    expect(net.ladder).toEqual(ladder``);
    expect(alice.media.openCount).toBe(0);
    await net.expectNothingLeft();
  });

  test('the callee declines (after RFC 3665 §3.10)', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    const trace = await net.run(async () => {
      const call = await ringing(net, { alice, bob });
      call.in.hangUp();
      await net.settle();
      expect(call.out.state).toEqual({
        kind: 'terminated',
        why: { kind: 'rejected', by: 'remote', status: 603, phrase: 'Decline' },
      });
      expect(call.in.state).toEqual({
        kind: 'terminated',
        why: { kind: 'rejected', by: 'local', status: 603, phrase: 'Decline' },
      });
    });
    expect(trace).toEqual(ladder`
      alice -> bob   INVITE
      bob -> alice   180 INVITE
      bob -> alice   603 INVITE
      alice -> bob   ACK`);
    expect([alice.media.openCount, bob.media.openCount]).toEqual([0, 0]);
    await net.expectNothingLeft();
  });

  test('the callee is busy: a call more than its limit is not shown (after RFC 3665 §3.9)', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net, { callLimit: 1 });
    const first = await ringing(net, { alice, bob });
    await first.in.accept(AUDIO);
    await net.settle();
    const carol = phone(net, 'carol', { towards: 'bob' });
    const trace = await net.run(async () => {
      const call = carol.agent.call(bob.uri, { media: AUDIO });
      await net.settle();
      expect(call.state).toMatchObject({ why: { kind: 'rejected', status: 486 } });
    });
    expect(trace).toEqual(ladder`
      carol -> bob   INVITE
      bob -> carol   486 INVITE
      carol -> bob   ACK`);
    expect(bob.calls).toHaveLength(1);
    first.out.hangUp();
    await net.expectNothingLeft();
  });

  test('nobody answers: the caller gives up after its ring time', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net, { ringTimeoutSec: 60 });
    const call = await ringing(net, { alice, bob });
    const trace = await net.run(() => net.clock.advance(60_000));
    expect(call.out.state).toEqual({ kind: 'terminated', why: { kind: 'timeout', waitedFor: 'answer' } });
    expect(trace).toEqual(ladder`
      60000 alice -> bob   CANCEL
      60000 bob -> alice   200 CANCEL
      60000 bob -> alice   487 INVITE
      60000 alice -> bob   ACK`);
    await net.expectNothingLeft();
  });

  test('nobody is there: no response within 64*T1', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'nobody' });
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.clock.advance(32_001);
    expect(call.state).toEqual({ kind: 'terminated', why: { kind: 'timeout', waitedFor: 'response' } });
    expect(alice.media.openCount).toBe(0);
    await net.expectNothingLeft();
  });

  test('another device answered, or refused for all (RFC 3326)', async () => {
    const net = new VirtualNetwork();
    const proxy = new ScriptedEnd(net, 'proxy');
    const bob = phone(net, 'bob', { towards: 'proxy' });
    bob.agent.onIncomingCall = (call) => {
      bob.calls.push(call);
      call.ring();
    };
    proxy.towards('bob');
    for (const [cause, kind] of [
      [200, 'answered-elsewhere'],
      [603, 'declined-elsewhere'],
      [600, 'declined-elsewhere'],
      [487, 'cancelled'],
    ] as const) {
      const invite = proxy.request('INVITE', 'sip:bob@biloxi.test');
      await net.settle();
      const cancel = createRequest('CANCEL', invite.uri);
      for (const name of ['Via', 'From', 'To', 'Call-ID']) cancel.copyLines(invite, name);
      cancel.addRaw('CSeq', '1 CANCEL');
      cancel.addRaw('Reason', `SIP;cause=${cause}`);
      proxy.transport.flowTo(addressOf('bob')).send(cancel.toWire());
      await net.settle();
      expect(bob.calls.at(-1)?.state).toMatchObject({ kind: 'terminated', why: { kind } });
      expect(proxy.responses.at(-1)?.status).toBe(487);
    }
    expect(bob.media.openCount).toBe(0);
  });

  test('the caller is redirected', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'proxy' });
    const proxy = new ScriptedEnd(net, 'proxy');
    proxy.onRequest = (request) => {
      if (request.method !== 'INVITE') return;
      proxy.respond(request, 300, (response) => {
        response.append(Contact, nameAddr(uri('sip:bob@office.test'), 'Bob at work'));
        response.append(Contact, nameAddr(uri('sip:bob@home.test')));
      });
    };
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    expect(call.state).toMatchObject({
      kind: 'terminated',
      why: { kind: 'redirected', status: 300, contacts: [{ displayName: 'Bob at work' }, {}] },
    });
    await net.expectNothingLeft();
  });

  test.each(['denied', 'no-device', 'in-use', 'insecure', 'failed'] as const)(
    'the caller has no media: %s',
    async (failure) => {
      const net = new VirtualNetwork();
      const { alice, bob } = pair(net);
      alice.media.failure = failure;
      const call = alice.agent.call(bob.uri, { media: AUDIO });
      await net.settle();
      expect(call.state).toEqual({ kind: 'terminated', why: { kind: 'media', error: failure } });
      expect(net.ladder).toEqual(ladder``);
    },
  );

  test('the callee has no media: the caller is told 480', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    bob.media.failure = 'denied';
    const call = await ringing(net, { alice, bob });
    await call.in.accept(AUDIO);
    await net.settle();
    expect(call.in.state).toEqual({ kind: 'terminated', why: { kind: 'media', error: 'denied' } });
    expect(call.out.state).toMatchObject({ why: { kind: 'rejected', status: 480 } });
    await net.expectNothingLeft();
  });

  test('the call is cancelled while the callee opens devices', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    let allow = (): void => undefined;
    bob.media.permission = new Promise((resolve) => {
      allow = resolve;
    });
    const call = await ringing(net, { alice, bob });
    const accepted = call.in.accept(AUDIO);
    expect(call.in.state).toEqual({ kind: 'answering' });
    call.out.hangUp();
    await net.settle();
    allow();
    await accepted;
    await net.settle();
    expect(call.in.state).toEqual({ kind: 'terminated', why: { kind: 'cancelled', by: 'remote' } });
    expect(bob.media.openCount).toBe(0);
    await net.expectNothingLeft();
  });

  test('without a handler, or without media, a call is refused', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    bob.agent.onIncomingCall = undefined;
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.settle();
    expect(call.state).toMatchObject({ why: { kind: 'rejected', status: 480 } });
  });
});

describe('loss', () => {
  test('a lost 200 is sent again until it is acknowledged', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 10 } });
    const { alice, bob } = pair(net);
    const call = await ringing(net, { alice, bob });
    const trace = await net.run(async () => {
      net.link({ loss: 1 });
      await call.in.accept(AUDIO);
      await net.clock.advance(600);
      net.link({ loss: 0 });
      await net.clock.advance(2000);
    });
    expect(call.out.state).toMatchObject({ kind: 'confirmed' });
    expect(trace).toEqual(ladder`
      0    bob -x alice   200 INVITE
      500  bob -x alice   200 INVITE
      1500 bob -> alice   200 INVITE
      1510 alice -> bob   ACK`);
    call.out.hangUp();
    await net.expectNothingLeft();
  });

  test('a lost ACK: every repeated 200 is acknowledged again', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 10 } });
    const { alice, bob } = pair(net);
    const call = await ringing(net, { alice, bob });
    const trace = await net.run(async () => {
      await call.in.accept(AUDIO);
      await net.clock.advance(5);
      net.link({ loss: 1 });
      await net.clock.advance(10);
      net.link({ loss: 0 });
      await net.clock.advance(2000);
    });
    expect(trace).toEqual(ladder`
      0   bob -> alice   200 INVITE
      10  alice -x bob   ACK
      500 bob -> alice   200 INVITE
      510 alice -> bob   ACK`);
    call.in.hangUp();
    await net.settle();
    expect(call.out.state).toMatchObject({ why: { kind: 'hung-up', by: 'remote' } });
    await net.expectNothingLeft();
  });

  test.each(['UDP', 'TCP', 'WS'] as const)('without any ACK the callee says BYE after 64*T1: %s', async (protocol) => {
    const net = new VirtualNetwork();
    const bob = phone(net, 'bob', { towards: 'caller', protocol });
    const caller = new ScriptedEnd(net, 'caller', protocol).towards('bob');
    bob.agent.onIncomingCall = (call) => {
      bob.calls.push(call);
      void call.accept(AUDIO);
    };
    const trace = await net.run(async () => {
      caller.request('INVITE', 'sip:bob@biloxi.test');
      await net.clock.advance(32_000);
      await net.settle();
      caller.respond(caller.last('BYE'), 200);
    });
    expect(bob.calls[0]?.state).toEqual({ kind: 'terminated', why: { kind: 'unacknowledged' } });
    const sent = trace.entries.filter(({ from }) => from === 'bob').map(({ atMs }) => atMs);
    expect(sent).toEqual([0, 500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500, 32_000]);
    expect(bob.media.openCount).toBe(0);
    await net.expectNothingLeft();
  });

  test('the callee hangs up before the ACK: BYE waits for it (RFC 3261 §15)', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 10 } });
    const { alice, bob } = pair(net);
    const call = await ringing(net, { alice, bob });
    const trace = await net.run(async () => {
      await call.in.accept(AUDIO);
      call.in.hangUp();
      expect(call.in.state.kind).toBe('terminated');
      await net.clock.advance(100);
    });
    expect(trace).toEqual(ladder`
      0  bob -> alice   200 INVITE
      10 alice -> bob   ACK
      20 bob -> alice   BYE
      30 alice -> bob   200 BYE`);
    await net.expectNothingLeft();
  });
});

describe('credentials', () => {
  test('a challenged INVITE: the next one carries them, and so do its ACK and BYE (RFC 3261 §22)', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', {
      towards: 'proxy',
      credentials: { username: 'alice', password: 'kaffee' },
    });
    const proxy = new ScriptedEnd(net, 'proxy');
    const far = new FakeMediaEndpoint('far');
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    proxy.respond(proxy.last('INVITE'), 407, (response) =>
      response.addRaw('Proxy-Authenticate', 'Digest realm="biloxi.test", nonce="n", qop="auth", algorithm=SHA-256'),
    );
    await net.settle();
    proxy.respond(proxy.last('INVITE'), 200, (response) => response.setBody('application/sdp', far.describe(AUDIO)));
    await net.settle();
    call.hangUp();
    await net.settle();
    proxy.respond(proxy.last('BYE'), 200);
    expect(proxy.requests.map((request) => [request.raw('CSeq'), request.has('Proxy-Authorization')])).toEqual([
      ['1 INVITE', false],
      ['1 ACK', false],
      ['2 INVITE', true],
      ['2 ACK', true],
      ['3 BYE', true],
    ]);
    await net.expectNothingLeft();
  });

  test('a cancelled call is not tried again with credentials', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'proxy', credentials: { username: 'alice', password: 'kaffee' } });
    const proxy = new ScriptedEnd(net, 'proxy');
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    call.hangUp();
    proxy.respond(proxy.last('INVITE'), 401, (response) =>
      response.addRaw('WWW-Authenticate', 'Digest realm="biloxi.test", nonce="n"'),
    );
    await net.settle();
    expect(proxy.requests.map(({ method }) => method)).toEqual(['INVITE', 'ACK']);
    await net.expectNothingLeft();
  });
});

describe('races', () => {
  test('both hang up at once', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 10 } });
    const { alice, bob } = pair(net);
    const call = await ringing(net, { alice, bob });
    await call.in.accept(AUDIO);
    await net.clock.advance(100);
    const trace = await net.run(async () => {
      call.out.hangUp();
      call.in.hangUp();
      await net.clock.advance(100);
    });
    expect(trace).toEqual(ladder`
      0  alice -> bob   BYE
      0  bob -> alice   BYE
      10 bob -> alice   200 BYE
      10 alice -> bob   200 BYE`);
    expect(call.out.state).toMatchObject({ why: { kind: 'hung-up', by: 'local' } });
    expect(call.in.state).toMatchObject({ why: { kind: 'hung-up', by: 'local' } });
    await net.expectNothingLeft();
  });

  test('CANCEL crosses the 200: the 200 is acknowledged and the call ended', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 10 } });
    const { alice, bob } = pair(net);
    const call = await ringing(net, { alice, bob });
    const trace = await net.run(async () => {
      await call.in.accept(AUDIO);
      call.out.hangUp();
      await net.clock.advance(100);
    });
    expect(trace).toEqual(ladder`
      0  bob -> alice   200 INVITE
      0  alice -> bob   CANCEL
      10 alice -> bob   ACK
      10 alice -> bob   BYE
      10 bob -> alice   200 CANCEL
      20 bob -> alice   200 BYE`);
    expect(call.out.state).toEqual({ kind: 'terminated', why: { kind: 'cancelled', by: 'local' } });
    expect(call.in.state).toEqual({ kind: 'terminated', why: { kind: 'hung-up', by: 'remote' } });
    await net.expectNothingLeft();
  });

  test('a second forked 200 is acknowledged on its own dialog and ended with BYE', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'proxy' });
    const proxy = new ScriptedEnd(net, 'proxy');
    const far = new FakeMediaEndpoint('far');
    const answer = (response: SipResponse): void => response.setBody('application/sdp', far.describe(AUDIO));
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    const trace = await net.run(async () => {
      const invite = proxy.last('INVITE');
      proxy.respond(invite, 180, undefined, 'desk');
      proxy.respond(invite, 180, undefined, 'mobile');
      proxy.respond(invite, 200, answer, 'mobile');
      await net.settle();
      proxy.respond(invite, 200, answer, 'desk');
      await net.settle();
      // Both are repeated, since their ACKs may be lost.
      proxy.respond(invite, 200, answer, 'mobile');
      proxy.respond(invite, 200, answer, 'desk');
      await net.settle();
      proxy.respond(proxy.last('BYE'), 200);
    });
    const { host, port } = addressOf('proxy');
    expect(trace).toEqual(ladder`
      proxy -> alice  180
      proxy -> alice  180
      proxy -> alice  200 INVITE
      alice -> proxy  ACK sip:mobile@${host}:${port}
      proxy -> alice  200 INVITE
      alice -> proxy  ACK sip:desk@${host}:${port}
      alice -> proxy  BYE sip:desk@${host}:${port}
      proxy -> alice  200 INVITE
      proxy -> alice  200 INVITE
      alice -> proxy  ACK sip:mobile@${host}:${port}
      alice -> proxy  ACK sip:desk@${host}:${port}
      proxy -> alice  200 BYE`);
    expect(call.state.kind).toBe('confirmed');
    expect(tag(proxy.last('BYE').get(To)!)).toBe('desk');
    call.hangUp();
    await net.settle();
    expect(proxy.last('BYE').uri).toBe(`sip:mobile@${host}:${port}`);
    proxy.respond(proxy.last('BYE'), 200);
    await net.expectNothingLeft();
  });

  test('early media of one fork is played; another one answers and gets new media (D10)', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'proxy' });
    const proxy = new ScriptedEnd(net, 'proxy');
    const desk = new FakeMediaEndpoint('desk');
    const mobile = new FakeMediaEndpoint('mobile');
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    const invite = proxy.last('INVITE');
    proxy.respond(invite, 183, (r) => r.setBody('application/sdp', desk.describe(AUDIO)), 'desk');
    proxy.respond(invite, 183, (r) => r.setBody('application/sdp', mobile.describe(AUDIO)), 'mobile');
    await net.settle();
    expect(call.state).toMatchObject({ kind: 'early', earlyMedia: 'rendered' });
    expect(alice.media.endpoints[0]?.calls).toEqual(['createOffer', 'pranswer']);

    proxy.respond(invite, 200, (r) => r.setBody('application/sdp', mobile.describe(AUDIO)), 'mobile');
    await net.settle();
    expect(call.state.kind).toBe('confirmed');
    const reinvite = proxy.last('INVITE');
    expect(tag(reinvite.get(To)!)).toBe('mobile');
    expect(reinvite.get(CSeq)?.number).toBe(2);
    proxy.respond(reinvite, 200, (r) => r.setBody('application/sdp', mobile.describe(AUDIO)), 'mobile');
    await net.settle();
    expect(proxy.all('ACK').map((ack) => ack.get(CSeq)?.number)).toEqual([1, 2]);
    expect(alice.media.endpoints.map(({ calls }) => calls)).toEqual([
      ['createOffer', 'pranswer', 'close'],
      ['createOffer', 'answer'],
    ]);
    expect(call.media).toBe(alice.media.endpoints[1]);
    call.hangUp();
    await net.settle();
    proxy.respond(proxy.last('BYE'), 200);
    await net.expectNothingLeft();
  });

  test('the answer of a 183 need not be repeated in the 200', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'proxy' });
    const proxy = new ScriptedEnd(net, 'proxy');
    const desk = new FakeMediaEndpoint('desk');
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    const invite = proxy.last('INVITE');
    proxy.respond(invite, 183, (r) => r.setBody('application/sdp', desk.describe(AUDIO)));
    proxy.respond(invite, 200);
    await net.settle();
    expect(call.state.kind).toBe('confirmed');
    expect(alice.media.newest?.calls).toEqual(['createOffer', 'pranswer', 'answer']);
  });

  test('a 200 without any answer is acknowledged and ended', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'proxy' });
    const proxy = new ScriptedEnd(net, 'proxy');
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    proxy.respond(proxy.last('INVITE'), 200);
    await net.settle();
    expect(call.state).toMatchObject({ why: { kind: 'incompatible' } });
    expect(proxy.requests.map(({ method }) => method)).toEqual(['INVITE', 'ACK', 'BYE']);
    proxy.respond(proxy.last('BYE'), 200);
    await net.expectNothingLeft();
  });
});
