import { type IncomingCall, type OutgoingCall, type SipRequest, type SipResponse } from '@sidetone/sip';
import { FakeMediaEndpoint, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { glareDelayMs } from '../../src/user-agent/calls/renegotiation.ts';
import { bodies } from '../support/bodies.ts';
import { AUDIO, pair, type Phone, phone, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

const SDP = 'application/sdp';
/** A description that no endpoint takes. */
const UNUSABLE = 'v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nt=0 0\r\nm=message 7654 TCP/MSRP *\r\n';

/** Alice calls Bob, who does what the test says. */
async function calling(net: VirtualNetwork, { alice, bob }: { alice: Phone; bob: Phone }, lateOffer = false) {
  const out: OutgoingCall = alice.agent.call(bob.uri, { media: AUDIO, lateOffer });
  await net.settle();
  const incoming: IncomingCall = bob.calls[0]!;
  return { out, in: incoming };
}

/** Alice's phone calls an end without a stack. */
async function callingScript(lateOffer = false) {
  const net = new VirtualNetwork();
  const alice = phone(net, 'alice', { towards: 'callee' });
  const callee = new ScriptedEnd(net, 'callee');
  const far = new FakeMediaEndpoint('far');
  const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO, lateOffer });
  await net.settle();
  const reliably = (status: number, rseq: number, sdp?: string): SipResponse =>
    callee.respond(callee.last('INVITE'), status, (response) => {
      response.addRaw('Require', '100rel');
      response.addRaw('RSeq', String(rseq));
      response.addRaw('Allow', 'INVITE, ACK, CANCEL, BYE, PRACK, UPDATE');
      if (sdp !== undefined) response.setBody(SDP, sdp);
    });
  return { net, alice, callee, far, call, reliably };
}

/** An end without a stack calls Bob's phone, in an INVITE with or without an offer. */
async function calledByScript(edit?: (invite: SipRequest) => void, hasOffer = true) {
  const net = new VirtualNetwork();
  const bob = phone(net, 'bob', { towards: 'caller' });
  const caller = new ScriptedEnd(net, 'caller').towards('bob');
  const far = new FakeMediaEndpoint('far');
  const invite = caller.request('INVITE', 'sip:bob@biloxi.test', (request) => {
    request.addRaw('Supported', '100rel');
    request.addRaw('Allow', 'INVITE, ACK, CANCEL, BYE, PRACK, UPDATE');
    if (hasOffer) request.setBody(SDP, far.describe(AUDIO));
    edit?.(request);
  });
  await net.settle();
  return { net, bob, caller, far, invite, call: bob.calls[0]! };
}

/** The end of a test between two phones. */
async function finish(net: VirtualNetwork, { alice, bob }: { alice: Phone; bob: Phone }): Promise<void> {
  for (const call of bob.calls) call.hangUp();
  await net.expectNothingLeft();
  expect([alice.media.openCount, bob.media.openCount]).toEqual([0, 0]);
  expect([alice.agent.load.dialogs, bob.agent.load.dialogs]).toEqual([0, 0]);
}

