import { RSeq, type SipRequest, type SipResponse, type UserAgentOptions } from '@sidetone/sip';
import { FakeMediaEndpoint, ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { AUDIO, pair, phone, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

const SDP = 'application/sdp';

/** A caller without a stack calls Bob. */
async function called(edit: (invite: SipRequest) => void = () => undefined, options: Partial<UserAgentOptions> = {}) {
  const net = new VirtualNetwork();
  const bob = phone(net, 'bob', { towards: 'caller', ...withoutTransport(options) });
  const caller = new ScriptedEnd(net, 'caller').towards('bob');
  const invite = caller.request('INVITE', 'sip:bob@biloxi.test', (request) => {
    request.addRaw('Supported', '100rel');
    request.setBody(SDP, new FakeMediaEndpoint('far').describe(AUDIO));
    edit(request);
  });
  await net.settle();
  return { net, bob, caller, invite, call: bob.calls[0]! };
}

function withoutTransport({ reliableProvisionals }: Partial<UserAgentOptions>) {
  return reliableProvisionals === undefined ? {} : { reliableProvisionals };
}

/** Alice calls an end without a stack. */
async function calls() {
  const net = new VirtualNetwork();
  const alice = phone(net, 'alice', { towards: 'callee' });
  const callee = new ScriptedEnd(net, 'callee');
  const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
  await net.settle();
  const reliably = (status: number, rseq: number, tag = 'callee'): SipResponse =>
    callee.respond(
      callee.last('INVITE'),
      status,
      (response) => {
        response.addRaw('Require', '100rel');
        response.addRaw('RSeq', String(rseq));
      },
      tag,
    );
  const pracks = (): (string | undefined)[] => callee.all('PRACK').map((prack) => prack.raw('RAck'));
  return { net, alice, callee, call, reliably, pracks };
}

describe('the one who is called (RFC 3262 §3)', () => {
  test('sends early media again, each time after twice as long, until PRACK', async () => {
    const { net, caller, invite, call } = await called();
    const trace = await net.run(async () => {
      await call.progress();
      await net.clock.advance(4000);
      caller.prack(invite, caller.got(183), 2);
      await net.clock.advance(60_000);
    });
    expect(trace).toEqual(ladder`
      0    bob -> caller 183 INVITE
      500  bob -> caller 183 INVITE
      1500 bob -> caller 183 INVITE
      3500 bob -> caller 183 INVITE
      4000 caller -> bob PRACK
      4000 bob -> caller 200 PRACK`);
    const early = caller.got(183);
    expect(early.raw('Require')).toBe('100rel');
    expect(early.get(RSeq)).toBeGreaterThan(0);
    expect(early.get(RSeq)).toBeLessThan(2 ** 31);
    // RFC 3262 §7.1: PRACK and its response have no Contact.
    expect(caller.responses.at(-1)?.has('Contact')).toBe(false);
    call.hangUp();
    await net.settle();
    caller.ack(invite, caller.got(603));
    await net.expectNothingLeft();
  });

  test('without any PRACK: refuses with 504 after 64*T1', async () => {
    const { net, bob, caller, invite, call } = await called();
    const trace = await net.run(async () => {
      await call.progress();
      await net.clock.advance(32_000);
      await net.settle();
      caller.ack(invite, caller.got(504));
    });
    const sent = trace.entries.filter(({ from }) => from === 'bob').map(({ atMs }) => atMs);
    expect(sent).toEqual([0, 500, 1500, 3500, 7500, 15_500, 31_500, 32_000]);
    expect(call.state).toEqual({ kind: 'terminated', why: { kind: 'unacknowledged' } });
    expect(bob.media.openCount).toBe(0);
    await net.expectNothingLeft();
  });

  test.each<[string, (prack: SipRequest) => void]>([
    ['another RSeq', (prack) => prack.addRaw('RAck', '99 1 INVITE')],
    ['another CSeq', (prack) => prack.addRaw('RAck', `${prack.raw('X-RSeq') ?? ''} 7 INVITE`)],
    ['nothing at all', () => undefined],
  ])('a PRACK for %s: 481, and the response is sent on', async (_what, edit) => {
    const { net, caller, invite, call } = await called();
    await call.progress();
    await net.settle();
    caller.prack(invite, caller.got(183), 2, (prack) => {
      prack.remove('RAck');
      edit(prack);
    });
    await net.settle();
    expect(caller.responses.at(-1)).toMatchObject({ status: 481 });
    const before = caller.responses.length;
    await net.clock.advance(600);
    expect(caller.responses.slice(before).map(({ status }) => status)).toEqual([183]);
  });

  test('a second PRACK for the same response: 481', async () => {
    const { net, caller, invite, call } = await called();
    await call.progress();
    await net.settle();
    caller.prack(invite, caller.got(183), 2);
    await net.settle();
    expect(caller.responses.at(-1)?.status).toBe(200);
    caller.prack(invite, caller.got(183), 3);
    await net.settle();
    expect(caller.responses.at(-1)?.status).toBe(481);
  });

  test('the 2xx waits for the PRACK of a description', async () => {
    const { net, caller, invite, call } = await called();
    await call.progress();
    const accepted = call.accept(AUDIO);
    await net.settle();
    expect(call.state.kind).toBe('answering');
    expect(caller.responses.map(({ status }) => status)).toEqual([183]);
    caller.prack(invite, caller.got(183), 2);
    await net.settle();
    await accepted;
    // First the PRACK is answered.
    expect(caller.responses.map((response) => `${response.status} ${response.raw('CSeq')}`)).toEqual([
      '183 1 INVITE',
      '200 2 PRACK',
      '200 1 INVITE',
    ]);
  });

  test('a refusal does not wait', async () => {
    const { net, caller, call } = await called();
    await call.progress();
    call.reject(486);
    await net.clock.advance(2000);
    expect(caller.responses.map(({ status }) => status)).toEqual([183, 486, 486, 486]);
  });

  test('a CANCEL meets the wait for PRACK', async () => {
    const { net, caller, invite, call } = await called();
    await call.progress();
    const accepted = call.accept(AUDIO);
    await net.settle();
    caller.cancel(invite);
    await net.settle();
    await accepted;
    expect(call.state).toMatchObject({ why: { kind: 'cancelled', by: 'remote' } });
    expect(caller.responses.at(-1)?.status).toBe(487);
    caller.ack(invite, caller.got(487));
    await net.expectNothingLeft();
  });

  test('who requires it gets 180 reliably, one after another, and each with the next RSeq', async () => {
    const { net, caller, invite, call } = await called((request) => request.addRaw('Require', '100rel'));
    call.ring();
    void call.progress();
    await net.settle();
    expect(caller.responses.map(({ status }) => status)).toEqual([180]);
    const first = caller.got(180).get(RSeq) ?? 0;
    caller.prack(invite, caller.got(180), 2);
    await net.settle();
    expect(caller.got(183).get(RSeq)).toBe(first + 1);
    caller.prack(invite, caller.got(183), 3);
    void call.accept(AUDIO);
    await net.settle();
    expect(caller.responses.map(({ status }) => status)).toEqual([180, 200, 183, 200, 200]);
  });

  test('who requires it, and offers nothing, gets no 180 that could not offer anything (§5)', async () => {
    const { net, caller, call } = await called((request) => {
      request.addRaw('Require', '100rel');
      request.setBody(SDP, '');
      request.remove('Content-Type');
    });
    call.ring();
    await net.settle();
    expect(caller.responses).toEqual([]);
    expect(call.state).toMatchObject({ kind: 'early', status: 180 });
    await call.progress();
    await net.settle();
    expect(caller.got(183).body).toContain('m=audio');
  });

  test('who does not know it gets nothing reliably', async () => {
    const { net, caller, call } = await called((request) => request.remove('Supported'));
    await call.progress();
    await net.clock.advance(3000);
    expect(caller.responses.map((response) => [response.status, response.has('RSeq')])).toEqual([[183, false]]);
  });

  test('progress is told again every minute, reliably every two and a half (RFC 3261 §13.3.1.1)', async () => {
    const plain = await called((request) => request.remove('Supported'));
    plain.call.ring();
    await plain.net.clock.advance(130_000);
    expect(plain.caller.responses.map(({ status }) => status)).toEqual([180, 180, 180]);

    const { net, caller, invite, call } = await called((request) => request.addRaw('Require', '100rel'));
    call.ring();
    await net.settle();
    caller.prack(invite, caller.got(180), 2);
    await net.clock.advance(149_000);
    expect(caller.responses.map(({ status }) => status)).toEqual([180, 200]);
    await net.clock.advance(1500);
    expect(caller.responses.map(({ status }) => status)).toEqual([180, 200, 180, 180]);
  });

  test('switched off: 420 to who requires it, 405 to PRACK', async () => {
    const { caller } = await called((request) => request.addRaw('Require', '100rel'), { reliableProvisionals: 'off' });
    expect(caller.got(420).raw('Unsupported')).toBe('100rel');
    const other = await called(undefined, { reliableProvisionals: 'off' });
    await other.call.progress();
    await other.net.settle();
    expect(other.caller.got(183).has('RSeq')).toBe(false);
    other.caller.prack(other.invite, other.caller.got(183), 2);
    await other.net.settle();
    expect(other.caller.responses.at(-1)?.status).toBe(405);
  });

  test('required here: 421 to who does not know it', async () => {
    const { caller, bob } = await called((request) => request.remove('Supported'), {
      reliableProvisionals: 'required',
    });
    expect(caller.got(421).raw('Require')).toBe('100rel');
    expect(bob.calls).toEqual([]);
  });
});

describe('the caller (RFC 3262 §4)', () => {
  test('acknowledges each once, in order', async () => {
    const { net, callee, call, reliably, pracks } = await calls();
    reliably(180, 41);
    await net.settle();
    expect(pracks()).toEqual(['41 1 INVITE']);
    expect(callee.last('PRACK').raw('CSeq')).toBe('2 PRACK');
    expect(callee.last('PRACK').uri).toContain('callee@');
    callee.respond(callee.last('PRACK'), 200);
    // A copy, and one that comes before its turn.
    reliably(180, 41);
    reliably(183, 43);
    await net.settle();
    expect(pracks()).toEqual(['41 1 INVITE']);
    expect(call.state).toMatchObject({ status: 180 });
    reliably(182, 42);
    await net.settle();
    reliably(183, 43);
    await net.settle();
    expect(pracks()).toEqual(['41 1 INVITE', '42 1 INVITE', '43 1 INVITE']);
    expect(call.state).toMatchObject({ status: 183 });
  });

  test('keeps the order for each fork', async () => {
    const { net, callee, reliably, pracks } = await calls();
    reliably(180, 41, 'desk');
    reliably(180, 900, 'mobile');
    reliably(183, 901, 'mobile');
    reliably(183, 41, 'desk');
    await net.settle();
    expect(pracks()).toEqual(['41 1 INVITE', '900 1 INVITE', '901 1 INVITE']);
    expect(callee.all('PRACK').map(({ uri: target }) => /sip:(\w+)@/.exec(target)?.[1])).toEqual([
      'desk',
      'mobile',
      'mobile',
    ]);
  });

  test('a lost PRACK is sent again, and the response comes again meanwhile', async () => {
    const net = new VirtualNetwork({ link: { latencyMs: 10 } });
    const { alice, bob } = pair(net);
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.clock.advance(100);
    const trace = await net.run(async () => {
      await bob.calls[0]!.progress();
      await net.clock.advance(5);
      net.link({ loss: 1 });
      await net.clock.advance(10);
      net.link({ loss: 0 });
      await net.clock.advance(2000);
    });
    expect(trace).toEqual(ladder`
      0   bob -> alice 183 INVITE
      10  alice -x bob PRACK
      500 bob -> alice 183 INVITE
      510 alice -> bob PRACK
      520 bob -> alice 200 PRACK`);
    call.hangUp();
    await net.expectNothingLeft();
  });

  test('a refused PRACK changes nothing for the caller', async () => {
    const { net, callee, call, reliably } = await calls();
    reliably(180, 41);
    await net.settle();
    callee.respond(callee.last('PRACK'), 481);
    await net.settle();
    expect(call.state.kind).toBe('early');
    callee.respond(callee.last('INVITE'), 486);
    await net.settle();
    expect(call.state).toMatchObject({ why: { kind: 'rejected', status: 486 } });
    await net.expectNothingLeft();
  });

  test('a PRACK that was overtaken, and so gets 500, is sent anew', async () => {
    const { net, callee, call, reliably, pracks } = await calls();
    reliably(180, 41);
    await net.settle();
    callee.respond(callee.last('PRACK'), 500);
    await net.settle();
    expect(pracks()).toEqual(['41 1 INVITE', '41 1 INVITE']);
    expect(callee.all('PRACK').map((prack) => prack.raw('CSeq'))).toEqual(['2 PRACK', '3 PRACK']);
    callee.respond(callee.last('PRACK'), 500);
    await net.settle();
    callee.respond(callee.last('PRACK'), 500);
    await net.settle();
    expect(pracks()).toHaveLength(3);
    expect(call.state.kind).toBe('early');
  });

  test('a re-INVITE has a sequence of its own', async () => {
    const { net, callee, call, reliably, pracks } = await calls();
    const far = new FakeMediaEndpoint('far');
    reliably(180, 41);
    await net.settle();
    callee.respond(callee.last('PRACK'), 200);
    callee.respond(callee.last('INVITE'), 200, (response) => response.setBody(SDP, far.describe(AUDIO)));
    await net.settle();
    const held = call.hold();
    await net.settle();
    callee.respond(callee.last('INVITE'), 183, (response) => {
      response.addRaw('Require', '100rel');
      response.addRaw('RSeq', '7');
      response.setBody(SDP, far.describe(AUDIO, 'receive'));
    });
    await net.settle();
    expect(pracks()).toEqual(['41 1 INVITE', '7 3 INVITE']);
    // The answer is there; the 2xx has to follow.
    expect(await held).toEqual({ kind: 'done' });
    callee.respond(callee.last('PRACK'), 200);
    callee.respond(callee.last('INVITE'), 200);
    await net.settle();
    expect(callee.last('ACK').raw('CSeq')).toBe('3 ACK');
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'local' });
    call.hangUp();
    await net.settle();
    callee.respond(callee.last('BYE'), 200);
    await net.expectNothingLeft();
  });

  test('may require it', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net, { reliableProvisionals: 'required' });
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.settle();
    const trace = await net.run(async () => {
      bob.calls[0]!.ring();
      await net.settle();
      await bob.calls[0]!.accept(AUDIO);
      await net.settle();
    });
    expect(trace).toEqual(ladder`
      bob -> alice 180 INVITE
      alice -> bob PRACK
      bob -> alice 200 PRACK
      bob -> alice 200 INVITE
      alice -> bob ACK`);
    call.hangUp();
    await net.expectNothingLeft();
  });
});
