import {
  Contact,
  createRequest,
  CSeq,
  type IncomingCall,
  nameAddr,
  type OutgoingCall,
  RetryAfter,
  type SipRequest,
  type SipResponse,
  type TransportProtocol,
} from '@sidetone/sip';
import { FakeMediaEndpoint, ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { AUDIO, pair, type Phone, phone, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

const SDP = 'application/sdp';

/** Alice and Bob talk. */
async function talking(
  net: VirtualNetwork,
  { alice, bob }: { alice: Phone; bob: Phone },
): Promise<{ out: OutgoingCall; in: IncomingCall }> {
  bob.agent.onIncomingCall = (call) => {
    bob.calls.push(call);
    void call.accept(AUDIO);
  };
  const out = alice.agent.call(bob.uri, { media: AUDIO });
  await net.clock.advance(100);
  expect(out.state.kind).toBe('confirmed');
  return { out, in: bob.calls[0]! };
}

/** Bob's phone talks with a caller who has no stack. */
async function talkingWithScript(net: VirtualNetwork, protocol: TransportProtocol = 'UDP') {
  const bob = phone(net, 'bob', { towards: 'caller', protocol });
  const caller = new ScriptedEnd(net, 'caller', protocol).towards('bob');
  const far = new FakeMediaEndpoint('far');
  bob.agent.onIncomingCall = (call) => {
    bob.calls.push(call);
    void call.accept(AUDIO);
  };
  const invite = caller.request('INVITE', 'sip:bob@biloxi.test', (request) =>
    request.setBody(SDP, far.describe(AUDIO)),
  );
  await net.settle();
  const answer = caller.responses.at(-1)!;
  expect(answer.status).toBe(200);
  const within = (method: string, number: number, edit?: (request: SipRequest) => void): SipRequest => {
    const request = createRequest(method, answer.raw('Contact')!.slice(1, -1));
    request.copyLines(invite, 'From');
    request.copyLines(answer, 'To');
    request.copyLines(invite, 'Call-ID');
    request.set(CSeq, { number, method });
    return caller.send(request, edit);
  };
  within('ACK', 1);
  await net.settle();
  return { bob, caller, far, within, call: bob.calls[0]! };
}

describe('a re-INVITE whose answer comes before its final response (RFC 6141)', () => {
  async function holding() {
    const net = new VirtualNetwork();
    const { bob, caller, far, within, call } = await talkingWithScript(net);
    const changed = call.hold();
    await net.settle();
    const progress = (edit?: (response: SipResponse) => void): SipResponse =>
      caller.respond(caller.last('INVITE'), 183, (response) => {
        response.addRaw('Require', '100rel');
        response.addRaw('RSeq', '1');
        response.setBody(SDP, far.describe(AUDIO, 'receive'));
        edit?.(response);
      });
    return { net, bob, caller, far, within, call, changed, progress };
  }

  test('a reliable provisional response says where the other end is now (§4.7), any other does not', async () => {
    const { net, caller, within, progress } = await holding();
    const elsewhere = nameAddr(uri('sip:moved@10.0.0.99'));
    caller.respond(caller.last('INVITE'), 180, (response) => response.set(Contact, elsewhere));
    progress((response) => response.set(Contact, nameAddr(uri('sip:here@10.0.0.98'))));
    await net.settle();
    expect(caller.last('PRACK').uri).toBe('sip:here@10.0.0.98');
    caller.respond(caller.last('PRACK'), 200);
    caller.respond(caller.last('INVITE'), 200);
    await net.settle();
    within('BYE', 2);
    await net.expectNothingLeft();
  });

  test('and that fails after all: both agree anew on what was before (§3.4)', async () => {
    const { net, caller, far, within, call, changed, progress } = await holding();
    progress();
    await net.settle();
    caller.respond(caller.last('PRACK'), 200);
    await net.settle();
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'local' });
    caller.respond(caller.last('INVITE'), 488);
    await net.settle();
    expect(caller.all('INVITE')).toHaveLength(2);
    const again = caller.last('INVITE');
    expect(again.body).toContain('a=sendrecv');
    caller.respond(again, 200, (response) => response.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
    await expect(changed).resolves.toEqual({ kind: 'done' });
    within('BYE', 2);
    await net.expectNothingLeft();
  });

  test('not for ever', async () => {
    const { net, caller, within, call, progress } = await holding();
    for (let i = 0; i < 2; i += 1) {
      progress();
      await net.settle();
      caller.respond(caller.last('PRACK'), 200);
      caller.respond(caller.last('INVITE'), 488);
      await net.settle();
    }
    await net.clock.advance(60_000);
    expect(caller.all('INVITE')).toHaveLength(2);
    expect(call.state).toMatchObject({ kind: 'confirmed' });
    within('BYE', 2);
    await net.expectNothingLeft();
  });
});

/** A person who is asked for permission gives it after so long. */
function thinking({ runtime }: Phone, ms: number): Promise<void> {
  return new Promise((resolve) => void runtime.timers.schedule(ms, resolve, undefined));
}

describe('a re-INVITE that is taken back (RFC 3261 §9.2, RFC 6141 §3.8)', () => {
  test('gets 487 while it waits for devices, and both ends agree anew on what there was', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, far, within, call } = await talkingWithScript(net);
    bob.media.newest!.permission = thinking(bob, 5000);
    const trace = await net.run(async () => {
      const invite = within('INVITE', 2, (request) => request.setBody(SDP, far.describe(AUDIO, 'send')));
      await net.clock.advance(1000);
      caller.cancel(invite);
      await net.clock.advance(1000);
      caller.ack(invite, caller.got(487));
      await net.clock.advance(4000);
    });
    expect(trace).toEqual(ladder`
      0    caller -> bob INVITE
      200  bob -> caller 100 INVITE
      1000 caller -> bob CANCEL
      1000 bob -> caller 200 CANCEL
      1000 bob -> caller 487 INVITE
      1500 bob -> caller 487 INVITE
      2000 caller -> bob ACK
      5000 bob -> caller INVITE
      5500 bob -> caller INVITE`);
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
    const again = caller.last('INVITE');
    await far.acceptOffer(again.body, AUDIO);
    caller.respond(again, 200, (response) => response.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    expect(caller.all('ACK')).toHaveLength(1);
    within('BYE', 3);
    await net.expectNothingLeft();
  });

  test('changes nothing when the offer was for a new endpoint', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, within, call } = await talkingWithScript(net);
    bob.media.permission = thinking(bob, 5000);
    const moved = new FakeMediaEndpoint('elsewhere');
    const invite = within('INVITE', 2, (request) => request.setBody(SDP, moved.describe(AUDIO)));
    await net.clock.advance(1000);
    caller.cancel(invite);
    await net.settle();
    caller.ack(invite, caller.got(487));
    await net.clock.advance(10_000);
    expect(bob.media.endpoints.map(({ isClosed }) => isClosed)).toEqual([false, true]);
    expect(caller.all('INVITE')).toEqual([]);
    expect(call.state.kind).toBe('confirmed');
    within('BYE', 3);
    await net.expectNothingLeft();
  });

  test('without an offer: ours is taken back too', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, far, within, call } = await talkingWithScript(net);
    bob.media.newest!.permission = thinking(bob, 5000);
    const invite = within('INVITE', 2);
    await net.clock.advance(1000);
    caller.cancel(invite);
    await net.settle();
    caller.ack(invite, caller.got(487));
    await net.clock.advance(10_000);
    expect(bob.media.newest!.calls.slice(-2)).toEqual(['createOffer', 'rollback']);
    // The next one is taken as ever.
    within('INVITE', 3, (request) => request.setBody(SDP, far.describe(AUDIO, 'send')));
    await net.settle();
    within('ACK', 3);
    await net.settle();
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'remote' });
    within('BYE', 4);
    await net.expectNothingLeft();
  });

  test('one that has its 2xx already stands', async () => {
    const net = new VirtualNetwork();
    const { caller, far, within, call } = await talkingWithScript(net);
    const invite = within('INVITE', 2, (request) => request.setBody(SDP, far.describe(AUDIO, 'send')));
    await net.settle();
    caller.cancel(invite);
    await net.settle();
    expect(caller.responses.slice(-2).map((response) => `${response.status} ${response.raw('CSeq')}`)).toEqual([
      '200 2 INVITE',
      '200 2 CANCEL',
    ]);
    within('ACK', 2);
    await net.settle();
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'remote' });
    within('BYE', 3);
    await net.expectNothingLeft();
  });
});