describe('the six patterns (RFC 6337 §2.1, table 1)', () => {
  test('1: offer in INVITE, answer in 2xx', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net);
    const trace = await net.run(async () => {
      const call = await calling(net, phones);
      call.in.ring();
      await call.in.accept(AUDIO);
      await net.settle();
      expect([call.out.state.kind, call.in.state.kind]).toEqual(['confirmed', 'confirmed']);
    });
    expect(bodies(trace)).toEqual(['alice INVITE *', 'bob 180', 'bob 200 *', 'alice ACK']);
    await finish(net, phones);
  });

  test('2: offer in 2xx, answer in ACK', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net);
    const trace = await net.run(async () => {
      const call = await calling(net, phones, true);
      call.in.ring();
      await call.in.accept(AUDIO);
      await net.settle();
      expect([call.out.state.kind, call.in.state.kind]).toEqual(['confirmed', 'confirmed']);
    });
    expect(bodies(trace)).toEqual(['alice INVITE', 'bob 180', 'bob 200 *', 'alice ACK *']);
    expect(phones.alice.media.newest?.calls).toEqual(['acceptOffer']);
    expect(phones.bob.media.newest?.calls).toEqual(['createOffer', 'answer']);
    await finish(net, phones);
  });

  test('3: offer in INVITE, answer in a reliable 1xx', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net);
    const trace = await net.run(async () => {
      const call = await calling(net, phones);
      await call.in.progress();
      await net.settle();
      expect(call.out.state).toMatchObject({ kind: 'early', status: 183, earlyMedia: 'rendered' });
      expect(call.in.state).toMatchObject({ kind: 'early', status: 183 });
      await call.in.accept(AUDIO);
      await net.settle();
      expect([call.out.state.kind, call.in.state.kind]).toEqual(['confirmed', 'confirmed']);
    });
    expect(bodies(trace)).toEqual([
      'alice INVITE *',
      'bob 183 *',
      'alice PRACK',
      'bob 200',
      // RFC 3261 §13.2.1: both are described.
      'bob 200',
      'alice ACK',
    ]);
    expect(phones.alice.media.newest?.calls).toEqual(['createOffer', 'pranswer', 'answer']);
    await finish(net, phones);
  });

  test('4: offer in a reliable 1xx, answer in PRACK', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net);
    const trace = await net.run(async () => {
      const call = await calling(net, phones, true);
      await call.in.progress();
      await net.settle();
      expect(call.out.state).toMatchObject({ kind: 'early', earlyMedia: 'rendered' });
      await call.in.accept(AUDIO);
      await net.settle();
      expect([call.out.state.kind, call.in.state.kind]).toEqual(['confirmed', 'confirmed']);
    });
    expect(bodies(trace)).toEqual(['alice INVITE', 'bob 183 *', 'alice PRACK *', 'bob 200', 'bob 200', 'alice ACK']);
    expect(phones.bob.media.newest?.calls).toEqual(['createOffer', 'answer']);
    await finish(net, phones);
  });

  test('5: offer in PRACK, answer in its 2xx', async () => {
    const { net, bob, caller, far, invite, call } = await calledByScript();
    await call.progress();
    await net.settle();
    caller.prack(invite, caller.got(183), 2, (prack) => prack.setBody(SDP, far.describe(AUDIO, 'send')));
    await net.settle();
    expect(caller.responses.at(-1)).toMatchObject({ status: 200, body: expect.stringContaining('a=recvonly') });
    expect(bob.media.newest?.calls).toEqual(['acceptOffer', 'acceptOffer']);
    await call.accept(AUDIO);
    await net.settle();
    expect(caller.responses.at(-1)).toMatchObject({ status: 200, body: '' });
    caller.follow('ACK', invite, caller.got(200), 1);
    await net.settle();
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'remote' });
    call.hangUp();
    await net.settle();
    caller.respond(caller.last('BYE'), 200);
    await net.expectNothingLeft();
  });

  test('6: offer in UPDATE, answer in its 2xx, while the call is early, by the caller', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net);
    const call = await calling(net, phones);
    await call.in.progress();
    await net.settle();
    const trace = await net.run(async () => {
      const held = call.out.hold();
      await net.settle();
      expect(await held).toEqual({ kind: 'done' });
      await call.in.accept(AUDIO);
      await net.settle();
    });
    expect(bodies(trace)).toEqual(['alice UPDATE *', 'bob 200 *', 'bob 200', 'alice ACK']);
    expect(call.out.state).toMatchObject({ kind: 'confirmed', hold: 'local' });
    expect(call.in.state).toMatchObject({ kind: 'confirmed', hold: 'remote' });
    expect(phones.alice.media.endpoints).toHaveLength(1);
    await finish(net, phones);
  });

  test('6: also when it was wanted before the first answer', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net);
    const call = await calling(net, phones);
    const held = call.out.hold();
    const trace = await net.run(async () => {
      await call.in.progress();
      await net.settle();
      expect(await held).toEqual({ kind: 'done' });
    });
    expect(bodies(trace)).toEqual(['bob 183 *', 'alice PRACK', 'bob 200', 'alice UPDATE *', 'bob 200 *']);
    await finish(net, phones);
  });

  test('6: and by the callee', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net);
    const call = await calling(net, phones);
    await call.in.progress();
    await net.settle();
    const trace = await net.run(async () => {
      const held = call.in.hold();
      await net.settle();
      expect(await held).toEqual({ kind: 'done' });
      await call.in.accept(AUDIO);
      await net.settle();
    });
    expect(bodies(trace)).toEqual(['bob UPDATE *', 'alice 200 *', 'bob 200', 'alice ACK']);
    expect(call.in.state).toMatchObject({ kind: 'confirmed', hold: 'local' });
    await finish(net, phones);
  });

  test.each([
    ['UPDATE', ['caller UPDATE *', 'bob 200 *']],
    ['INVITE', ['caller INVITE *', 'bob 200 *']],
  ])('in the call: %s of the other end', async (method, expected) => {
    const { net, caller, far, invite, call } = await calledByScript();
    await call.accept(AUDIO);
    await net.settle();
    const answer = caller.got(200);
    caller.follow('ACK', invite, answer, 1);
    const trace = await net.run(async () => {
      caller.follow(method, invite, answer, 2, (request) => request.setBody(SDP, far.describe(AUDIO, 'none')));
      await net.settle();
    });
    expect(bodies(trace)).toEqual(expected);
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'remote' });
  });
});

