import { type IncomingCall, type OutgoingCall, type SipRequest, type UserAgentOptions } from '@sidetone/sip';
import { FakeMediaEndpoint, ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { AUDIO, pair, type Phone, phone, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

const SDP = 'application/sdp';

/** Two phones talk. */
async function talking(net: VirtualNetwork, { alice, bob }: { alice: Phone; bob: Phone }) {
  bob.agent.onIncomingCall = (call) => {
    bob.calls.push(call);
    void call.accept(AUDIO);
  };
  const out: OutgoingCall = alice.agent.call(bob.uri, { media: AUDIO });
  await net.clock.advance(100);
  const incoming: IncomingCall = bob.calls[0]!;
  return { out, in: incoming };
}

/** Alice talks with an end without a stack. @param answer what its 2xx says */
async function talkingWithScript(answer: Record<string, string>, options: Partial<UserAgentOptions> = {}) {
  const net = new VirtualNetwork();
  const { sessionExpiresSec = 1800 } = options;
  const alice = phone(net, 'alice', { towards: 'callee', sessionExpiresSec });
  const callee = new ScriptedEnd(net, 'callee');
  const far = new FakeMediaEndpoint('far');
  const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
  await net.settle();
  const invite = callee.last('INVITE');
  callee.respond(invite, 200, (response) => {
    response.setBody(SDP, far.describe(AUDIO));
    for (const [name, value] of Object.entries(answer)) response.addRaw(name, value);
  });
  await net.settle();
  return { net, alice, callee, far, call, invite };
}

/** An end without a stack talks with Bob. @param asked what its INVITE says */
async function calledByScript(asked: Record<string, string>, sessionExpiresSec = 1800) {
  const net = new VirtualNetwork();
  const bob = phone(net, 'bob', { towards: 'caller', sessionExpiresSec });
  const caller = new ScriptedEnd(net, 'caller').towards('bob');
  bob.agent.onIncomingCall = (call) => {
    bob.calls.push(call);
    void call.accept(AUDIO);
  };
  const far = new FakeMediaEndpoint('far');
  const invite = caller.request('INVITE', 'sip:bob@biloxi.test', (request) => {
    request.setBody(SDP, far.describe(AUDIO));
    for (const [name, value] of Object.entries(asked)) request.addRaw(name, value);
  });
  await net.settle();
  return { net, bob, caller, far, invite };
}

describe('between two phones', () => {
  test('the caller refreshes at half of the interval, by UPDATE (RFC 4028 §10)', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net);
    const call = await talking(net, phones);
    await net.clock.advance(3_600_000);
    const trace = net.ladder.entries.slice(3);
    expect(String(net.ladder)).toContain('900000 alice -> bob  UPDATE');
    expect(trace.map(({ atMs }) => atMs)).toEqual(
      [900_000, 1_800_000, 2_700_000, 3_600_000].flatMap((atMs) => [atMs, atMs]),
    );
    const [first] = trace;
    expect(first?.wire).toContain('Session-Expires: 1800;refresher=uac');
    expect(first?.wire).not.toContain('m=audio');
    expect([call.out.state.kind, call.in.state.kind]).toEqual(['confirmed', 'confirmed']);
    call.out.hangUp();
    await net.expectNothingLeft();
  });

  test('when the other end has vanished, both end the call (§10)', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net, { sessionExpiresSec: 90 });
    const call = await talking(net, phones);
    net.part('alice', 'bob');
    await net.clock.advance(59_000);
    expect(call.in.state.kind).toBe('confirmed');
    await net.clock.advance(1500);
    // The callee waits for a refresh: a third of 90 s before the end.
    expect(call.in.state).toEqual({ kind: 'terminated', why: { kind: 'lost', status: 408 } });
    expect(call.out.state).toEqual({ kind: 'terminated', why: { kind: 'lost', status: 408 } });
    await net.expectNothingLeft();
  });

  test('a refresh that got lost with its connection is sent on the next one (D8)', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net, { sessionExpiresSec: 90, protocol: 'TCP' });
    const call = await talking(net, phones);
    net.part('alice', 'bob');
    await net.clock.advance(46_000);
    for (const flow of phones.alice.transport.flows) net.cut(flow);
    net.heal('alice', 'bob');
    await net.settle();
    const trace = await net.run(async () => {
      phones.alice.agent.flowRestored();
      await net.clock.advance(100);
    });
    expect(trace).toEqual(ladder`
      alice -> bob UPDATE
      bob -> alice 200 UPDATE`);
    await net.clock.advance(90_000);
    expect([call.out.state.kind, call.in.state.kind]).toEqual(['confirmed', 'confirmed']);
    call.in.hangUp();
    await net.expectNothingLeft();
  });

  test('hold refreshes too', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net, { sessionExpiresSec: 90 });
    const call = await talking(net, phones);
    await net.clock.advance(44_000);
    void call.in.hold();
    const trace = await net.run(() => net.clock.advance(46_000));
    expect(
      trace.entries.map(({ atMs, from, label }) => [atMs, from, label.kind === 'request' && label.method]),
    ).toEqual([
      [44_100, 'bob', 'INVITE'],
      [44_100, 'alice', false],
      [44_100, 'bob', 'ACK'],
      // Half of 90 s after that, by who refreshed before.
      [89_100, 'alice', 'UPDATE'],
      [89_100, 'bob', false],
    ]);
    call.out.hangUp();
    await net.expectNothingLeft();
  });

  test('switched off at one end there is none', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'bob', sessionExpiresSec: 0 });
    const bob = phone(net, 'bob', { towards: 'alice' });
    const call = await talking(net, { alice, bob });
    await net.clock.advance(7_200_000);
    expect(net.ladder.entries).toHaveLength(3);
    call.out.hangUp();
    await net.expectNothingLeft();
  });
});

