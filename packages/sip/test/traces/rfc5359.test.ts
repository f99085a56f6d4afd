import {
  type Call,
  DIALOG_INFO_TYPE,
  type DialogDescription,
  type DialogId,
  type DialogInfo,
  dialogPackage,
  formatUri,
  type IncomingMessage,
  NO_PARAMS,
  type NotifierSubscription,
  parseUri,
  type ReplacesValue,
  type Uri,
  writeDialogInfo,
} from '@sidetone/sip';
import { Ladder, ladder, type VirtualNetwork } from '@sidetone/testkit';
import { expect, test } from 'vitest';
import { AUDIO, phone, type Phone, uri } from '../support/phones.ts';
import type { Switchboard } from '../support/switchboard.ts';
import { incoming, talk, threePhones } from '../support/three-phones.ts';

// The services of RFC 5359, one test for each. Everything goes through a proxy; a ladder shows what the proxy hands on.

/** What each end got, from the proxy. */
function heard(trace: Ladder): Ladder {
  return new Ladder(
    trace.entries.filter(({ from }) => from === 'proxy'),
    trace.startMs,
  );
}

const whyOf = (call: Call): unknown => (call.state.kind === 'terminated' ? call.state.why : call.state.kind);

/** How somebody else names a dialog to the end opposite to the one that has this id. */
function atOtherEnd(id: DialogId | undefined): ReplacesValue {
  if (id === undefined) throw new Error('the call has no dialog yet');
  return { callId: id.callId, toTag: id.remoteTag, fromTag: id.localTag, params: NO_PARAMS };
}

/** Tells who subscribes to a phone's dialogs what they are, as its dialog package would. */
class DialogServer {
  readonly #phone: Phone;
  readonly #subscriptions = new Set<NotifierSubscription>();
  #dialogs: readonly DialogDescription[] = [];

  constructor(served: Phone) {
    this.#phone = served;
    served.agent.serve(dialogPackage, (request) => {
      const subscription = request.accept();
      this.#subscriptions.add(subscription);
      this.#tell(subscription);
    });
  }

  set(dialogs: readonly DialogDescription[]): void {
    this.#dialogs = dialogs;
    for (const subscription of this.#subscriptions) this.#tell(subscription);
  }

  #tell(subscription: NotifierSubscription): void {
    const entity = formatUri(this.#phone.uri);
    const dialogs = this.#dialogs;
    subscription.notify(DIALOG_INFO_TYPE, (version) => writeDialogInfo({ version, state: 'full', entity, dialogs }));
  }
}

function describeCall(call: Call, kind: DialogDescription['state']['kind']): DialogDescription {
  const { callId, localTag, remoteTag } = call.dialogId!;
  const identity = { uri: formatUri(call.remote.uri) };
  return { id: call.id, callId, localTag, remoteTag, direction: 'recipient', state: { kind }, remote: { identity } };
}

/** The dialogs that a phone hears of, newest document last. */
function watchDialogs(
  watcher: Phone,
  of: Phone,
  expiresSec = 3600,
): { documents: DialogInfo[]; end: () => Promise<void> } {
  const documents: DialogInfo[] = [];
  const subscription = watcher.agent.subscribe(of.uri, { event: dialogPackage, expiresSec });
  subscription.on('notify', ({ value }) => {
    if (value !== undefined) documents.push(value);
  });
  return { documents, end: () => subscription.unsubscribe() };
}

function uriOf(text: string | undefined): Uri {
  const parsed = parseUri(text ?? '');
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return parsed.value;
}

/** A media server or a parking place: it calls whom it is asked to. */
function obliging(net: VirtualNetwork, name: string): Phone {
  const server = phone(net, name, { towards: 'proxy' });
  server.agent.onReferral = (referral) => void referral.accept();
  return server;
}

test('2.1 call hold', async () => {
  const { net, alice, bob } = threePhones();
  const [call, other] = await talk(net, alice, bob);
  const trace = await net.run(async () => {
    const held = other.hold();
    await net.settle();
    expect(await held).toEqual({ kind: 'done' });
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'remote' });
    expect(other.state).toMatchObject({ kind: 'confirmed', hold: 'local' });
    const resumed = other.resume();
    await net.settle();
    expect(await resumed).toEqual({ kind: 'done' });
    expect([call.state, other.state]).toMatchObject([{ hold: 'none' }, { hold: 'none' }]);
    call.hangUp();
    await net.settle();
  });
  expect(heard(trace)).toEqual(ladder`
    proxy -> alice INVITE   # hold
    proxy -> bob   200
    proxy -> alice ACK
    proxy -> alice INVITE   # resume
    proxy -> bob   200
    proxy -> alice ACK
    proxy -> bob   BYE
    proxy -> alice 200`);
  const directions = trace.entries
    .filter(({ from, wire }) => from === 'bob' && wire.startsWith('INVITE'))
    .map(({ wire }) => /^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(wire)?.[1]);
  expect(directions).toEqual(['sendonly', 'sendrecv']);
  await net.expectNothingLeft();
});