describe('an answer that is said twice', () => {
  test('early media for a caller that cannot acknowledge: the 2xx repeats it (RFC 3261 §13.2.1)', async () => {
    const { net, bob, caller, call } = await calledByScript((invite) => invite.remove('Supported'));
    await call.progress();
    await net.settle();
    const early = caller.got(183);
    expect(early.has('RSeq')).toBe(false);
    expect(early.body).toContain('m=audio');
    await call.accept(AUDIO);
    await net.settle();
    expect(caller.got(200).body).toBe(early.body);
    expect(bob.media.newest?.calls).toEqual(['acceptOffer']);
  });

  test('a caller looks at the first reliable one only', async () => {
    const { net, alice, callee, far, call, reliably } = await callingScript();
    reliably(183, 7, far.describe(AUDIO));
    await net.settle();
    callee.respond(callee.last('PRACK'), 200);
    callee.respond(callee.last('INVITE'), 200, (response) => response.setBody(SDP, far.describe(AUDIO, 'none')));
    await net.settle();
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
    expect(alice.media.newest?.calls).toEqual(['createOffer', 'pranswer', 'answer']);
  });

  test('an INVITE without an offer, from a caller that cannot acknowledge: progress without a description', async () => {
    const { net, caller, call } = await calledByScript((invite) => invite.remove('Supported'), false);
    await call.progress();
    await net.settle();
    expect(caller.got(183)).toMatchObject({ body: '' });
    expect(call.state).toMatchObject({ kind: 'early', earlyMedia: 'none' });
  });
});