describe('the caller', () => {
  test.each([
    ['has UPDATE', { 'Session-Expires': '120;refresher=uac', Allow: 'INVITE, ACK, BYE, UPDATE' }, 'UPDATE'],
    ['has no UPDATE: by re-INVITE', { 'Session-Expires': '120;refresher=uac', Allow: 'INVITE, ACK, BYE' }, 'INVITE'],
  ])('refreshes as the other end allows, which %s', async (_what, answer, method) => {
    const { callee, far, call } = await talkingWithScript(answer);
    const refresh = await callee.next(method, 61_000);
    expect(refresh.raw('Session-Expires')).toBe('120;refresher=uac');
    callee.respond(refresh, 200, (response) => {
      if (method === 'INVITE') response.setBody(SDP, far.describe(AUDIO));
      response.addRaw('Session-Expires', '120;refresher=uac');
    });
    await callee.next(method, 61_000);
    expect(call.state.kind).toBe('confirmed');
  });

  test('does not refresh when the other end knows no session timer (§7.2)', async () => {
    const { net, callee, call } = await talkingWithScript({});
    await net.clock.advance(7_200_000);
    expect(callee.requests.map(({ method }) => method)).toEqual(['INVITE', 'ACK']);
    expect(call.state.kind).toBe('confirmed');
  });

  test('waits for the other end to refresh, and hangs up without', async () => {
    const { net, callee, call, invite } = await talkingWithScript({ 'Session-Expires': '120;refresher=uas' });
    await net.clock.advance(80_000);
    callee.inDialog('UPDATE', invite, 1, (request) => {
      request.addRaw('Supported', 'timer');
      request.addRaw('Session-Expires', '120;refresher=uac');
    });
    await net.settle();
    expect(callee.got(200).raw('Session-Expires')).toBe('120;refresher=uac');
    expect(callee.got(200).raw('Require')).toBe('timer');
    await net.clock.advance(87_000);
    expect(call.state.kind).toBe('confirmed');
    await net.clock.advance(1500);
    expect(call.state).toEqual({ kind: 'terminated', why: { kind: 'lost', status: 408 } });
    callee.respond(callee.last('BYE'), 200);
    await net.expectNothingLeft();
  });

  test.each([
    ['481', 481],
    ['408', 408],
  ])('hangs up when a refresh gets %s', async (_what, status) => {
    const { net, callee, call } = await talkingWithScript({ 'Session-Expires': '120', Allow: 'UPDATE' });
    callee.respond(await callee.next('UPDATE', 61_000), status);
    await net.settle();
    expect(call.state).toEqual({ kind: 'terminated', why: { kind: 'lost', status } });
    expect(callee.last('BYE')).toBeDefined();
  });

  test('tries a refused refresh again until the session expires', async () => {
    const { net, callee, call } = await talkingWithScript({ 'Session-Expires': '120', Allow: 'UPDATE' });
    callee.respond(await callee.next('UPDATE', 61_000), 488);
    callee.respond(await callee.next('UPDATE', 11_000), 488);
    expect(call.state.kind).toBe('confirmed');
    await net.clock.advance(30_000);
    expect(call.state).toMatchObject({ why: { kind: 'lost' } });
  });

  test('goes on by re-INVITE when UPDATE is not there after all (405)', async () => {
    const { callee, call } = await talkingWithScript({ 'Session-Expires': '120', Allow: 'UPDATE' });
    callee.respond(await callee.next('UPDATE', 61_000), 405);
    await callee.next('INVITE', 1000);
    expect(call.state.kind).toBe('confirmed');
  });

  test('asks again with a longer interval after 422, in the same call (§7.3)', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'callee' });
    const callee = new ScriptedEnd(net, 'callee');
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    const first = callee.last('INVITE');
    expect(first.raw('Session-Expires')).toBe('1800');
    expect(first.has('Min-SE')).toBe(false);
    callee.respond(first, 422, (response) => response.addRaw('Min-SE', '3600'));
    await net.settle();
    const second = callee.last('INVITE');
    expect([second.raw('CSeq'), second.raw('Session-Expires'), second.raw('Min-SE')]).toEqual([
      '2 INVITE',
      '3600',
      '3600',
    ]);
    expect([second.raw('Call-ID'), second.raw('From')]).toEqual([first.raw('Call-ID'), first.raw('From')]);
    expect(call.state.kind).toBe('trying');
    callee.respond(second, 200, (response) => {
      response.setBody(SDP, new FakeMediaEndpoint('far').describe(AUDIO));
      response.addRaw('Session-Expires', '3600;refresher=uac');
      response.addRaw('Allow', 'UPDATE');
    });
    await net.settle();
    const refresh: SipRequest = await callee.next('UPDATE', 1_801_000);
    expect([refresh.raw('Session-Expires'), refresh.raw('Min-SE')]).toEqual(['3600;refresher=uac', '3600']);
    callee.respond(refresh, 422, (response) => response.addRaw('Min-SE', '7200'));
    expect((await callee.next('UPDATE', 1000)).raw('Session-Expires')).toBe('7200;refresher=uac');
  });

  test('does not follow 422 for ever', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'callee' });
    const callee = new ScriptedEnd(net, 'callee');
    let minSec = 3600;
    callee.onRequest = (request) => {
      if (request.method === 'INVITE')
        callee.respond(request, 422, (response) => response.addRaw('Min-SE', `${(minSec += 1)}`));
    };
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    expect(call.state).toMatchObject({ why: { kind: 'rejected', status: 422 } });
    expect(callee.all('INVITE')).toHaveLength(4);
    await net.expectNothingLeft();
  });
});

