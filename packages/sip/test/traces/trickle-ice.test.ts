import { type IncomingCall, InfoPackage, type OutgoingCall, type SipRequest } from '@sidetone/sip';
import { FakeMediaEndpoint, ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { AUDIO, pair, type Phone, phone, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

const SDP = 'application/sdp';
const HOST = 'candidate:1 1 udp 2113937151 192.0.2.1 40000 typ host';
const REFLEXIVE = 'candidate:2 1 udp 1677729535 198.51.100.7 40001 typ srflx raddr 0.0.0.0 rport 0';

async function ringing(net: VirtualNetwork, { alice, bob }: { alice: Phone; bob: Phone }) {
  bob.agent.onIncomingCall = (call) => {
    bob.calls.push(call);
    call.ring();
  };
  alice.media.isGathering = true;
  bob.media.isGathering = true;
  const out: OutgoingCall = alice.agent.call(bob.uri, { media: AUDIO });
  await net.clock.advance(100);
  const incoming: IncomingCall = bob.calls[0]!;
  return { out, in: incoming };
}

/** What the INFOs of a run bring, oldest first. */
function fragments(net: VirtualNetwork): string[] {
  return net.ladder.entries
    .filter(({ label }) => label.kind === 'request' && label.method === 'INFO')
    .map(({ wire }) => wire.slice(wire.indexOf('\r\n\r\n') + 4));
}

describe('candidates that come after the description (RFC 8840 §4)', () => {
  test('go to the other end by INFO, both ways, one after another', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 20 } });
    const { alice, bob } = pair(net);
    const call = await ringing(net, { alice, bob });
    void call.in.accept(AUDIO);
    await net.clock.advance(200);
    const trace = await net.run(async () => {
      alice.media.newest!.findCandidates([HOST]);
      bob.media.newest!.findCandidates([HOST]);
      // While the first INFO is under way; the next one has it too.
      alice.media.newest!.findCandidates([REFLEXIVE], true);
      await net.clock.advance(200);
    });
    expect(trace).toEqual(ladder`
      0  alice -> bob INFO
      0  bob -> alice INFO
      20 bob -> alice 200 INFO
      20 alice -> bob 200 INFO
      40 alice -> bob INFO
      60 bob -> alice 200 INFO`);
    expect(bob.media.newest!.addedCandidates.at(-1)).toContain(REFLEXIVE);
    expect(bob.media.newest!.addedCandidates.at(-1)).toContain('a=end-of-candidates');
    expect(alice.media.newest!.addedCandidates).toEqual([expect.stringContaining(HOST)]);
    expect(fragments(net).at(-1)).toContain(HOST);
    call.out.hangUp();
    await net.expectNothingLeft();
  });

  test('of the one who is called wait until the caller has the dialog for certain', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 20 } });
    const { alice, bob } = pair(net);
    const call = await ringing(net, { alice, bob });
    const trace = await net.run(async () => {
      await call.in.accept(AUDIO);
      bob.media.newest!.findCandidates([HOST], true);
      await net.clock.advance(200);
    });
    expect(trace).toEqual(ladder`
      0  bob -> alice 200 INVITE
      20 alice -> bob ACK
      40 bob -> alice INFO
      60 alice -> bob 200 INFO`);
    call.out.hangUp();
    await net.expectNothingLeft();
  });

  test('may overtake the answer that they belong to', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 20 } });
    const { alice, bob } = pair(net);
    const call = await ringing(net, { alice, bob });
    void call.in.progress();
    await net.clock.advance(100);
    expect(call.out.state).toMatchObject({ kind: 'early', earlyMedia: 'rendered' });
    alice.media.newest!.findCandidates([HOST], true);
    await net.clock.advance(100);
    expect(bob.media.newest!.addedCandidates).toEqual([expect.stringContaining(HOST)]);
    call.out.hangUp();
    await net.expectNothingLeft();
  });
});

