import {
  Contact,
  type IncomingReferral,
  nameAddr,
  type OutgoingCall,
  type SipRequest,
  To,
  type Transfer,
  type TransferOptions,
  type TransferState,
  withTag,
} from '@sidetone/sip';
import { FakeMediaEndpoint, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { addressOf, AUDIO, phone, type PhoneSettings, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';
import { incoming, talk, threePhones } from '../support/three-phones.ts';

const CAROL = 'sip:carol@biloxi.test';

function states(transfer: Transfer): TransferState[] {
  const seen: TransferState[] = [transfer.state];
  transfer.on('changed', ({ state }) => seen.push(state));
  return seen;
}

describe('a transfer between phones', () => {
  test('who was referred gets through, and the one who referred hangs up', async () => {
    const { net, alice, bob, carol } = threePhones();
    const [call, other] = await talk(net, alice, bob);
    const referrals: IncomingReferral[] = [];
    bob.agent.onReferral = (referral) => {
      referrals.push(referral);
      referral.accept();
    };
    const events: string[] = [];
    call.on('transfer', ({ state }) => events.push(state.kind));
    const transfer = call.transfer(carol.uri);
    const seen = states(transfer);
    await net.settle();
    incoming(carol).ring();
    await net.clock.advance(2000);
    await incoming(carol).accept(AUDIO);
    await net.clock.advance(2000);
    expect(seen).toEqual([
      { kind: 'asking' },
      { kind: 'trying' },
      { kind: 'progress', status: 180, phrase: 'Ringing' },
      { kind: 'done' },
    ]);
    expect(events).toEqual(['trying', 'progress', 'done']);
    expect(transfer.target).toEqual(carol.uri);
    expect(call.state).toEqual({ kind: 'terminated', why: { kind: 'transferred', to: CAROL } });
    expect(other.state).toEqual({ kind: 'terminated', why: { kind: 'hung-up', by: 'remote' } });
    expect(referrals[0]).toMatchObject({ call: other, to: carol.uri, isAttended: false });
    expect(referrals[0]!.by.uri).toEqual(alice.uri);
    expect(incoming(carol).details.referredBy?.uri).toEqual(alice.uri);
    expect(incoming(carol).remote.uri).toEqual(bob.uri);
    incoming(carol).hangUp();
    await net.expectNothingLeft();
  });

  test('who was referred does not get through: the call goes on', async () => {
    const { net, alice, bob, carol } = threePhones();
    const [call, other] = await talk(net, alice, bob);
    bob.agent.onReferral = (referral) => void referral.accept();
    const transfer = call.transfer(carol.uri);
    await net.settle();
    incoming(carol).reject(486);
    await net.clock.advance(2000);
    expect(transfer.state).toEqual({
      kind: 'failed',
      why: { kind: 'rejected', by: 'remote', status: 486, phrase: 'Busy Here' },
    });
    expect([call.state.kind, other.state.kind]).toEqual(['confirmed', 'confirmed']);
    call.hangUp();
    await net.expectNothingLeft();
  });

  test.each<[string, (referral: IncomingReferral) => void, number]>([
    ['without anybody who takes referrals', () => undefined, 603],
    ['the person declines', (referral) => referral.reject(), 603],
    ['for a reason of its own', (referral) => referral.reject(480), 480],
  ])('is declined %s', async (what, handler, status) => {
    const { net, alice, bob, carol } = threePhones();
    const [call] = await talk(net, alice, bob);
    bob.agent.onReferral = what.startsWith('without') ? undefined : handler;
    const transfer = call.transfer(carol.uri);
    await net.settle();
    expect(transfer.state).toMatchObject({ kind: 'failed', why: { kind: 'rejected', status } });
    expect(call.state.kind).toBe('confirmed');
    expect(carol.calls).toHaveLength(0);
    call.hangUp();
    await net.expectNothingLeft();
  });

  test('the person thinks longer than a request waits: 202 first, the decision later (RFC 3515 §2.4.2)', async () => {
    const { net, alice, bob, carol } = threePhones();
    const [call] = await talk(net, alice, bob);
    const referrals: IncomingReferral[] = [];
    bob.agent.onReferral = (referral) => void referrals.push(referral);
    const seen = states(call.transfer(carol.uri));
    await net.clock.advance(15_000);
    expect(seen).toEqual([{ kind: 'asking' }]);
    await net.clock.advance(2000);
    expect(seen.at(-1)).toEqual({ kind: 'trying' });
    referrals[0]!.reject();
    await net.clock.advance(1000);
    expect(seen.at(-1)).toEqual({
      kind: 'failed',
      why: { kind: 'rejected', by: 'remote', status: 603, phrase: 'Decline' },
    });
    expect(() => referrals[0]!.accept()).toThrow(/decided before/);
    call.hangUp();
    await net.expectNothingLeft();
  });

  test('the person thinks, and agrees', async () => {
    const { net, alice, bob, carol } = threePhones();
    const [call] = await talk(net, alice, bob);
    const referrals: IncomingReferral[] = [];
    bob.agent.onReferral = (referral) => void referrals.push(referral);
    const transfer = call.transfer(carol.uri);
    await net.clock.advance(20_000);
    referrals[0]!.accept({ media: { audio: true, video: true } });
    referrals[0]!.reject();
    await net.settle();
    expect(incoming(carol).offered.video).toBe(true);
    await incoming(carol).accept(AUDIO);
    await net.clock.advance(2000);
    expect(transfer.state).toEqual({ kind: 'done' });
    incoming(carol).hangUp();
    await net.expectNothingLeft();
  });

  test('a second one in the same call has a name of its own (RFC 3515 §2.4.6)', async () => {
    const { net, alice, bob, carol } = threePhones();
    const [call] = await talk(net, alice, bob);
    bob.agent.onReferral = (referral) => void referral.accept();
    const first = call.transfer(uri('sip:dave@biloxi.test'));
    const second = call.transfer(carol.uri);
    phone(net, 'dave', { towards: 'proxy' });
    await net.settle();
    incoming(carol).ring();
    await net.clock.advance(1000);
    expect([first.state.kind, second.state.kind]).toEqual(['trying', 'progress']);
    const events = net.ladder.entries
      .filter(({ wire, from }) => wire.startsWith('NOTIFY') && from === 'bob')
      .map(({ wire }) => /^Event: (.*)$/m.exec(wire)?.[1]?.trim());
    expect(events).toEqual(['refer', 'refer;id=3', 'refer;id=3']);
    await incoming(carol).accept(AUDIO);
    await net.clock.advance(1000);
    expect([first.state.kind, second.state.kind]).toEqual(['trying', 'done']);
    bob.calls.at(-1)?.hangUp();
    incoming(carol).hangUp();
    await net.clock.advance(400_000);
    expect(first.state.kind).toBe('failed');
    await net.expectNothingLeft();
  });

  test('without being told how it goes (RFC 4488)', async () => {
    const { net, alice, bob, carol } = threePhones();
    const [call] = await talk(net, alice, bob);
    bob.agent.onReferral = (referral) => void referral.accept();
    const transfer = call.transfer(carol.uri, { isNotified: false });
    await net.settle();
    expect(transfer.state).toEqual({ kind: 'done' });
    expect(call.state).toMatchObject({ why: { kind: 'transferred' } });
    const wires = net.ladder.entries.map(({ wire }) => wire);
    expect(wires.find((wire) => wire.startsWith('REFER'))).toMatch(/^Refer-Sub: false\r$/m);
    expect(wires.find((wire) => /^SIP\/2\.0 200[^]*CSeq: \d+ REFER/.test(wire))).toMatch(/^Refer-Sub: false\r$/m);
    expect(wires.filter((wire) => wire.startsWith('NOTIFY'))).toEqual([]);
    await incoming(carol).accept(AUDIO);
    await net.settle();
    incoming(carol).hangUp();
    await net.expectNothingLeft();
  });

  test('the other end hangs up meanwhile: the transfer still ends', async () => {
    const { net, alice, bob, carol } = threePhones();
    const [call, other] = await talk(net, alice, bob);
    bob.agent.onReferral = (referral) => void referral.accept();
    const transfer = call.transfer(carol.uri);
    await net.settle();
    other.hangUp();
    await net.settle();
    expect(call.state).toMatchObject({ why: { kind: 'hung-up', by: 'remote' } });
    await incoming(carol).accept(AUDIO);
    await net.clock.advance(2000);
    expect(transfer.state).toEqual({ kind: 'done' });
    incoming(carol).hangUp();
    await net.expectNothingLeft();
  });

  test('header fields that the target asks for', async () => {
    const { net, alice, bob, carol } = threePhones();
    const [call] = await talk(net, alice, bob);
    bob.agent.onReferral = (referral) => void referral.accept();
    call.transfer(uri(`${CAROL};method=INVITE?Subject=About%20Alice&Priority=urgent&From=sip:mallory@evil.test`), {
      referredBy: nameAddr(uri('sip:boss@biloxi.test'), 'The boss'),
    });
    await net.settle();
    expect(incoming(carol)).toMatchObject({
      subject: 'About Alice',
      remote: { uri: bob.uri },
      details: { priority: 'urgent', referredBy: { displayName: 'The boss' } },
    });
    incoming(carol).reject();
    await net.clock.advance(2000);
    call.hangUp();
    await net.expectNothingLeft();
  });

  test('a call that is not answered, or over, is not transferred', async () => {
    const { net, alice, bob, carol } = threePhones();
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.settle();
    expect(call.transfer(carol.uri).state.kind).toBe('failed');
    expect(() => alice.agent.refer(carol.uri, call)).toThrow(/not answered/);
    call.hangUp();
    expect(call.transfer(carol.uri).state.kind).toBe('failed');
    await net.expectNothingLeft();
  });

  test('the user agent stops while it waits', async () => {
    const { net, alice, bob, carol } = threePhones();
    const [call] = await talk(net, alice, bob);
    bob.agent.onReferral = (referral) => void referral.accept();
    const transfer = call.transfer(carol.uri);
    await net.settle();
    incoming(carol).ring();
    await net.settle();
    const stopped = [alice.agent.stop(), bob.agent.stop()];
    await net.clock.advance(3000);
    await Promise.all(stopped);
    expect(transfer.state).toEqual({ kind: 'failed', why: { kind: 'stopped' } });
    await net.expectNothingLeft();
  });
});

describe('outside of a call', () => {
  test('somebody is asked to call (click to dial)', async () => {
    const { net, alice, bob, carol } = threePhones();
    bob.agent.onReferral = (referral) => {
      expect(referral.call).toBeUndefined();
      referral.accept();
    };
    const transfer = alice.agent.refer(bob.uri, carol.uri);
    const seen = states(transfer);
    await net.settle();
    incoming(carol).ring();
    await net.clock.advance(2000);
    await incoming(carol).accept(AUDIO);
    await net.clock.advance(2000);
    expect(seen.map(({ kind }) => kind)).toEqual(['asking', 'trying', 'progress', 'done']);
    incoming(carol).hangUp();
    await net.expectNothingLeft();
  });

  test('the referral goes to several phones: one that gets through is enough (RFC 3515 §3.9)', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'bob' });
    const bob = new ScriptedEnd(net, 'bob');
    const transfer = alice.agent.refer(uri('sip:bob@biloxi.test'), uri(CAROL));
    await net.settle();
    const refer = bob.last('REFER');
    const report = (tag: string, number: number, status: string, state: string): void => {
      bob.inDialog('NOTIFY', refer, number, (notify) => notifyOf(notify, status, state), tag);
    };
    report('one', 1, 'SIP/2.0 100 Trying', 'active;expires=60');
    bob.respond(refer, 202, undefined, 'one');
    report('two', 1, 'SIP/2.0 100 Trying', 'active;expires=60');
    await net.settle();
    report('one', 2, 'SIP/2.0 486 Busy Here', 'terminated;reason=noresource');
    await net.settle();
    expect(transfer.state.kind).toBe('trying');
    report('two', 2, 'SIP/2.0 200 OK', 'terminated;reason=noresource');
    await net.settle();
    expect(transfer.state).toEqual({ kind: 'done' });
    expect(bob.responses.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await net.expectNothingLeft();
  });

  test('the referral is redirected, and named by the number of the REFER that was taken', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'bob' });
    const bob = new ScriptedEnd(net, 'bob');
    bob.onRequest = (request) => {
      const isMoved = request.uri === 'sip:bob@biloxi.test';
      bob.respond(request, isMoved ? 302 : 202, (response) => {
        if (isMoved) response.set(Contact, nameAddr(uri('sip:bob@chicago.test')));
      });
    };
    const transfer = alice.agent.refer(uri('sip:bob@biloxi.test'), uri(CAROL));
    await net.settle();
    const refer = bob.last('REFER');
    expect([refer.uri, refer.raw('CSeq'), refer.raw('Refer-To')]).toEqual([
      'sip:bob@chicago.test',
      '2 REFER',
      `<${CAROL}>`,
    ]);
    expect(transfer.state).toEqual({ kind: 'trying' });
    bob.inDialog('NOTIFY', refer, 1, (notify) =>
      notifyOf(notify, 'SIP/2.0 200 OK', 'terminated;reason=noresource', 'refer;id=2'),
    );
    await net.settle();
    expect(transfer.state).toEqual({ kind: 'done' });
    await net.expectNothingLeft();
  });

  test('nobody is there', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'bob' });
    const transfer = alice.agent.refer(uri('sip:bob@biloxi.test'), uri(CAROL));
    await net.clock.advance(33_000);
    expect(transfer.state).toEqual({ kind: 'failed', why: { kind: 'timeout', waitedFor: 'response' } });
    await net.expectNothingLeft();
  });
});

