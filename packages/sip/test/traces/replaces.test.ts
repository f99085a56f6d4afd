import {
  type Call,
  type ClaimOnCall,
  formatUri,
  type IncomingCall,
  NO_PARAMS,
  type OutgoingCall,
  type ReplacesValue,
  type SipRequest,
} from '@sidetone/sip';
import { FakeMediaEndpoint, ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { addressOf, AUDIO, pair, phone, type Phone, type PhoneSettings } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';
import { incoming, talk, threePhones } from '../support/three-phones.ts';

/** Names a phone's newest dialog as the wire shows it: as one would learn it from its dialog package. */
function dialogAt(net: VirtualNetwork, { name }: Phone, isEarlyOnly = false): ReplacesValue {
  const response = net.ladder.entries.findLast(
    ({ to, wire }) => to === name && /^SIP\/2\.0 (?:18\d|2\d\d) [^]*^CSeq: \d+ INVITE/m.test(wire),
  );
  const field = (header: string): string => new RegExp(`^${header}: (.*)$`, 'm').exec(response?.wire ?? '')?.[1] ?? '';
  const tagOf = (header: string): string => /;tag=([^;\s]+)/.exec(field(header))?.[1] ?? '';
  const value = { callId: field('Call-ID').trim(), fromTag: tagOf('To'), toTag: tagOf('From'), params: NO_PARAMS };
  return isEarlyOnly ? { ...value, isEarlyOnly } : value;
}

const whyOf = (call: Call): unknown => (call.state.kind === 'terminated' ? call.state.why : call.state.kind);

describe('a call that takes the place of another (RFC 3891 §3)', () => {
  test('of one that is answered: nothing rings, and the old one ends', async () => {
    const { net, alice, bob, carol } = threePhones({ callLimit: 1 });
    const [call, other] = await talk(net, alice, bob);
    const replaces = dialogAt(net, alice);
    let taken: OutgoingCall | undefined;
    const trace = await net.run(async () => {
      taken = carol.agent.call(alice.uri, { media: AUDIO, replaces });
      await net.settle();
    });
    expect(trace).toEqual(ladder`
      carol -> proxy INVITE sip:alice@biloxi.test
      proxy -> alice INVITE sip:alice@biloxi.test
      alice -> proxy 200
      alice -> proxy BYE
      proxy -> carol 200
      proxy -> bob   BYE
      carol -> proxy ACK
      bob   -> proxy 200
      proxy -> alice ACK
      proxy -> alice 200 BYE`);
    expect(taken!.state.kind).toBe('confirmed');
    expect(incoming(alice).state.kind).toBe('confirmed');
    expect(incoming(alice).details.replaces).toBe(call);
    expect(whyOf(call)).toEqual({ kind: 'replaced' });
    expect(whyOf(other)).toEqual({ kind: 'hung-up', by: 'remote' });
    taken!.hangUp();
    await net.expectNothingLeft();
  });

  test('of one that still rings at the other end: it is cancelled', async () => {
    const { net, alice, bob, carol } = threePhones();
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.settle();
    incoming(bob).ring();
    await net.settle();
    const taken = carol.agent.call(alice.uri, { media: AUDIO, replaces: dialogAt(net, alice, true) });
    await net.settle();
    expect(taken.state.kind).toBe('confirmed');
    expect(whyOf(call)).toEqual({ kind: 'replaced' });
    expect(whyOf(incoming(bob))).toEqual({ kind: 'cancelled', by: 'remote' });
    taken.hangUp();
    await net.expectNothingLeft();
  });

  test('the new one sends what the old one sent, and stays on hold', async () => {
    const { net, alice, bob, carol } = threePhones();
    const call = alice.agent.call(bob.uri, { media: { audio: true, video: true } });
    await net.settle();
    await incoming(bob).accept({ audio: true, video: true });
    await net.settle();
    const held = call.hold();
    await net.settle();
    await held;
    const taken = carol.agent.call(alice.uri, {
      media: { audio: true, video: true },
      replaces: dialogAt(net, alice),
    });
    await net.settle();
    expect(incoming(alice).sending).toMatchObject({ audio: true, video: true });
    // Nobody but the person may open what she has closed.
    expect(incoming(alice).sending.hold).toBe(true);
    taken.hangUp();
    await net.expectNothingLeft();
  });

  test('what was muted stays muted', async () => {
    const { net, alice, bob, carol } = threePhones();
    const [call] = await talk(net, alice, bob);
    call.setMuted('audio', true);
    const taken = carol.agent.call(alice.uri, { media: AUDIO, replaces: dialogAt(net, alice) });
    await net.settle();
    expect([...alice.media.newest!.muted]).toEqual(['audio']);
    expect([...incoming(alice).muted]).toEqual(['audio']);
    taken.hangUp();
    await net.expectNothingLeft();
  });

  test('the application may refuse, and the old one goes on', async () => {
    const { net, alice, bob, carol } = threePhones();
    const [call] = await talk(net, alice, bob);
    alice.agent.onIncomingCall = (replacing) => replacing.reject(603);
    const taken = carol.agent.call(alice.uri, { media: AUDIO, replaces: dialogAt(net, alice) });
    await net.settle();
    expect(whyOf(taken)).toMatchObject({ kind: 'rejected', status: 603 });
    expect(call.state.kind).toBe('confirmed');
    call.hangUp();
    await net.expectNothingLeft();
  });

  test('it cannot be answered: the old one goes on', async () => {
    const { net, alice, bob, carol } = threePhones();
    const [call] = await talk(net, alice, bob);
    alice.media.failure = 'in-use';
    const taken = carol.agent.call(alice.uri, { media: AUDIO, replaces: dialogAt(net, alice) });
    await net.settle();
    expect(whyOf(taken)).toMatchObject({ kind: 'rejected', status: 480 });
    expect(call.state.kind).toBe('confirmed');
    call.hangUp();
    await net.expectNothingLeft();
  });

  test('the old one is hung up while the new one is answered', async () => {
    const { net, alice, bob, carol } = threePhones();
    const [call] = await talk(net, alice, bob);
    let allow = (): void => undefined;
    alice.media.permission = new Promise((resolve) => {
      allow = resolve;
    });
    const taken = carol.agent.call(alice.uri, { media: AUDIO, replaces: dialogAt(net, alice) });
    await net.settle();
    call.hangUp();
    allow();
    await net.settle();
    expect(taken.state.kind).toBe('confirmed');
    expect(whyOf(call)).toEqual({ kind: 'hung-up', by: 'local' });
    taken.hangUp();
    await net.expectNothingLeft();
  });

  test('an end that does not know the extension is not rung', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'bob' });
    const bob = new ScriptedEnd(net, 'bob');
    bob.onRequest = (request) => {
      if (request.method === 'INVITE') bob.respond(request, 420, (response) => response.copyLines(request, 'Require'));
    };
    const call = alice.agent.call(phone(net, 'carol', { towards: 'bob' }).uri, {
      media: AUDIO,
      replaces: { callId: 'x', fromTag: 'a', toTag: 'b', params: NO_PARAMS },
    });
    await net.settle();
    expect(bob.last('INVITE').raw('Require')).toBe('replaces');
    expect(whyOf(call)).toMatchObject({ kind: 'rejected', status: 420 });
    await net.expectNothingLeft();
  });
});