test('2.2 consultation hold', async () => {
  const { net, alice, bob, carol } = threePhones();
  const [call, other] = await talk(net, alice, bob);
  const trace = await net.run(async () => {
    void other.hold();
    await net.settle();
    const [consultation] = await talk(net, bob, carol);
    expect(call.state).toMatchObject({ hold: 'remote' });
    consultation.hangUp();
    await net.settle();
    void other.resume();
    await net.settle();
    expect(call.state).toMatchObject({ hold: 'none' });
    call.hangUp();
    await net.settle();
  });
  expect(heard(trace)).toEqual(ladder`
    proxy -> alice INVITE   # hold
    proxy -> bob   200
    proxy -> alice ACK
    proxy -> carol INVITE   # consultation
    proxy -> bob   200
    proxy -> carol ACK
    proxy -> carol BYE
    proxy -> bob   200
    proxy -> alice INVITE   # resume
    proxy -> bob   200
    proxy -> alice ACK
    proxy -> bob   BYE
    proxy -> alice 200`);
  await net.expectNothingLeft();
});

test('2.3 music on hold: a music server takes the place of Bob, and Bob takes it back', async () => {
  const { net, alice, bob } = threePhones();
  const music = obliging(net, 'music');
  const [, other] = await talk(net, alice, bob);
  const trace = await net.run(async () => {
    void other.hold();
    await net.settle();
    const toMusic = bob.agent.refer(music.uri, other);
    await net.clock.advance(2000);
    expect(toMusic.state).toEqual({ kind: 'done' });
    expect(whyOf(other)).toEqual({ kind: 'hung-up', by: 'remote' });
    const listening = incoming(alice);
    expect(listening).toMatchObject({ state: { kind: 'confirmed' }, remote: { uri: music.uri } });
    // Bob has learned the dialog, as by the dialog package of the music server.
    const back = bob.agent.call(alice.uri, {
      media: AUDIO,
      replaces: atOtherEnd({
        callId: listening.dialogId!.callId,
        localTag: listening.dialogId!.remoteTag,
        remoteTag: listening.dialogId!.localTag,
      }),
    });
    await net.settle();
    expect(back.state.kind).toBe('confirmed');
    expect(whyOf(listening)).toEqual({ kind: 'replaced' });
    back.hangUp();
    await net.settle();
  });
  expect(heard(trace)).toEqual(ladder`
    proxy -> alice INVITE   # hold
    proxy -> bob   200
    proxy -> alice ACK
    proxy -> music REFER    # Refer-To: alice, Replaces
    proxy -> bob   202
    proxy -> bob   NOTIFY
    proxy -> alice INVITE   # Replaces
    proxy -> music 200 NOTIFY
    proxy -> music 200 INVITE
    proxy -> bob   BYE
    proxy -> alice ACK
    proxy -> bob   NOTIFY
    proxy -> alice 200 BYE
    proxy -> music 200 NOTIFY
    proxy -> alice INVITE   # Bob takes it back: Replaces
    proxy -> bob   200
    proxy -> music BYE
    proxy -> alice ACK
    proxy -> alice 200 BYE
    proxy -> alice BYE
    proxy -> bob   200`);
  await net.expectNothingLeft();
});