function notifyOf(notify: SipRequest, body: string, state: string | undefined, event = 'refer'): void {
  notify.addRaw('Event', event);
  if (state !== undefined) notify.addRaw('Subscription-State', state);
  if (body !== '') notify.setBody('message/sipfrag;version=2.0', `${body}\r\n`);
}

/** Alice in a call with an end that does what the test says. */
async function scripted(settings: Partial<PhoneSettings> = {}) {
  const net = new VirtualNetwork();
  const alice = phone(net, 'alice', { towards: 'bob', ...settings });
  const bob = new ScriptedEnd(net, 'bob');
  bob.onRequest = (request) => {
    if (request.method === 'INVITE') {
      bob.respond(request, 200, (response) =>
        response.setBody('application/sdp', new FakeMediaEndpoint('bob').describe(AUDIO)),
      );
    } else if (request.method !== 'ACK') {
      bob.respond(request, request.method === 'REFER' ? 202 : 200);
    }
  };
  const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
  await net.settle();
  const invite = bob.last('INVITE');
  let number = 1;
  /** A request of Bob's within the call, and the status that Alice answers. */
  const send = async (method: string, edit: (request: SipRequest) => void): Promise<number> => {
    number += 1;
    bob.inDialog(method, invite, number, edit);
    await net.settle();
    return bob.responses.at(-1)!.status;
  };
  const notify = (body: string, state: string | undefined, event = 'refer'): Promise<number> =>
    send('NOTIFY', (request) => notifyOf(request, body, state, event));
  const transfer = async (options?: TransferOptions): Promise<Transfer> => {
    const made = call.transfer(uri(CAROL), options);
    await net.settle();
    return made;
  };
  const end = async (): Promise<void> => {
    call.hangUp();
    await net.expectNothingLeft();
  };
  return { net, alice, bob, call, send, notify, transfer, end };
}