describe('an answer in a response that nothing acknowledges (§4.3.2)', () => {
  test('the caller says by INFO that it has come, also when no candidate is new; the callee tells its own then', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 20 } });
    const { alice, bob } = pair(net, { reliableProvisionals: 'off' });
    const { out, in: incoming } = await ringing(net, { alice, bob });
    net.part('alice', 'bob');
    const trace = await net.run(async () => {
      await incoming.progress();
      bob.media.newest!.findCandidates([HOST], true);
      await net.clock.advance(1000);
      net.heal('alice', 'bob');
      await net.clock.advance(70_000);
    });
    expect(trace).toEqual(ladder`
      0     bob -x alice 183 INVITE
      500   bob -x alice 183 INVITE
      1500  bob -> alice 183 INVITE
      1520  alice -> bob INFO
      1540  bob -> alice 200 INFO
      1540  bob -> alice INFO
      1560  alice -> bob 200 INFO
      63500 bob -> alice 183 INVITE`);
    const [first] = fragments(net);
    expect(first).toContain('a=ice-ufrag:fake1');
    expect(alice.media.newest!.addedCandidates).toEqual([expect.stringContaining(HOST)]);
    out.hangUp();
    await net.expectNothingLeft();
  });

  test('what the caller has found meanwhile goes with it, once', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'callee' });
    const callee = new ScriptedEnd(net, 'callee');
    alice.media.isGathering = true;
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    alice.media.newest!.findCandidates([HOST]);
    const far = new FakeMediaEndpoint('far').describe(AUDIO);
    const answer = (status: number): void =>
      void callee.respond(callee.last('INVITE'), status, (response) => {
        response.setBody(SDP, far);
        response.addRaw('Supported', 'trickle-ice');
        response.addRaw('Recv-Info', 'trickle-ice');
      });
    answer(183);
    await net.settle();
    callee.respond(callee.last('INFO'), 200);
    answer(183);
    await net.settle();
    expect(callee.all('INFO').map(({ body }) => body)).toEqual([expect.stringContaining(HOST)]);
    answer(200);
    await net.settle();
    call.hangUp();
    await net.settle();
    callee.respond(callee.last('BYE'), 200);
    await net.expectNothingLeft();
  });

  test('an end that does not trickle hears of early media each minute', async () => {
    const net = new VirtualNetwork();
    const bob = phone(net, 'bob', { towards: 'caller' });
    const caller = new ScriptedEnd(net, 'caller').towards('bob');
    const invite = caller.request('INVITE', 'sip:bob@biloxi.test', (request) =>
      request.setBody(SDP, new FakeMediaEndpoint('far').describe(AUDIO)),
    );
    await net.settle();
    await bob.calls[0]!.progress();
    await net.clock.advance(59_000);
    expect(caller.responses.map(({ status }) => status)).toEqual([183]);
    caller.cancel(invite);
    await net.settle();
    caller.ack(invite, caller.got(487));
    await net.expectNothingLeft();
  });
});

describe('half trickle (§5.3)', () => {
  test('who does not say that it knows trickle ICE gets none', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'callee' });
    const callee = new ScriptedEnd(net, 'callee');
    alice.media.isGathering = true;
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    const invite = callee.last('INVITE');
    expect(invite.raw('Supported')).toContain('trickle-ice');
    expect(invite.raw('Recv-Info')).toContain('trickle-ice');
    callee.respond(invite, 200, (response) => response.setBody(SDP, new FakeMediaEndpoint('far').describe(AUDIO)));
    await net.settle();
    alice.media.newest!.findCandidates([HOST], true);
    await net.settle();
    expect(callee.all('INFO')).toEqual([]);
    call.hangUp();
    await net.settle();
    callee.respond(callee.last('BYE'), 200);
    await net.expectNothingLeft();
  });

  test('who refuses it gets no more (RFC 6086 §4.2.2)', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'callee' });
    const callee = new ScriptedEnd(net, 'callee');
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    callee.respond(callee.last('INVITE'), 200, (response) => {
      response.setBody(SDP, new FakeMediaEndpoint('far').describe(AUDIO));
      response.addRaw('Supported', 'trickle-ice');
      response.addRaw('Recv-Info', 'trickle-ice');
    });
    await net.settle();
    alice.media.newest!.findCandidates([HOST]);
    await net.settle();
    const info: SipRequest = callee.last('INFO');
    expect(info.get(InfoPackage)?.name).toBe('trickle-ice');
    expect(info.raw('Content-Type')).toBe('application/trickle-ice-sdpfrag');
    expect(info.raw('Content-Disposition')).toBe('info-package');
    callee.respond(info, 469);
    await net.settle();
    alice.media.newest!.findCandidates([REFLEXIVE], true);
    await net.settle();
    expect(callee.all('INFO')).toHaveLength(1);
    expect(call.state.kind).toBe('confirmed');
    call.hangUp();
    await net.settle();
    callee.respond(callee.last('BYE'), 200);
    await net.expectNothingLeft();
  });
});

test('an INFO that was lost with its connection is sent on the next one', async () => {
  const net = new VirtualNetwork();
  const { alice, bob } = pair(net, { protocol: 'TCP' });
  const call = await ringing(net, { alice, bob });
  void call.in.accept(AUDIO);
  await net.clock.advance(100);
  await bob.transport.close();
  await net.settle();
  alice.media.newest!.findCandidates([HOST], true);
  await net.settle();
  const again = new ScriptedEnd(net, 'bob', 'TCP');
  alice.agent.flowRestored();
  await net.settle();
  expect(again.last('INFO').body).toContain(HOST);
  again.respond(again.last('INFO'), 200);
  call.out.hangUp();
  await net.settle();
  again.respond(again.last('BYE'), 200);
});