describe('is refused', () => {
  /** Alice calls Bob; what Carol gets for an INVITE that names a dialog of Alice's. */
  async function attempt(
    until: 'ringing' | 'answered' | 'over',
    edit: (replaces: ReplacesValue) => Partial<ReplacesValue> = () => ({}),
    at: 'alice' | 'bob' = 'alice',
  ) {
    const world = threePhones();
    const { net, alice, bob, carol } = world;
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.settle();
    incoming(bob).ring();
    await net.settle();
    if (until !== 'ringing') await incoming(bob).accept(AUDIO);
    await net.settle();
    const known = dialogAt(net, alice);
    const own = at === 'alice' ? known : { ...known, fromTag: known.toTag, toTag: known.fromTag };
    if (until === 'over') call.hangUp();
    await net.settle();
    const taken = carol.agent.call(world[at].uri, { media: AUDIO, replaces: { ...own, ...edit(own) } });
    await net.settle();
    const why = whyOf(taken);
    const before = call.state.kind;
    if (taken.state.kind !== 'terminated') taken.hangUp();
    call.hangUp();
    await net.settle();
    expect(before).toBe({ ringing: 'early', answered: 'confirmed', over: 'terminated' }[until]);
    await net.expectNothingLeft();
    return why;
  }

  test.each<[string, () => Promise<unknown>, number]>([
    ['another Call-ID', () => attempt('answered', () => ({ callId: 'other' })), 481],
    ['another local tag', () => attempt('answered', () => ({ toTag: 'other' })), 481],
    ['another remote tag', () => attempt('answered', () => ({ fromTag: 'other' })), 481],
    [
      'the tags the other way round',
      () => attempt('answered', ({ toTag, fromTag }) => ({ toTag: fromTag, fromTag: toTag })),
      481,
    ],
    ['early-only, and it is answered', () => attempt('answered', () => ({ isEarlyOnly: true })), 486],
    ['it is over', () => attempt('over'), 603],
    ['it rings at the end that is asked', () => attempt('ringing', () => ({}), 'bob'), 481],
  ])('%s', async (_what, attempted, status) => {
    expect(await attempted()).toMatchObject({ kind: 'rejected', by: 'remote', status });
  });

  test.each<[string, (request: SipRequest) => void, number]>([
    [
      'two Replaces',
      (request) => {
        request.addRaw('Replaces', 'a;to-tag=b;from-tag=c');
        request.addRaw('Replaces', 'a;to-tag=b;from-tag=c');
      },
      400,
    ],
    [
      'Replaces and Join',
      (request) => {
        request.addRaw('Replaces', 'a;to-tag=b;from-tag=c');
        request.addRaw('Join', 'a;to-tag=b;from-tag=c');
      },
      400,
    ],
    ['a Replaces without tags', (request) => request.addRaw('Replaces', 'a'), 400],
    ['a Join without tags', (request) => request.addRaw('Join', 'a;to-tag=1'), 400],
    ['a Join of no call', (request) => request.addRaw('Join', 'a;to-tag=b;from-tag=c'), 481],
  ])('%s', async (_what, edit, status) => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'bob' });
    const bob = new ScriptedEnd(net, 'bob').towards('alice');
    bob.request('INVITE', 'sip:alice@biloxi.test', (request) => {
      edit(request);
      request.setBody('application/sdp', new FakeMediaEndpoint('bob').describe(AUDIO));
    });
    await net.settle();
    expect(bob.responses.at(-1)?.status).toBe(status);
    expect(alice.calls).toHaveLength(0);
    bob.request('OPTIONS', 'sip:alice@biloxi.test', (request) => request.addRaw('Replaces', 'a;to-tag=b;from-tag=c'));
    await net.settle();
    expect(bob.responses.at(-1)?.status).toBe(400);
  });

  test('a dialog that is no call', async () => {
    const { net, alice, bob, carol } = threePhones();
    bob.agent.serve('presence', (subscription) => void subscription.accept());
    const subscription = alice.agent.subscribe(bob.uri, { event: 'presence' });
    await net.settle();
    const response = net.ladder.entries.find(({ wire }) => /^SIP\/2\.0 200[^]*^CSeq: \d+ SUBSCRIBE/m.test(wire))!.wire;
    const tagOf = (name: string): string => new RegExp(`^${name}:.*;tag=(\\S+)`, 'm').exec(response)?.[1] ?? '';
    const callId = /^Call-ID: (\S+)/m.exec(response)?.[1] ?? '';
    const taken = carol.agent.call(alice.uri, {
      media: AUDIO,
      replaces: { callId, fromTag: tagOf('To'), toTag: tagOf('From'), params: NO_PARAMS },
    });
    await net.settle();
    expect(whyOf(taken)).toMatchObject({ kind: 'rejected', status: 481 });
    void subscription.unsubscribe();
    await net.expectNothingLeft();
  });
});