describe('re-INVITE', () => {
  test('both ends restart media at once: 491, and the callee comes first', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 10 } });
    const phones = pair(net);
    const call = await talking(net, phones);
    const trace = await net.run(async () => {
      call.out.restartMedia();
      call.in.restartMedia();
      await net.clock.advance(6000);
    });
    const methods = trace.entries.map(({ from, label }) =>
      label.kind === 'request' ? `${from} ${label.method}` : label.kind === 'response' ? `${from} ${label.status}` : '',
    );
    expect(methods).toEqual([
      'alice INVITE',
      'bob INVITE',
      'bob 491',
      'alice 491',
      'alice ACK',
      'bob ACK',
      'bob INVITE',
      'alice 200',
      'bob ACK',
    ]);
    expect([call.out.state.kind, call.in.state.kind]).toEqual(['confirmed', 'confirmed']);
    expect([phones.alice.media.openCount, phones.bob.media.openCount]).toEqual([1, 1]);
    expect(phones.alice.media.newest?.remote).toContain(fingerprint(phones.bob.media.newest!));
    expect(phones.bob.media.newest?.remote).toContain(fingerprint(phones.alice.media.newest!));
    call.out.hangUp();
    await net.expectNothingLeft();
  });

  test('media restarts: the other end meets a new fingerprint with a new endpoint, and stays muted', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    const call = await talking(net, { alice, bob });
    call.in.setMuted('audio', true);
    let changes = 0;
    call.in.on('changed', () => (changes += 1));
    call.out.restartMedia();
    // Asked again, before the new path is there.
    call.out.restartMedia();
    await net.settle();
    expect(bob.media.endpoints.map(({ calls }) => calls)).toEqual([
      ['acceptOffer', 'acceptOffer', 'close'],
      ['acceptOffer'],
    ]);
    expect(alice.media.endpoints.map(({ calls }) => calls)).toEqual([
      ['createOffer', 'answer', 'createOffer', 'answer', 'close'],
      ['createOffer', 'answer'],
    ]);
    expect(call.in.media).toBe(bob.media.newest);
    expect([...bob.media.newest!.muted]).toEqual(['audio']);
    expect(changes).toBeGreaterThan(0);
    call.in.hangUp();
    await net.settle();
    expect([alice.media.openCount, bob.media.openCount]).toEqual([0, 0]);
    await net.expectNothingLeft();
  });

  test('the other end holds and resumes', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, far, within, call } = await talkingWithScript(net);
    within('INVITE', 2, (request) => request.setBody(SDP, far.describe(AUDIO, 'send')));
    await net.settle();
    within('ACK', 2);
    await net.settle();
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'remote' });
    within('INVITE', 3, (request) => request.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    within('ACK', 3);
    await net.settle();
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
    expect(bob.media.endpoints).toHaveLength(1);
    expect(caller.responses.map(({ status }) => status)).toEqual([200, 200, 200]);
    within('BYE', 4);
    await net.settle();
    expect(call.state).toEqual({ kind: 'terminated', why: { kind: 'hung-up', by: 'remote' } });
    await net.expectNothingLeft();
  });

  test('one that changes nothing gets the answer it had', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, within } = await talkingWithScript(net);
    const first = caller.responses[0]!.body;
    within('INVITE', 2, (request) => request.setBody(SDP, bob.media.newest!.remote!));
    await net.settle();
    within('ACK', 2);
    expect(caller.responses.at(-1)?.body).toBe(first);
    expect(bob.media.newest?.calls).toEqual(['acceptOffer']);
  });

  test('one without an offer gets one; the ACK answers it', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, far, within, call } = await talkingWithScript(net);
    within('INVITE', 2);
    await net.settle();
    expect(caller.responses.at(-1)?.body).toContain('m=audio');
    // While the answer is due nothing else can be offered.
    within('INVITE', 3, (request) => request.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    expect(caller.responses.at(-1)?.status).toBe(491);
    within('ACK', 2, (request) => request.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    expect(bob.media.newest?.calls).toEqual(['acceptOffer', 'createOffer', 'answer']);
    expect(call.state.kind).toBe('confirmed');
  });

  test('an offer that does not fit is refused, and the call goes on', async () => {
    const net = new VirtualNetwork();
    const { caller, within, call } = await talkingWithScript(net);
    within('INVITE', 2, (request) => request.setBody(SDP, 'v=0\r\no=- 1 9 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n'));
    await net.settle();
    expect(caller.responses.at(-1)?.status).toBe(488);
    within('INVITE', 3, (request) => request.setBody(SDP, 'nonsense'));
    await net.settle();
    expect(caller.responses.at(-1)?.status).toBe(488);
    expect(call.state.kind).toBe('confirmed');
  });

  test('a second one before the first is answered gets 500; BYE ends the first with 487', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, far, within, call } = await talkingWithScript(net);
    bob.media.permission = new Promise(() => undefined);
    const moved = new FakeMediaEndpoint('moved');
    within('INVITE', 2, (request) => request.setBody(SDP, moved.describe(AUDIO)));
    await net.settle();
    within('INVITE', 3, (request) => request.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    const refused = caller.responses.at(-1)!;
    expect(refused.status).toBe(500);
    expect(refused.get(RetryAfter)?.delaySec).toBeLessThanOrEqual(10);
    within('BYE', 4);
    await net.settle();
    expect(caller.responses.slice(-2).map(({ status }) => status)).toEqual([200, 487]);
    expect(call.state).toMatchObject({ why: { kind: 'hung-up', by: 'remote' } });
    expect(bob.media.openCount).toBe(0);
  });

  test.each([
    [481, { kind: 'lost', status: 481 }],
    [408, { kind: 'lost', status: 408 }],
  ])('ours is refused with %s: the other end does not know the call', async (status, why) => {
    const net = new VirtualNetwork();
    const { caller, call } = await talkingWithScript(net);
    call.restartMedia();
    await net.settle();
    caller.respond(caller.last('INVITE'), status);
    await net.settle();
    expect(call.state).toEqual({ kind: 'terminated', why });
    caller.respond(caller.last('BYE'), 200);
    await net.expectNothingLeft();
  });
});