describe('offers that cannot be used', () => {
  test('in INVITE: 488', async () => {
    const { net, caller, call } = await calledByScript((invite) => invite.setBody(SDP, UNUSABLE));
    await call.accept(AUDIO);
    await net.settle();
    expect(caller.responses.at(-1)?.status).toBe(488);
    // RFC 3261 §13.3.1.3
    expect(caller.responses.at(-1)?.raw('Warning')).toBe('399 biloxi.test "the offer has no audio"');
    expect(call.state).toMatchObject({ why: { kind: 'media', error: 'incompatible' } });
  });

  test('in 2xx: the ACK refuses every stream, and BYE follows (RFC 3261 §13.2.2.4)', async () => {
    const { net, callee, call } = await callingScript(true);
    callee.respond(callee.last('INVITE'), 200, (response) => response.setBody(SDP, UNUSABLE));
    await net.settle();
    expect(callee.last('ACK').body).toContain('m=message 0 TCP/MSRP *');
    // RFC 3326 §3.2
    expect(callee.last('BYE').raw('Reason')).toBe('SIP;cause=488');
    expect(call.state).toMatchObject({ why: { kind: 'media', error: 'incompatible' } });
    callee.respond(callee.last('BYE'), 200);
    await net.expectNothingLeft();
  });

  test('in a reliable 1xx: the PRACK refuses every stream, and CANCEL follows', async () => {
    const { net, callee, call, reliably } = await callingScript(true);
    reliably(183, 7, UNUSABLE);
    await net.settle();
    expect(callee.last('PRACK').body).toContain('m=message 0 TCP/MSRP *');
    expect(callee.last('CANCEL').raw('Reason')).toBe('SIP;cause=488');
    expect(call.state).toMatchObject({ why: { kind: 'media', error: 'incompatible' } });
    callee.respond(callee.last('PRACK'), 200);
    callee.respond(callee.last('CANCEL'), 200);
    callee.respond(callee.last('INVITE'), 487);
    await net.expectNothingLeft();
  });

  test.each(['UPDATE', 'INVITE'])('in %s: 488, and the session goes on as it was', async (method) => {
    const { net, bob, caller, far, invite, call } = await calledByScript();
    await call.accept(AUDIO);
    await net.settle();
    const answer = caller.got(200);
    caller.follow('ACK', invite, answer, 1);
    caller.follow('INVITE', invite, answer, 2, (request) => request.setBody(SDP, far.describe(AUDIO, 'send')));
    await net.settle();
    caller.follow('ACK', invite, answer, 2);
    expect(call.state).toMatchObject({ hold: 'remote' });
    const before = bob.media.newest!;
    const remote = before.remote;
    caller.follow(method, invite, answer, 3, (request) => request.setBody(SDP, UNUSABLE));
    await net.settle();
    expect(caller.responses.at(-1)?.status).toBe(488);
    expect(caller.responses.at(-1)?.raw('Warning')).toContain('"the offer has no audio"');
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'remote' });
    expect(call.media).toBe(before);
    expect(before.remote).toBe(remote);
    // And can be changed again.
    caller.follow('UPDATE', invite, answer, 4, (request) => request.setBody(SDP, far.describe(AUDIO, 'both')));
    await net.settle();
    expect(caller.responses.at(-1)?.status).toBe(200);
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
  });

  test('in PRACK: 488, and the call goes on', async () => {
    const { net, caller, invite, call } = await calledByScript();
    await call.progress();
    await net.settle();
    caller.prack(invite, caller.got(183), 2, (prack) => prack.setBody(SDP, UNUSABLE));
    await net.settle();
    expect(caller.responses.at(-1)?.status).toBe(488);
    await call.accept(AUDIO);
    await net.settle();
    expect(caller.responses.at(-1)).toMatchObject({ status: 200, reason: 'OK' });
  });

  test.each([
    ['hold', 488, { kind: 'refused', status: 488, phrase: 'Not Acceptable Here' }],
    ['hold', 603, { kind: 'refused', status: 603, phrase: 'Decline' }],
    ['setVideo', 488, { kind: 'refused', status: 488, phrase: 'Not Acceptable Here' }],
  ] as const)('ours: %s gets %s, and all is as before', async (change, status, outcome) => {
    const { net, alice, callee, far, call } = await callingScript();
    callee.respond(callee.last('INVITE'), 200, (response) => response.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    const changed = change === 'hold' ? call.hold() : call.setVideo(true);
    await net.settle();
    callee.respond(callee.last('INVITE'), status);
    await net.settle();
    expect(await changed).toEqual(outcome);
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
    expect(call.sending).toMatchObject({ audio: true, video: false });
    expect(alice.media.newest?.calls).toEqual(['createOffer', 'answer', 'createOffer', 'rollback']);
    // It is not asked again by itself.
    await net.clock.advance(60_000);
    expect(callee.all('INVITE')).toHaveLength(2);
  });

  test('a picture whose stream is refused in the answer is not offered again', async () => {
    const { net, callee, far, call } = await callingScript();
    callee.respond(callee.last('INVITE'), 200, (response) => response.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    const changed = call.setVideo(true);
    await net.settle();
    callee.respond(callee.last('INVITE'), 200, (response) =>
      response.setBody(SDP, `${far.describe(AUDIO)}m=video 0 UDP/TLS/RTP/SAVPF 0\r\n`),
    );
    await net.settle();
    expect(await changed).toMatchObject({ kind: 'refused', status: 488 });
    expect(call.sending.video).toBe(false);
    await net.clock.advance(10_000);
    expect(callee.all('INVITE')).toHaveLength(2);
  });
});