test('2.4 transfer, unattended', async () => {
  const { net, alice, bob, carol } = threePhones();
  const [call, other] = await talk(net, alice, bob);
  alice.agent.onReferral = (referral) => void referral.accept();
  const trace = await net.run(async () => {
    const transfer = other.transfer(carol.uri);
    await net.settle();
    await incoming(carol).accept(AUDIO);
    await net.clock.advance(2000);
    expect(transfer.state).toEqual({ kind: 'done' });
    expect(whyOf(other)).toEqual({ kind: 'transferred', to: 'sip:carol@biloxi.test' });
    expect(whyOf(call)).toEqual({ kind: 'hung-up', by: 'remote' });
    expect(incoming(carol)).toMatchObject({ state: { kind: 'confirmed' }, remote: { uri: alice.uri } });
    incoming(carol).hangUp();
    await net.settle();
  });
  expect(heard(trace)).toEqual(ladder`
    proxy -> alice REFER
    proxy -> bob   202
    proxy -> bob   NOTIFY   # 100 Trying
    proxy -> carol INVITE   # Referred-By: bob
    proxy -> alice 200 NOTIFY
    proxy -> alice 200 INVITE
    proxy -> carol ACK
    proxy -> bob   NOTIFY   # 200 OK
    proxy -> alice 200 NOTIFY
    proxy -> alice BYE
    proxy -> bob   200 BYE
    proxy -> alice BYE
    proxy -> carol 200 BYE`);
  await net.expectNothingLeft();
});

test('2.5 transfer, attended', async () => {
  const { net, alice, bob, carol } = threePhones();
  const [call, other] = await talk(net, alice, bob);
  alice.agent.onReferral = (referral) => void referral.accept();
  const trace = await net.run(async () => {
    void other.hold();
    await net.settle();
    const [consultation, atCarol] = await talk(net, bob, carol);
    const transfer = other.transfer(consultation);
    await net.clock.advance(2000);
    expect(transfer.state).toEqual({ kind: 'done' });
    expect(whyOf(other)).toEqual({ kind: 'transferred', to: 'sip:carol@biloxi.test' });
    expect(whyOf(consultation)).toEqual({ kind: 'transferred', to: 'sip:alice@biloxi.test' });
    expect([whyOf(call), whyOf(atCarol)]).toEqual([{ kind: 'hung-up', by: 'remote' }, { kind: 'replaced' }]);
    expect(incoming(carol)).toMatchObject({ state: { kind: 'confirmed' }, remote: { uri: alice.uri } });
    incoming(carol).hangUp();
    await net.settle();
  });
  expect(heard(trace)).toEqual(ladder`
    proxy -> alice INVITE   # hold
    proxy -> bob   200
    proxy -> alice ACK
    proxy -> carol INVITE   # consultation
    proxy -> bob   200
    proxy -> carol ACK
    proxy -> alice REFER    # Refer-To: carol, Replaces
    proxy -> bob   202
    proxy -> bob   NOTIFY
    proxy -> carol INVITE   # Replaces
    proxy -> alice 200 NOTIFY
    proxy -> alice 200 INVITE
    proxy -> bob   BYE      # carol ends the consultation
    proxy -> carol ACK
    proxy -> bob   NOTIFY
    proxy -> carol 200 BYE
    proxy -> alice 200 NOTIFY
    proxy -> alice BYE
    proxy -> bob   200 BYE
    proxy -> alice BYE
    proxy -> carol 200 BYE`);
  await net.expectNothingLeft();
});