describe('a change of ours', () => {
  test('hold and resume offer anew', async () => {
    const net = new VirtualNetwork();
    const call = await talking(net, pair(net));
    const held = call.out.hold();
    await net.clock.advance(100);
    expect(await held).toEqual({ kind: 'done' });
    expect(call.out.state).toMatchObject({ kind: 'confirmed', hold: 'local' });
    const resumed = call.out.resume();
    await net.clock.advance(100);
    expect(await resumed).toEqual({ kind: 'done' });
    expect(call.out.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
  });

  test('one that is refused leaves the call as it was', async () => {
    const net = new VirtualNetwork();
    const { caller, call } = await talkingWithScript(net);
    const held = call.hold();
    await net.settle();
    caller.respond(caller.last('INVITE'), 488);
    await net.settle();
    expect(await held).toEqual({ kind: 'refused', status: 488, phrase: 'Not Acceptable Here' });
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
  });
});

test('a new endpoint that the other end does not take ends the call; a new path does not', async () => {
  const net = new VirtualNetwork();
  const { bob, caller, call } = await talkingWithScript(net);
  call.restartMedia();
  await net.settle();
  caller.respond(caller.last('INVITE'), 488);
  await net.settle();
  expect(call.state.kind).toBe('confirmed');
  expect(bob.media.newest?.calls).toEqual(['acceptOffer', 'createOffer', 'rollback']);
  call.restartMedia();
  await net.settle();
  expect(bob.media.endpoints).toHaveLength(2);
  caller.respond(caller.last('INVITE'), 488);
  await net.settle();
  expect(call.state).toMatchObject({ why: { kind: 'rejected', by: 'remote', status: 488 } });
  caller.respond(caller.last('BYE'), 200);
  await net.expectNothingLeft();
});

test.each([430, 480, 503])(
  'a restart of media that the other end misses while it reconnects (%s) is offered again',
  async (status) => {
    const net = new VirtualNetwork();
    const { bob, caller, far, call } = await talkingWithScript(net);
    call.restartMedia();
    await net.settle();
    caller.respond(caller.last('INVITE'), status);
    await net.settle();
    expect(call.state.kind).toBe('confirmed');
    await net.clock.advance(2000);
    await net.settle();
    expect(caller.all('INVITE').length).toBeGreaterThan(1);
    caller.respond(caller.last('INVITE'), 200, (response) => response.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    expect(bob.media.newest?.calls).toEqual(['acceptOffer', 'createOffer', 'rollback', 'createOffer', 'answer']);
    expect(bob.media.openCount).toBe(1);
    call.hangUp();
    await net.settle();
    caller.respond(caller.last('BYE'), 200);
    await net.expectNothingLeft();
  },
);

describe('an INVITE without an offer', () => {
  test('is answered with an offer, and the ACK carries the answer', async () => {
    const net = new VirtualNetwork();
    const bob = phone(net, 'bob', { towards: 'caller' });
    const caller = new ScriptedEnd(net, 'caller').towards('bob');
    bob.agent.onIncomingCall = (call) => {
      bob.calls.push(call);
      void call.accept(AUDIO);
    };
    const invite = caller.request('INVITE', 'sip:bob@biloxi.test');
    await net.settle();
    expect(bob.calls[0]?.offered).toEqual({ audio: true, video: true });
    const answer = caller.responses.at(-1)!;
    expect(answer.body).toContain('m=audio');
    const ack = (body: string | undefined): void => {
      const request = createRequest('ACK', answer.raw('Contact')!.slice(1, -1));
      request.copyLines(invite, 'From');
      request.copyLines(answer, 'To');
      request.copyLines(invite, 'Call-ID');
      request.addRaw('CSeq', '1 ACK');
      caller.send(request, (made) => (body === undefined ? undefined : made.setBody(SDP, body)));
    };
    ack(new FakeMediaEndpoint('far').describe(AUDIO));
    await net.settle();
    expect(bob.media.newest?.calls).toEqual(['createOffer', 'answer']);
    expect(bob.calls[0]?.state.kind).toBe('confirmed');
  });

  test('ends when the ACK has no answer', async () => {
    const net = new VirtualNetwork();
    const { caller, within, call } = await talkingWithScript(net);
    within('INVITE', 2);
    await net.settle();
    within('ACK', 2);
    await net.settle();
    expect(call.state).toMatchObject({ why: { kind: 'incompatible' } });
    expect(caller.last('BYE')).toBeDefined();
  });
});

describe('BYE before the answer', () => {
  test('the caller ends the early dialog: 200 to BYE, 487 to INVITE', async () => {
    const net = new VirtualNetwork();
    const bob = phone(net, 'bob', { towards: 'caller' });
    const caller = new ScriptedEnd(net, 'caller').towards('bob');
    bob.agent.onIncomingCall = (call) => {
      bob.calls.push(call);
      call.ring();
    };
    const invite = caller.request('INVITE', 'sip:bob@biloxi.test');
    await net.settle();
    const ringing = caller.responses.at(-1)!;
    for (const [number, method] of [
      [2, 'INVITE'],
      [3, 'BYE'],
    ] as const) {
      const request = createRequest(method, ringing.raw('Contact')!.slice(1, -1));
      request.copyLines(invite, 'From');
      request.copyLines(ringing, 'To');
      request.copyLines(invite, 'Call-ID');
      request.set(CSeq, { number, method });
      caller.send(request);
      await net.settle();
    }
    expect(caller.responses.map((response) => `${response.status} ${response.raw('CSeq')}`)).toEqual([
      '180 1 INVITE',
      '500 2 INVITE',
      '200 3 BYE',
      '487 1 INVITE',
    ]);
    expect(bob.calls[0]?.state).toEqual({ kind: 'terminated', why: { kind: 'cancelled', by: 'remote' } });
  });
});

describe('a lost connection', () => {
  test('the call goes on, and is ended over the next one', async () => {
    const net = new VirtualNetwork();
    const phones = pair(net, { protocol: 'TCP' });
    const call = await talking(net, phones);
    for (const flow of phones.alice.transport.flows) net.cut(flow, 'the wire broke');
    await net.settle();
    expect([call.out.state.kind, call.in.state.kind]).toEqual(['confirmed', 'confirmed']);
    const trace = await net.run(async () => {
      call.out.hangUp();
      await net.clock.advance(10);
    });
    expect(trace).toEqual(ladder`
      alice -> bob BYE
      bob -> alice 200`);
    expect(call.in.state).toMatchObject({ why: { kind: 'hung-up', by: 'remote' } });
    await net.expectNothingLeft();
  });

  test('BYE that finds no connection is sent on the next one', async () => {
    const net = new VirtualNetwork();
    const { caller, call } = await talkingWithScript(net, 'TCP');
    await caller.transport.close();
    await net.settle();
    call.hangUp();
    await net.clock.advance(5000);
    const returned = new ScriptedEnd(net, 'caller', 'TCP');
    await net.clock.advance(2000);
    expect(returned.all('BYE')).toHaveLength(1);
    returned.respond(returned.last('BYE'), 200);
    await net.expectNothingLeft();
  });

  test('BYE that never finds one is given up', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, call } = await talkingWithScript(net, 'TCP');
    await caller.transport.close();
    await net.settle();
    call.hangUp();
    expect(bob.agent.load.dialogs).toBe(1);
    await net.expectNothingLeft();
    expect(bob.agent.load.dialogs).toBe(0);
  });

  test('a restart of media that finds no connection waits for the next one', async () => {
    const net = new VirtualNetwork();
    const { bob, caller, far, call } = await talkingWithScript(net, 'TCP');
    await caller.transport.close();
    await net.settle();
    call.restartMedia();
    await net.clock.advance(20_000);
    expect(call.state.kind).toBe('confirmed');
    expect(caller.all('INVITE')).toEqual([]);
    const returned = new ScriptedEnd(net, 'caller', 'TCP');
    bob.agent.flowRestored();
    await net.settle();
    returned.respond(returned.last('INVITE'), 200, (response) => response.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    expect(bob.media.newest?.calls).toEqual(['acceptOffer', 'createOffer', 'rollback', 'createOffer', 'answer']);
    expect(returned.last('ACK')).toBeDefined();
    expect(bob.media.openCount).toBe(1);
  });

  test('an INVITE that cannot be sent fails for that reason', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'nobody', protocol: 'TCP' });
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    expect(call.state).toMatchObject({ why: { kind: 'transport' } });
    await net.expectNothingLeft();
  });

  test('a sips address is not called over TCP', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'bob', protocol: 'TCP' });
    const call = alice.agent.call(uri('sips:bob@biloxi.test'), { media: AUDIO });
    await net.clock.advance(10);
    expect(call.state).toMatchObject({ why: { kind: 'transport' } });
    expect(net.ladder).toEqual(ladder``);
  });
});

test('stop ends the calls and closes the transport', async () => {
  const net = new VirtualNetwork();
  const phones = pair(net);
  const call = await talking(net, phones);
  await net.run(() => phones.alice.agent.stop());
  expect(call.out.state).toEqual({ kind: 'terminated', why: { kind: 'stopped' } });
  expect(call.in.state).toEqual({ kind: 'terminated', why: { kind: 'hung-up', by: 'remote' } });
  await net.expectNothingLeft();
});

function fingerprint(endpoint: FakeMediaEndpoint): string {
  return /a=fingerprint:\S+ \S+/.exec(endpoint.describe(AUDIO))![0];
}