describe.each(['Replaces', 'Join'])('who may (RFC 3891 §3, RFC 3911 §4): %s', (field) => {
  /** Alice talks with Bob; what becomes of an INVITE that names their dialog. */
  async function claiming(settings: Partial<PhoneSettings> = {}) {
    const world = threePhones(settings);
    const { net, alice, bob } = world;
    const [call] = await talk(net, alice, bob);
    const { callId, fromTag, toTag } = dialogAt(net, alice);
    alice.agent.onIncomingCall = (claimed) => {
      alice.calls.push(claimed);
      void claimed.accept(AUDIO);
    };
    const invite = (end: ScriptedEnd, edit?: (request: SipRequest) => void): SipRequest =>
      end.request('INVITE', `sip:alice@${addressOf('alice').host}`, (request) => {
        request.addRaw(field, `${callId};to-tag=${toTag};from-tag=${fromTag}`);
        request.setBody('application/sdp', new FakeMediaEndpoint('far').describe(AUDIO));
        edit?.(request);
      });
    const end = async (): Promise<void> => {
      call.hangUp();
      await net.clock.advance(40_000);
      await net.expectNothingLeft();
    };
    return { ...world, call, callId, fromTag, toTag, invite, end };
  }

  test('not who comes from elsewhere, although the name of the dialog is right', async () => {
    const { net, alice, call, invite, end } = await claiming();
    const mallory = new ScriptedEnd(net, 'mallory').towards('alice');
    const trace = await net.run(async () => {
      const asked = invite(mallory);
      await net.settle();
      mallory.ack(asked, mallory.got(403));
      await net.settle();
    });
    expect(trace).toEqual(ladder`
      mallory -> alice INVITE
      alice -> mallory 403
      mallory -> alice ACK`);
    expect([call.state.kind, alice.calls.length]).toEqual(['confirmed', 0]);
    const notes = alice.runtime.trace.events().flatMap((event) => (event.kind === 'note' ? [event.text] : []));
    expect(notes.at(-1)).toMatch(/came from where it may not/);
    await end();
  });

  test('nor who has opened a connection to this end', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net, { protocol: 'TCP' });
    const [call] = await talk(net, alice, bob);
    const { callId, fromTag, toTag } = dialogAt(net, alice);
    const mallory = new ScriptedEnd(net, 'mallory', 'TCP').towards('alice');
    const asked = mallory.request('INVITE', 'sip:alice@biloxi.test', (request) => {
      request.addRaw(field, `${callId};to-tag=${toTag};from-tag=${fromTag}`);
      request.setBody('application/sdp', new FakeMediaEndpoint('far').describe(AUDIO));
    });
    await net.settle();
    mallory.ack(asked, mallory.got(403));
    expect([call.state.kind, alice.calls.length]).toEqual(['confirmed', 0]);
    call.hangUp();
    await net.expectNothingLeft();
  });

  test('who comes by the proxy, which lets nobody pass whom it does not know', async () => {
    const { net, alice, call, carol, callId, fromTag, toTag, end } = await claiming();
    const name = { callId, fromTag, toTag, params: NO_PARAMS };
    const claimed = carol.agent.call(alice.uri, {
      media: AUDIO,
      ...(field === 'Replaces' ? { replaces: name } : { join: name }),
    });
    await net.settle();
    expect(claimed.state.kind).toBe('confirmed');
    expect(call.state.kind).toBe(field === 'Replaces' ? 'terminated' : 'confirmed');
    claimed.hangUp();
    await end();
  });

  test('the application says who', async () => {
    const claims: ClaimOnCall[] = [];
    const { net, alice, bob, call, callId, fromTag, toTag, invite, end } = await claiming({
      mayReplace: (claim) => {
        claims.push(claim);
        return claim.assertedIdentity.some(({ uri }) => formatUri(uri) === 'sip:bob@biloxi.test');
      },
    });
    const other = new ScriptedEnd(net, 'other').towards('alice');
    const refused = invite(other, (request) => request.addRaw('Referred-By', '<sip:bob@biloxi.test>'));
    await net.settle();
    other.ack(refused, other.got(403));
    const taken = invite(other, (request) => request.addRaw('P-Asserted-Identity', '<sip:bob@biloxi.test>'));
    await net.settle();
    expect(other.got(200)).toBeDefined();
    other.follow('ACK', taken, other.got(200), 1);
    await net.settle();
    expect(claims[0]).toMatchObject({
      wish: field === 'Replaces' ? 'replaces' : 'joins',
      dialogId: { callId, localTag: toTag, remoteTag: fromTag },
      remote: { uri: bob.uri },
      isFromProxy: false,
      assertedIdentity: [],
      referredBy: { uri: bob.uri },
    });
    expect(claims[0]?.invite.raw('Call-ID')).toBe(refused.raw('Call-ID'));
    expect(call.state.kind).toBe(field === 'Replaces' ? 'terminated' : 'confirmed');
    expect(alice.calls).toHaveLength(1);
    other.follow('BYE', taken, other.got(200), 2);
    await end();
  });
});