describe('NOTIFY of an end that keeps its own rules', () => {
  test('comes before the 202', async () => {
    const world = await scripted();
    const { bob } = world;
    bob.onRequest = undefined;
    const transfer = await world.transfer();
    const refer = bob.last('REFER');
    expect(refer.raw('Refer-To')).toBe(`<${CAROL}>`);
    expect(refer.raw('Referred-By')).toBe('"alice" <sip:alice@biloxi.test>');
    expect(refer.has('Contact')).toBe(true);
    expect(await world.notify('SIP/2.0 180 Ringing', 'active;expires=60')).toBe(200);
    bob.respond(refer, 202);
    await world.net.settle();
    expect(transfer.state).toEqual({ kind: 'progress', status: 180, phrase: 'Ringing' });
    bob.onRequest = (request) => void (request.method !== 'ACK' && bob.respond(request, 200));
    expect(await world.notify('SIP/2.0 200 OK', 'terminated;reason=noresource')).toBe(200);
    expect(transfer.state).toEqual({ kind: 'done' });
    await world.end();
  });

  test.each<[string, string, string | undefined, string, number]>([
    ['a body that is no status line', 'Hello', 'active;expires=60', 'refer', 400],
    ['a request line', 'INVITE sip:a@b.test SIP/2.0', 'active;expires=60', 'refer', 400],
    ['no Subscription-State', 'SIP/2.0 180 Ringing', undefined, 'refer', 400],
    ['another id', 'SIP/2.0 200 OK', 'terminated;reason=noresource', 'refer;id=99', 481],
    ['another event', 'SIP/2.0 200 OK', 'terminated;reason=noresource', 'presence', 481],
    ['its own id', 'SIP/2.0 180 Ringing', 'active;expires=60', 'refer;id=2', 200],
    ['capitals in the event', 'SIP/2.0 180 Ringing', 'active;expires=60', 'Refer', 200],
    ['no body', '', 'active;expires=60', 'refer', 200],
  ])('%s', async (_what, body, state, event, status) => {
    const world = await scripted();
    const transfer = await world.transfer();
    expect(await world.notify(body, state, event)).toBe(status);
    expect(transfer.state.kind).toBe(status === 200 && body !== '' ? 'progress' : 'trying');
    expect(world.call.state.kind).toBe('confirmed');
    await world.notify('SIP/2.0 503 Service Unavailable', 'terminated;reason=noresource');
    expect(transfer.state.kind).toBe('failed');
    await world.end();
  });

  test('a body of another type', async () => {
    const world = await scripted();
    await world.transfer();
    const status = await world.send('NOTIFY', (request) => {
      notifyOf(request, '', 'active;expires=60');
      request.setBody('text/plain', 'SIP/2.0 200 OK');
    });
    expect(status).toBe(415);
    await world.notify('SIP/2.0 486 Busy Here', 'terminated;reason=noresource');
    await world.end();
  });

  test('after the end there is no subscription', async () => {
    const world = await scripted();
    await world.transfer();
    expect(await world.notify('SIP/2.0 486 Busy Here', 'terminated;reason=noresource')).toBe(200);
    expect(await world.notify('SIP/2.0 486 Busy Here', 'terminated;reason=noresource')).toBe(481);
    await world.end();
  });

  test.each<[string, string, TransferState]>([
    ['SIP/2.0 100 Trying', 'terminated;reason=noresource', { kind: 'done' }],
    ['', 'terminated', { kind: 'done' }],
    [
      'SIP/2.0 100 Trying',
      'terminated;reason=rejected',
      { kind: 'failed', why: { kind: 'rejected', by: 'remote', status: 603, phrase: 'Decline' } },
    ],
    ['', 'terminated;reason=timeout', { kind: 'failed', why: { kind: 'timeout', waitedFor: 'answer' } }],
    [
      'SIP/2.0 302 Moved Temporarily',
      'active',
      {
        kind: 'failed',
        why: { kind: 'redirected', status: 302, phrase: 'Moved Temporarily', contacts: [] },
      },
    ],
  ])('the subscription ends with %j and %s', async (body, state, end) => {
    const world = await scripted();
    const transfer = await world.transfer();
    await world.notify(body, state);
    expect(transfer.state).toEqual(end);
    await world.end();
  });

  test('says terminated each time, as SIP.js does: the final status counts', async () => {
    const world = await scripted();
    const transfer = await world.transfer();
    expect(await world.notify('SIP/2.0 100 Trying', 'terminated')).toBe(200);
    expect(await world.notify('SIP/2.0 180 Ringing', 'terminated')).toBe(200);
    expect(transfer.state).toEqual({ kind: 'progress', status: 180, phrase: 'Ringing' });
    expect(await world.notify('SIP/2.0 486 Busy Here', 'terminated')).toBe(200);
    expect(transfer.state).toMatchObject({ kind: 'failed', why: { status: 486 } });
    await world.end();
  });

  test('never comes', async () => {
    const world = await scripted();
    const transfer = await world.transfer();
    await world.net.clock.advance(33_000);
    expect(transfer.state).toEqual({ kind: 'failed', why: { kind: 'timeout', waitedFor: 'answer' } });
    await world.end();
  });

  test('says nothing more for as long as the subscription lasts', async () => {
    const world = await scripted();
    const transfer = await world.transfer();
    await world.notify('SIP/2.0 180 Ringing', 'active;expires=90');
    await world.net.clock.advance(89_000);
    expect(transfer.state.kind).toBe('progress');
    await world.net.clock.advance(2000);
    expect(transfer.state.kind).toBe('failed');
    expect(world.call.state.kind).toBe('confirmed');
    await world.end();
  });

  test('the REFER is challenged: its new number names the subscription', async () => {
    const world = await scripted({ credentials: { username: 'alice', password: 'secret' } });
    const { bob } = world;
    bob.onRequest = (request) => {
      if (request.method !== 'REFER' || request.has('Proxy-Authorization')) {
        if (request.method !== 'ACK') bob.respond(request, request.method === 'REFER' ? 202 : 200);
        return;
      }
      bob.respond(request, 407, (response) =>
        response.addRaw('Proxy-Authenticate', 'Digest realm="biloxi.test", nonce="n", algorithm=MD5, qop="auth"'),
      );
    };
    const transfer = await world.transfer();
    expect(bob.last('REFER').raw('CSeq')).toBe('3 REFER');
    expect(await world.notify('SIP/2.0 180 Ringing', 'active;expires=60', 'refer;id=2')).toBe(481);
    expect(await world.notify('SIP/2.0 200 OK', 'terminated;reason=noresource', 'refer;id=3')).toBe(200);
    expect(transfer.state).toEqual({ kind: 'done' });
    await world.end();
  });

  test.each([405, 420, 481, 603])('the REFER is answered %i', async (status) => {
    const world = await scripted();
    const { bob } = world;
    const usual = bob.onRequest!;
    bob.onRequest = (request) => (request.method === 'REFER' ? void bob.respond(request, status) : usual(request));
    expect((await world.transfer()).state).toMatchObject({ kind: 'failed', why: { kind: 'rejected', status } });
    await world.end();
  });
});