describe('the one who is called', () => {
  test('refuses a short interval with 422, in the INVITE and later (§9)', async () => {
    const { net, bob, caller } = await calledByScript({ Supported: 'timer', 'Session-Expires': '60' });
    expect(caller.got(422).raw('Min-SE')).toBe('90');
    expect(bob.calls).toEqual([]);
    const again = await calledByScript({ Supported: 'timer', 'Session-Expires': '300' });
    expect(again.caller.got(200).raw('Session-Expires')).toBe('300;refresher=uac');
    again.caller.follow('ACK', again.invite, again.caller.got(200), 1);
    again.caller.follow('UPDATE', again.invite, again.caller.got(200), 2, (request) => {
      request.addRaw('Supported', 'timer');
      request.addRaw('Session-Expires', '60');
    });
    await again.net.settle();
    expect(again.caller.got(422).raw('Min-SE')).toBe('90');
    expect(again.bob.calls[0]?.state.kind).toBe('confirmed');
    expect(net.clock.now()).toBe(0);
  });

  test('refreshes itself for a caller that does not know how, when somebody on the way asks', async () => {
    const { caller, invite } = await calledByScript({ 'Session-Expires': '120' });
    const answer = caller.got(200);
    expect(answer.raw('Session-Expires')).toBe('120;refresher=uas');
    expect(answer.has('Require')).toBe(false);
    caller.follow('ACK', invite, answer, 1);
    const refresh = await caller.next('INVITE', 61_000);
    expect(refresh.raw('Session-Expires')).toBe('120;refresher=uac');
  });

  test('a refresh without a session interval turns it off', async () => {
    const { net, bob, caller, invite } = await calledByScript({ Supported: 'timer', 'Session-Expires': '120' });
    const answer = caller.got(200);
    caller.follow('ACK', invite, answer, 1);
    caller.follow('UPDATE', invite, answer, 2);
    await net.settle();
    expect(caller.responses.at(-1)?.has('Session-Expires')).toBe(false);
    await net.clock.advance(3_600_000);
    expect(bob.calls[0]?.state.kind).toBe('confirmed');
  });
});