describe('an attended transfer (RFC 5589 §7)', () => {
  async function consulted(settings: Partial<PhoneSettings> = {}) {
    const world = threePhones(settings);
    const { net, alice, bob, carol } = world;
    const [toBob, atBob] = await talk(net, alice, bob);
    const held = toBob.hold();
    await net.settle();
    await held;
    const [toCarol, atCarol] = await talk(net, alice, carol);
    bob.agent.onReferral = (referral) => void referral.accept();
    return { ...world, toBob, atBob, toCarol, atCarol };
  }

  test('both other ends get each other, and both calls of this one end', async () => {
    const { net, alice, bob, carol, toBob, atBob, toCarol, atCarol } = await consulted();
    const transfer = toBob.transfer(toCarol);
    await net.clock.advance(3000);
    expect(transfer.state).toEqual({ kind: 'done' });
    expect(transfer.target).toEqual(carol.uri);
    expect(whyOf(toBob)).toEqual({ kind: 'transferred', to: 'sip:carol@biloxi.test' });
    expect(whyOf(toCarol)).toEqual({ kind: 'transferred', to: 'sip:bob@biloxi.test' });
    expect(whyOf(atBob)).toEqual({ kind: 'hung-up', by: 'remote' });
    expect(whyOf(atCarol)).toEqual({ kind: 'replaced' });
    const joined: IncomingCall = incoming(carol);
    expect(joined).toMatchObject({ state: { kind: 'confirmed' }, remote: { uri: bob.uri } });
    expect(joined.details).toMatchObject({ replaces: atCarol, referredBy: { uri: alice.uri } });
    joined.hangUp();
    await net.expectNothingLeft();
  });

  test('as the wire has it', async () => {
    const { net, toBob, toCarol, carol } = await consulted();
    const dialog = dialogAt(net, carol.name === 'carol' ? { ...carol, name: 'alice' } : carol);
    toBob.transfer(toCarol);
    await net.clock.advance(3000);
    const wire = net.ladder.entries.find((entry) => entry.wire.startsWith('REFER'))!.wire;
    const escaped = `${dialog.callId}%3Bto-tag%3D${dialog.fromTag}%3Bfrom-tag%3D${dialog.toTag}`;
    expect(wire).toContain(`\r\nRefer-To: <sip:carol@biloxi.test?Replaces=${escaped}&Require=replaces>\r\n`);
    incoming(carol).hangUp();
    await net.expectNothingLeft();
  });

  test('the consulted one refuses to be replaced: both calls go on', async () => {
    const { net, carol, toBob, toCarol } = await consulted();
    carol.agent.onIncomingCall = (call) => call.reject(603);
    const transfer = toBob.transfer(toCarol);
    await net.clock.advance(3000);
    expect(transfer.state).toMatchObject({ kind: 'failed', why: { kind: 'rejected', status: 603 } });
    expect([toBob.state.kind, toCarol.state.kind]).toEqual(['confirmed', 'confirmed']);
    toCarol.hangUp();
    expect(whyOf(toCarol)).toEqual({ kind: 'hung-up', by: 'local' });
    toBob.hangUp();
    await net.expectNothingLeft();
  });

  test('the consulted one has hung up meanwhile', async () => {
    const { net, toBob, toCarol, atCarol } = await consulted();
    const transfer = toBob.transfer(toCarol);
    atCarol.hangUp();
    await net.clock.advance(3000);
    expect(transfer.state).toMatchObject({ kind: 'failed' });
    expect(toBob.state.kind).toBe('confirmed');
    toBob.hangUp();
    await net.expectNothingLeft();
  });
});

describe('Join (RFC 3911)', () => {
  test('the application decides, and sees which call is meant', async () => {
    const { net, alice, bob, carol } = threePhones();
    const [call] = await talk(net, alice, bob);
    const { isEarlyOnly: _none, ...join } = dialogAt(net, alice);
    const joining = carol.agent.call(alice.uri, { media: AUDIO, join });
    await net.settle();
    expect(incoming(alice).details).toMatchObject({ joins: call, replaces: undefined });
    expect(incoming(alice).state.kind).toBe('trying');
    await incoming(alice).accept(AUDIO);
    await net.settle();
    expect([call.state.kind, joining.state.kind]).toEqual(['confirmed', 'confirmed']);
    joining.hangUp();
    call.hangUp();
    await net.expectNothingLeft();
  });
});