describe('offers at the wrong time (RFC 3261 §14.2, RFC 3311 §5.2)', () => {
  test('UPDATE before the INVITE has its answer: 500 with Retry-After', async () => {
    const { net, caller, far, invite, call } = await calledByScript();
    call.ring();
    await net.settle();
    caller.follow('UPDATE', invite, caller.got(180), 2, (request) => request.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    const response = caller.responses.at(-1)!;
    expect(response.status).toBe(500);
    expect(Number(response.raw('Retry-After'))).toBeLessThanOrEqual(10);
    // Without an offer it is welcome.
    caller.follow('UPDATE', invite, caller.got(180), 3);
    await net.settle();
    expect(caller.responses.at(-1)).toMatchObject({ status: 200, body: '' });
  });

  test('UPDATE of the callee while our offer in INVITE waits: 491', async () => {
    const { net, callee, far, call } = await callingScript();
    callee.respond(callee.last('INVITE'), 180);
    await net.settle();
    callee.inDialog('UPDATE', callee.last('INVITE'), 1, (request) => request.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    expect(callee.responses.at(-1)?.status).toBe(491);
    expect(call.state.kind).toBe('early');
  });

  test('re-INVITE before the first one is answered: 500 at the callee, 491 at the caller', async () => {
    const called = await calledByScript();
    called.call.ring();
    await called.net.settle();
    called.caller.follow('INVITE', called.invite, called.caller.got(180), 2);
    await called.net.settle();
    expect(called.caller.responses.at(-1)?.status).toBe(500);

    const { net, callee } = await callingScript();
    callee.respond(callee.last('INVITE'), 180);
    await net.settle();
    callee.inDialog('INVITE', callee.last('INVITE'), 1);
    await net.settle();
    expect(callee.responses.at(-1)?.status).toBe(491);
  });

  test.each([
    ['INVITE', 491],
    ['UPDATE', 491],
  ])('%s that meets a re-INVITE of ours: %s', async (method, status) => {
    const { net, callee, far, call } = await callingScript();
    const invite = callee.last('INVITE');
    callee.respond(invite, 200, (response) => response.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    void call.hold();
    await net.settle();
    callee.inDialog(method, invite, 1, (request) => request.setBody(SDP, far.describe(AUDIO, 'none')));
    await net.settle();
    expect(callee.got(status)).toBeDefined();
    callee.respond(callee.last('INVITE'), 200, (response) => response.setBody(SDP, far.describe(AUDIO, 'receive')));
    await net.settle();
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'local' });
  });

  test('an UPDATE without an offer may meet anything', async () => {
    const { net, callee, far, call } = await callingScript();
    const invite = callee.last('INVITE');
    callee.respond(invite, 200, (response) => response.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    void call.hold();
    await net.settle();
    callee.inDialog('UPDATE', invite, 1);
    await net.settle();
    expect(callee.responses.at(-1)).toMatchObject({ status: 200, body: '' });
  });

  test('an offer of ours waits until theirs is answered', async () => {
    const { net, bob, caller, far, invite, call } = await calledByScript();
    await call.accept(AUDIO);
    await net.settle();
    const answer = caller.got(200);
    caller.follow('ACK', invite, answer, 1);
    let allow = (): void => undefined;
    bob.media.permission = new Promise((resolve) => (allow = resolve));
    const moved = new FakeMediaEndpoint('moved');
    caller.follow('INVITE', invite, answer, 2, (request) => request.setBody(SDP, moved.describe(AUDIO)));
    await net.settle();
    const held = call.hold();
    await net.settle();
    expect(caller.all('INVITE')).toEqual([]);
    allow();
    await net.settle();
    caller.follow('ACK', invite, answer, 2);
    await net.settle();
    // The answer said it already.
    expect(await held).toEqual({ kind: 'done' });
    expect(caller.responses.at(-1)?.body).toContain('a=sendonly');
    expect(caller.all('INVITE')).toEqual([]);
    expect(far.name).toBe('far');
  });

  test('an offer of ours waits for the ACK of the call', async () => {
    const { net, caller, invite, call } = await calledByScript();
    await call.accept(AUDIO);
    void call.hold();
    await net.settle();
    expect(caller.all('INVITE')).toEqual([]);
    caller.follow('ACK', invite, caller.got(200), 1);
    await net.settle();
    expect(caller.last('INVITE').body).toContain('a=sendonly');
  });
});

describe('preconditions (RFC 3312)', () => {
  test('who only supports them is answered as everybody, and their lines are left alone', async () => {
    const lines = 'a=curr:qos local none\r\na=des:qos mandatory local sendrecv\r\n';
    const { net, bob, caller, call } = await calledByScript((invite) => {
      invite.addRaw('Supported', 'precondition');
      invite.setBody(SDP, new FakeMediaEndpoint('far').describe(AUDIO) + lines);
    });
    await call.accept(AUDIO);
    await net.settle();
    expect(caller.responses.at(-1)?.status).toBe(200);
    expect(bob.media.newest?.remote).toContain(lines);
  });

  test('who requires them hears that they are not there', async () => {
    const { bob, caller } = await calledByScript((invite) => invite.addRaw('Require', 'precondition'));
    expect(caller.responses.at(-1)).toMatchObject({ status: 420 });
    expect(caller.responses.at(-1)?.raw('Unsupported')).toBe('precondition');
    expect(bob.calls).toEqual([]);
  });
});

describe('a refusal for the moment', () => {
  test.each([
    ['491', 491, undefined, [2100, 4000]],
    ['500 with Retry-After', 500, '7', [7000, 7100]],
    ['503 with Retry-After', 503, '7', [7000, 7100]],
    ['480', 480, undefined, [2000, 2100]],
    ['503 with a Retry-After of an hour', 503, '3600', [60_000, 60_100]],
  ] as const)('%s: the offer is made again after its time', async (_what, status, retryAfter, [fromMs, toMs]) => {
    const { net, callee, far, call } = await callingScript();
    callee.respond(callee.last('INVITE'), 200, (response) => response.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    const held = call.hold();
    await net.settle();
    callee.respond(callee.last('INVITE'), status, (response) => {
      if (retryAfter !== undefined) response.addRaw('Retry-After', retryAfter);
    });
    await net.settle();
    const refusedMs = net.clock.now();
    const again = await callee.next('INVITE', 61_000);
    expect(net.clock.now() - refusedMs).toBeGreaterThanOrEqual(fromMs);
    expect(net.clock.now() - refusedMs).toBeLessThanOrEqual(toMs);
    callee.respond(again, 200, (response) => response.setBody(SDP, far.describe(AUDIO, 'receive')));
    await net.settle();
    expect(await held).toEqual({ kind: 'done' });
  });

  test('500 without a time is believed the second time: the request may have been overtaken', async () => {
    const { net, callee, far, call } = await callingScript();
    callee.respond(callee.last('INVITE'), 200, (response) => response.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    const held = call.hold();
    await net.settle();
    callee.respond(callee.last('INVITE'), 500);
    await net.clock.advance(10);
    expect(callee.all('INVITE')).toHaveLength(3);
    callee.respond(callee.last('INVITE'), 500);
    await net.settle();
    expect(await held).toMatchObject({ kind: 'refused', status: 500 });
  });
});

test('after 491 the one who made the Call-ID waits 2.1 to 4 s, the other one up to 2 s (RFC 3261 §14.1)', () => {
  const fractions = Array.from({ length: 1000 }, (_, i) => i / 1000);
  const delays = (role: 'uac' | 'uas'): number[] => fractions.map((fraction) => glareDelayMs(role, fraction));
  expect([Math.min(...delays('uac')), Math.max(...delays('uac'))]).toEqual([2100, 4000]);
  expect([Math.min(...delays('uas')), Math.max(...delays('uas'))]).toEqual([0, 2000]);
  expect([...delays('uac'), ...delays('uas')].every((delayMs) => delayMs % 10 === 0)).toBe(true);
});

describe('both ends offer at once', () => {
  test.each([
    ['while the call is early', true, 'UPDATE'],
    ['in the call', false, 'INVITE'],
  ])('%s: both get 491, and the one who was called comes first', async (_when, isEarly, method) => {
    const net = new VirtualNetwork({ link: { latencyMs: 10 } });
    const phones = pair(net);
    const call = await calling(net, phones);
    await call.in.progress();
    await net.clock.advance(100);
    if (!isEarly) await call.in.accept(AUDIO);
    await net.clock.advance(100);
    const trace = await net.run(async () => {
      const wishes = [call.out.hold(), call.in.setVideo(true)];
      await net.clock.advance(8000);
      expect(await Promise.all(wishes)).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    });
    const said = bodies(trace).filter((line) => !line.endsWith('ACK'));
    expect(said.slice(0, 4).toSorted()).toEqual(['alice 491', `alice ${method} *`, 'bob 491', `bob ${method} *`]);
    // What alice wants is said in her answer.
    expect(said.slice(4)).toEqual([`bob ${method} *`, 'alice 200 *']);
    expect(call.out.sending.hold).toBe(true);
    expect(call.in.sending.video).toBe(true);
    await finish(net, phones);
  });
});