describe('a REFER that comes in', () => {
  test.each<[string, (request: SipRequest) => void, number]>([
    ['no Refer-To', () => undefined, 400],
    [
      'two Refer-To',
      (request) => {
        request.addRaw('Refer-To', `<${CAROL}>`);
        request.addRaw('Refer-To', '<sip:dave@biloxi.test>');
      },
      400,
    ],
    ['two in one line', (request) => request.addRaw('Refer-To', `<${CAROL}>, <sip:dave@biloxi.test>`), 400],
    ['a malformed one', (request) => request.addRaw('Refer-To', '<sip:>'), 400],
    ['a page', (request) => request.addRaw('Refer-To', '<https://biloxi.test/>'), 603],
    ['another method', (request) => request.addRaw('Refer-To', `<${CAROL};method=BYE>`), 603],
    [
      'an extension that is not known',
      (request) => {
        request.addRaw('Refer-To', `<${CAROL}>`);
        request.addRaw('Require', 'norefersub, teleport');
      },
      420,
    ],
    [
      'a Replaces, which is for INVITE',
      (request) => {
        request.addRaw('Refer-To', `<${CAROL}>`);
        request.addRaw('Replaces', 'a;to-tag=b;from-tag=c');
      },
      400,
    ],
  ])('%s', async (_what, edit, status) => {
    const world = await scripted();
    const referrals: IncomingReferral[] = [];
    world.alice.agent.onReferral = (referral) => void referrals.push(referral);
    expect(await world.send('REFER', edit)).toBe(status);
    expect(referrals).toEqual([]);
    expect(world.call.state.kind).toBe('confirmed');
    await world.end();
  });

  test('the subscription is taken back: the call that was asked for goes on', async () => {
    const world = await scripted();
    const { alice, bob } = world;
    const placed: OutgoingCall[] = [];
    alice.agent.onReferral = (referral) => void placed.push(referral.accept());
    expect(await world.send('REFER', (request) => request.addRaw('Refer-To', `<${CAROL}>`))).toBe(202);
    const notify = bob.all('NOTIFY')[0]!;
    expect(notify.raw('Event')).toBe('refer');
    expect(notify.raw('Subscription-State')).toMatch(/^active;expires=\d+$/);
    expect(notify.raw('Content-Type')).toBe('message/sipfrag');
    expect(notify.body).toBe('SIP/2.0 100 Trying\r\n');
    const subscribe = (expires: string) => (request: SipRequest) => {
      request.addRaw('Event', 'refer');
      request.addRaw('Expires', expires);
    };
    await world.send('SUBSCRIBE', subscribe('0'));
    expect(bob.last('NOTIFY').raw('Subscription-State')).toContain('terminated');
    expect(bob.last('INVITE').uri).toBe(CAROL);
    expect(bob.all('CANCEL')).toEqual([]);
    await world.send('SUBSCRIBE', subscribe('60'));
    expect(bob.responses.at(-1)?.status).toBe(403);
    for (const call of placed) call.hangUp();
    await world.end();
  });

  test('NOTIFYs are at least a second apart', async () => {
    const { net, alice, bob, carol } = threePhones();
    const [call] = await talk(net, alice, bob);
    bob.agent.onReferral = (referral) => void referral.accept();
    const trace = await net.run(async () => {
      call.transfer(carol.uri);
      await net.settle();
      incoming(carol).ring();
      await net.clock.advance(500);
      await incoming(carol).progress();
      await net.clock.advance(5000);
    });
    const times = trace.entries
      .filter(({ from, label }) => from === 'bob' && label.kind === 'request' && label.method === 'NOTIFY')
      .map(({ atMs }) => atMs - trace.startMs);
    expect(times).toEqual([0, 1000]);
    incoming(carol).reject();
    await net.clock.advance(2000);
    call.hangUp();
    await net.expectNothingLeft();
  });

  test('from nowhere, and out of a dialog that has ended', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'bob' });
    alice.agent.onReferral = (referral) => void referral.accept();
    const bob = new ScriptedEnd(net, 'bob').towards('alice');
    bob.request('REFER', 'sip:alice@biloxi.test', (request) => {
      request.addRaw('Refer-To', `<${CAROL}>`);
      request.remove('Contact');
    });
    await net.settle();
    expect(bob.responses.at(-1)?.status).toBe(400);
    bob.request('REFER', `sip:alice@${addressOf('alice').host}`, (request) => {
      request.addRaw('Refer-To', `<${CAROL}>`);
      request.set(To, withTag(request.get(To)!, 'gone'));
    });
    await net.settle();
    expect(bob.responses.at(-1)?.status).toBe(481);
    await net.expectNothingLeft();
  });
});