test('2.6 transfer by an instant message: Bob sends Carol the address of his call, she takes his place', async () => {
  const { net, alice, bob, carol } = threePhones({ messageTypes: ['text/html'] });
  const [call, other] = await talk(net, alice, bob);
  const messages: IncomingMessage[] = [];
  carol.agent.onMessage = (message) => {
    messages.push(message);
    return 200;
  };
  const trace = await net.run(async () => {
    const { callId, toTag, fromTag } = atOtherEnd(other.dialogId);
    const dialog = encodeURIComponent(`${callId};to-tag=${toTag};from-tag=${fromTag}`);
    const body = `<a href="${formatUri(alice.uri)}?Replaces=${dialog}&amp;Require=replaces">Alice</a>`;
    void bob.agent.sendMessage(carol.uri, { contentType: 'text/html', body, id: 'transfer-1' });
    await net.settle();
    const link = /sip:[^"]+/.exec(messages[0]!.body)![0].replace('&amp;', '&');
    const placed = carol.agent.call(uri(link), { media: AUDIO });
    await net.settle();
    expect(placed.state.kind).toBe('confirmed');
    expect([whyOf(call), whyOf(other)]).toEqual([{ kind: 'replaced' }, { kind: 'hung-up', by: 'remote' }]);
    placed.hangUp();
    await net.settle();
  });
  const replacing = trace.entries.find(
    ({ from, to, wire }) => from === 'proxy' && to === 'alice' && wire.startsWith('INVITE'),
  )!;
  expect(replacing.wire).toMatch(/^Require: replaces\r$/m);
  expect(heard(trace)).toEqual(ladder`
    proxy -> carol MESSAGE
    proxy -> bob   200 MESSAGE
    proxy -> alice INVITE   # Replaces
    proxy -> carol 200
    proxy -> bob   BYE
    proxy -> alice ACK
    proxy -> alice 200 BYE
    proxy -> alice BYE
    proxy -> carol 200 BYE`);
  await net.expectNothingLeft();
});

/** Alice calls Bob, whose calls the proxy sends on as it is told. */
async function forwarded(
  route: Switchboard['route'],
  atBob: (call: ReturnType<typeof incoming>) => void,
  waitMs = 0,
): Promise<Ladder> {
  const { net, proxy, alice, bob, carol } = threePhones();
  proxy.route = route;
  bob.agent.onIncomingCall = atBob;
  const trace = await net.run(async () => {
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.clock.advance(waitMs);
    await net.settle();
    await incoming(carol).accept(AUDIO);
    await net.settle();
    expect(call.state.kind).toBe('confirmed');
    call.hangUp();
    await net.settle();
  });
  await net.expectNothingLeft();
  return heard(trace);
}

test('2.7 call forwarding, unconditional', async () => {
  const trace = await forwarded(
    () => [{ to: 'carol', uri: 'sip:carol@biloxi.test' }],
    () => undefined,
  );
  expect(trace).toEqual(ladder`
    proxy -> carol INVITE sip:carol@biloxi.test
    proxy -> alice 200
    proxy -> carol ACK
    proxy -> carol BYE
    proxy -> alice 200`);
});

test('2.8 call forwarding, busy', async () => {
  const trace = await forwarded(
    () => [{ to: 'bob' }, { to: 'carol', uri: 'sip:carol@biloxi.test' }],
    (call) => call.reject(486),
  );
  expect(trace).toEqual(ladder`
    proxy -> bob   INVITE sip:bob@biloxi.test
    proxy -> bob   ACK
    proxy -> carol INVITE sip:carol@biloxi.test
    proxy -> alice 200
    proxy -> carol ACK
    proxy -> carol BYE
    proxy -> alice 200`);
});

test('2.9 call forwarding, no answer', async () => {
  const trace = await forwarded(
    () => [
      { to: 'bob', waitMs: 10_000 },
      { to: 'carol', uri: 'sip:carol@biloxi.test' },
    ],
    (call) => call.ring(),
    10_000,
  );
  expect(trace).toEqual(ladder`
    proxy -> bob   INVITE sip:bob@biloxi.test
    proxy -> alice 180
    10000 proxy -> bob CANCEL
    proxy -> carol INVITE sip:carol@biloxi.test
    proxy -> bob   ACK
    proxy -> alice 200 INVITE
    proxy -> carol ACK
    proxy -> carol BYE
    proxy -> alice 200`);
});

test('2.7 to 2.9 by the phone itself: a redirection that the caller follows', async () => {
  const { net, alice, bob, carol } = threePhones();
  bob.agent.onIncomingCall = (call) => call.reject(302, { contacts: [{ uri: carol.uri, params: NO_PARAMS }] });
  const call = alice.agent.call(bob.uri, { media: AUDIO });
  await net.settle();
  await incoming(carol).accept(AUDIO);
  await net.settle();
  expect(call).toMatchObject({ state: { kind: 'confirmed' } });
  call.hangUp();
  await net.expectNothingLeft();
});

test('2.10 three-way conference: a third party is added', async () => {
  const { net, alice, bob, carol } = threePhones();
  const [toBob] = await talk(net, alice, bob);
  const trace = await net.run(async () => {
    void toBob.hold();
    await net.settle();
    const [toCarol] = await talk(net, alice, carol);
    void toBob.resume();
    await net.settle();
    // Alice has both at once, and mixes their sound.
    expect([toBob.state, toCarol.state]).toMatchObject([
      { kind: 'confirmed', hold: 'none' },
      { kind: 'confirmed', hold: 'none' },
    ]);
    expect([toBob, toCarol].map((call) => call.media !== undefined)).toEqual([true, true]);
    toBob.hangUp();
    toCarol.hangUp();
    await net.settle();
  });
  expect(heard(trace)).toEqual(ladder`
    proxy -> bob   INVITE   # hold
    proxy -> alice 200
    proxy -> bob   ACK
    proxy -> carol INVITE
    proxy -> alice 200
    proxy -> carol ACK
    proxy -> bob   INVITE   # resume
    proxy -> alice 200
    proxy -> bob   ACK
    proxy -> bob   BYE
    proxy -> carol BYE
    proxy -> alice 200
    proxy -> alice 200`);
  await net.expectNothingLeft();
});

test('2.11 three-way conference: a third party joins', async () => {
  const { net, alice, bob, carol } = threePhones();
  const dialogs = new DialogServer(bob);
  const [, atBob] = await talk(net, alice, bob);
  dialogs.set([describeCall(atBob, 'confirmed')]);
  const trace = await net.run(async () => {
    const watching = watchDialogs(carol, bob);
    await net.clock.advance(10);
    const known = watching.documents[0]!.dialogs[0]!;
    void watching.end();
    await net.settle();
    const joining = carol.agent.call(bob.uri, {
      media: AUDIO,
      join: { callId: known.callId!, toTag: known.localTag!, fromTag: known.remoteTag!, params: NO_PARAMS },
    });
    await net.settle();
    expect(incoming(bob).details.joins).toBe(atBob);
    await incoming(bob).accept(AUDIO);
    await net.settle();
    expect([joining.state.kind, atBob.state.kind]).toEqual(['confirmed', 'confirmed']);
    joining.hangUp();
    atBob.hangUp();
    await net.settle();
  });
  expect(heard(trace)).toEqual(ladder`
    proxy -> bob   SUBSCRIBE
    proxy -> carol 200 SUBSCRIBE
    proxy -> carol NOTIFY
    proxy -> bob   200 NOTIFY
    proxy -> bob   SUBSCRIBE
    proxy -> carol 200 SUBSCRIBE
    proxy -> carol NOTIFY
    proxy -> bob   200 NOTIFY
    proxy -> bob   INVITE   # Join
    proxy -> carol 200
    proxy -> bob   ACK
    proxy -> bob   BYE
    proxy -> alice BYE
    proxy -> carol 200
    proxy -> bob   200`);
  await net.expectNothingLeft();
});

test('2.12 find-me', async () => {
  const { net, proxy, alice, bob, carol } = threePhones();
  const dave = phone(net, 'dave', { towards: 'proxy' });
  const office = phone(net, 'pc', { towards: 'proxy' });
  proxy.route = () => [
    { to: 'bob', waitMs: 8000 },
    { to: 'carol', uri: 'sip:carol@biloxi.test' },
    { to: 'dave', uri: 'sip:dave@biloxi.test' },
    { to: 'pc', uri: 'sip:pc@biloxi.test' },
  ];
  bob.agent.onIncomingCall = (call) => call.ring();
  carol.agent.onIncomingCall = (call) => call.reject(480);
  dave.agent.onIncomingCall = (call) => call.reject(486);
  const trace = await net.run(async () => {
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.clock.advance(8000);
    incoming(office).ring();
    await net.settle();
    await incoming(office).accept(AUDIO);
    await net.settle();
    expect(call.state.kind).toBe('confirmed');
    incoming(office).hangUp();
    await net.settle();
  });
  expect(heard(trace)).toEqual(ladder`
    proxy -> bob   INVITE
    proxy -> alice 180
    proxy -> bob   CANCEL
    proxy -> carol INVITE
    proxy -> bob   ACK
    proxy -> carol ACK
    proxy -> dave  INVITE
    proxy -> dave  ACK
    proxy -> pc    INVITE
    proxy -> alice 180
    proxy -> alice 200 INVITE
    proxy -> pc    ACK
    proxy -> alice BYE
    proxy -> pc    200`);
  await net.expectNothingLeft();
});

test.each([
  ['2.13 incoming call screening', 'bob'],
  ['2.14 outgoing call screening', 'alice'],
])('%s', async (_service, screenedFor) => {
  const { net, proxy, alice, bob } = threePhones();
  proxy.screen = (request) => {
    const isHit = screenedFor === 'bob' ? /alice@/.test(request.raw('From') ?? '') : /bob@/.test(request.uri);
    return request.method === 'INVITE' && isHit ? 403 : undefined;
  };
  const trace = await net.run(async () => {
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.settle();
    expect(whyOf(call)).toEqual({ kind: 'rejected', by: 'remote', status: 403, phrase: 'Forbidden' });
  });
  expect(trace).toEqual(ladder`
    alice -> proxy INVITE
    proxy -> alice 403
    alice -> proxy ACK
    proxy -> bob   ACK   # this proxy has no transactions`);
  expect(bob.calls).toHaveLength(0);
  await net.expectNothingLeft();
});

test('2.15 call park', async () => {
  const { net, alice, bob, carol } = threePhones();
  const park = obliging(net, 'park');
  const dialogs = new DialogServer(park);
  const [call, atBob] = await talk(net, alice, bob);
  const trace = await net.run(async () => {
    const parked = bob.agent.refer(park.uri, atBob);
    await net.clock.advance(2000);
    expect(parked.state).toEqual({ kind: 'done' });
    expect(whyOf(call)).toEqual({ kind: 'replaced' });
    const waiting = incoming(alice);
    expect(waiting).toMatchObject({ state: { kind: 'confirmed' }, remote: { uri: park.uri } });
    dialogs.set([{ ...describeCall(waiting, 'confirmed'), remote: { identity: { uri: formatUri(alice.uri) } } }]);
    const watching = watchDialogs(carol, park);
    await net.clock.advance(10);
    void watching.end();
    await net.settle();
    const known = watching.documents[0]!.dialogs[0]!;
    const picked = carol.agent.call(uriOf(known.remote?.identity?.uri), {
      media: AUDIO,
      replaces: { callId: known.callId!, toTag: known.localTag!, fromTag: known.remoteTag!, params: NO_PARAMS },
    });
    await net.settle();
    expect(picked.state.kind).toBe('confirmed');
    expect(whyOf(waiting)).toEqual({ kind: 'replaced' });
    picked.hangUp();
    await net.settle();
  });
  expect(heard(trace)).toEqual(ladder`
    proxy -> park  REFER    # Refer-To: alice, Replaces
    proxy -> bob   202
    proxy -> bob   NOTIFY
    proxy -> alice INVITE   # Replaces
    proxy -> park  200 NOTIFY
    proxy -> park  200 INVITE
    proxy -> bob   BYE
    proxy -> alice ACK
    proxy -> bob   NOTIFY
    proxy -> alice 200 BYE
    proxy -> park  200 NOTIFY
    proxy -> park  SUBSCRIBE
    proxy -> carol 200 SUBSCRIBE
    proxy -> carol NOTIFY
    proxy -> park  200 NOTIFY
    proxy -> park  SUBSCRIBE
    proxy -> carol 200 SUBSCRIBE
    proxy -> carol NOTIFY
    proxy -> park  200 NOTIFY
    proxy -> alice INVITE   # Replaces
    proxy -> carol 200
    proxy -> park  BYE
    proxy -> alice ACK
    proxy -> alice 200 BYE
    proxy -> alice BYE
    proxy -> carol 200`);
  await net.expectNothingLeft();
});

test('2.16 call pickup', async () => {
  const { net, alice, bob, carol } = threePhones();
  const dialogs = new DialogServer(bob);
  const trace = await net.run(async () => {
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.settle();
    const ringing = incoming(bob);
    ringing.ring();
    dialogs.set([describeCall(ringing, 'early')]);
    const watching = watchDialogs(carol, bob, 0);
    await net.clock.advance(10);
    const known = watching.documents[0]!.dialogs[0]!;
    const picked = carol.agent.call(uriOf(known.remote?.identity?.uri), {
      media: AUDIO,
      replaces: {
        callId: known.callId!,
        toTag: known.remoteTag!,
        fromTag: known.localTag!,
        isEarlyOnly: true,
        params: NO_PARAMS,
      },
    });
    await net.settle();
    expect(picked.state.kind).toBe('confirmed');
    expect(whyOf(call)).toEqual({ kind: 'replaced' });
    expect(whyOf(ringing)).toEqual({ kind: 'cancelled', by: 'remote' });
    picked.hangUp();
    await net.settle();
  });
  expect(heard(trace)).toEqual(ladder`
    proxy -> bob   INVITE
    proxy -> alice 180
    proxy -> bob   SUBSCRIBE   # Expires: 0
    proxy -> carol 200 SUBSCRIBE
    proxy -> carol NOTIFY
    proxy -> bob   200 NOTIFY
    proxy -> alice INVITE   # Replaces, early-only
    proxy -> carol 200
    proxy -> bob   CANCEL
    proxy -> alice ACK
    proxy -> alice 200 CANCEL
    proxy -> alice 487
    proxy -> bob   ACK
    proxy -> alice BYE
    proxy -> carol 200`);
  await net.expectNothingLeft();
});

test('2.17 automatic redial', async () => {
  const { net, alice, bob, carol } = threePhones({ callLimit: 1 });
  const dialogs = new DialogServer(bob);
  const [, atBob] = await talk(net, carol, bob);
  dialogs.set([describeCall(atBob, 'confirmed')]);
  const trace = await net.run(async () => {
    const busy = alice.agent.call(bob.uri, { media: AUDIO });
    await net.settle();
    expect(whyOf(busy)).toMatchObject({ kind: 'rejected', status: 486 });
    const watching = watchDialogs(alice, bob);
    await net.clock.advance(10);
    expect(watching.documents.at(-1)!.dialogs[0]!.state.kind).toBe('confirmed');
    atBob.hangUp();
    dialogs.set([{ ...describeCall(atBob, 'terminated') }]);
    await net.clock.advance(2000);
    expect(watching.documents.at(-1)!.dialogs[0]?.state.kind ?? 'terminated').toBe('terminated');
    void watching.end();
    await net.settle();
    const again = alice.agent.call(bob.uri, { media: AUDIO });
    await net.settle();
    await incoming(bob).accept(AUDIO);
    await net.settle();
    expect(again.state.kind).toBe('confirmed');
    again.hangUp();
    await net.settle();
  });
  expect(heard(trace)).toEqual(ladder`
    proxy -> bob   INVITE
    proxy -> alice 486
    proxy -> bob   ACK
    proxy -> bob   SUBSCRIBE
    proxy -> alice 200 SUBSCRIBE
    proxy -> alice NOTIFY   # confirmed
    proxy -> bob   200 NOTIFY
    proxy -> carol BYE
    proxy -> bob   200 BYE
    proxy -> alice NOTIFY   # terminated
    proxy -> bob   200 NOTIFY
    proxy -> bob   SUBSCRIBE
    proxy -> alice 200 SUBSCRIBE
    proxy -> alice NOTIFY
    proxy -> bob   200 NOTIFY
    proxy -> bob   INVITE
    proxy -> alice 200
    proxy -> bob   ACK
    proxy -> bob   BYE
    proxy -> alice 200`);
  await net.expectNothingLeft();
});

test('2.18 click to dial', async () => {
  const { net, alice, bob } = threePhones();
  const pc = phone(net, 'pc', { towards: 'proxy' });
  alice.agent.onReferral = (referral) => void referral.accept();
  const trace = await net.run(async () => {
    const dialled = pc.agent.refer(alice.uri, bob.uri, { isNotified: false });
    await net.settle();
    incoming(bob).ring();
    await net.clock.advance(2000);
    await incoming(bob).accept(AUDIO);
    await net.clock.advance(2000);
    expect(dialled.state).toEqual({ kind: 'done' });
    incoming(bob).hangUp();
    await net.settle();
  });
  expect(heard(trace)).toEqual(ladder`
    proxy -> alice REFER   # Refer-Sub: false
    proxy -> pc    200   # Refer-Sub: false
    proxy -> bob   INVITE
    proxy -> alice 180
    proxy -> alice 200
    proxy -> bob   ACK
    proxy -> alice BYE
    proxy -> bob   200`);
  await net.expectNothingLeft();
});
