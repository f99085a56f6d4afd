import { type CallOptions, type NameAddr, NO_PARAMS, parseNameAddr, type SipRequest, withParam } from '@sidetone/sip';
import { VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { addressOf, AUDIO, pair, phone, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

function address(text: string): NameAddr {
  const parsed = parseNameAddr(text);
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return parsed.value;
}

/** What Bob reads of Alice's INVITE. */
async function detailsOf(options: Partial<CallOptions>) {
  const net = new VirtualNetwork();
  const { alice, bob } = pair(net);
  const call = alice.agent.call(bob.uri, { media: AUDIO, ...options });
  await net.settle();
  const [incoming] = bob.calls;
  const details = incoming!.details;
  const remote = incoming!.remote;
  incoming!.reject();
  await net.expectNothingLeft();
  return { details, own: call.details, remote };
}

/** What goes over the wire when Alice calls. */
async function inviteOf(options: Partial<CallOptions>): Promise<SipRequest> {
  const net = new VirtualNetwork();
  const alice = phone(net, 'alice', { towards: 'bob' });
  const bob = new ScriptedEnd(net, 'bob');
  bob.onRequest = (request) => {
    if (request.method === 'INVITE') bob.respond(request, 486);
  };
  alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO, ...options });
  await net.settle();
  await net.expectNothingLeft();
  return bob.last('INVITE');
}

/** What Bob reads of an INVITE with these header lines. */
async function readOf(...lines: readonly (readonly [string, string])[]) {
  const net = new VirtualNetwork();
  const bob = phone(net, 'bob', { towards: 'alice' });
  const alice = new ScriptedEnd(net, 'alice').towards('bob');
  alice.request('INVITE', `sip:bob@${addressOf('bob').host}`, (invite) => {
    for (const [name, value] of lines) invite.addRaw(name, value);
  });
  await net.settle();
  const [call] = bob.calls;
  call!.reject();
  return call!.details;
}

describe('what a call says about itself', () => {
  test('nothing', async () => {
    const { details } = await detailsOf({});
    expect(details).toEqual({
      callId: expect.any(String),
      subject: undefined,
      priority: undefined,
      alertInfo: [],
      callInfo: [],
      answerMode: undefined,
      assertedIdentity: [],
      privacy: [],
      history: [],
      diversion: [],
      referredBy: undefined,
      replaces: undefined,
      joins: undefined,
    });
    expect(Object.isFrozen(details)).toBe(true);
  });

  test('subject, priority, ringing, who referred: both ends read the same', async () => {
    const { details, own } = await detailsOf({
      subject: 'Müllabfuhr',
      priority: 'urgent',
      alertInfo: [{ uri: 'urn:alert:source:internal', params: NO_PARAMS }],
      callInfo: [{ uri: 'https://biloxi.test/alice.png', params: withParam(NO_PARAMS, 'purpose', 'icon') }],
      referredBy: address('"Carol" <sip:carol@chicago.test>'),
    });
    expect(details).toMatchObject({
      subject: 'Müllabfuhr',
      priority: 'urgent',
      alertInfo: [{ uri: 'urn:alert:source:internal' }],
      callInfo: [{ uri: 'https://biloxi.test/alice.png', params: new Map([['purpose', 'icon']]) }],
      referredBy: { displayName: 'Carol' },
    });
    expect(own).toEqual(details);
  });

  test('history in the order of its index, diversions and the asserted identity', async () => {
    const details = await readOf(
      ['History-Info', '<sip:b@x.test>;index=1.2, <sip:d@x.test>;index=1.10'],
      ['History-Info', '<sip:a@x.test>;index=1, <sip:c@x.test?Reason=SIP%3Bcause%3D302>;index=1.2.1;mp=1.2'],
      ['Diversion', '<sip:last@x.test>;reason=user-busy;counter=1, <sip:first@x.test>;reason=unconditional'],
      ['P-Asserted-Identity', '"Alice" <sip:alice@x.test>, <tel:+15551234>'],
    );
    const users = (list: readonly NameAddr[]) => list.map((entry) => ('user' in entry.uri ? entry.uri.user : 'tel'));
    expect(users(details.history)).toEqual(['a', 'b', 'c', 'd']);
    expect(users(details.diversion)).toEqual(['last', 'first']);
    expect(details.diversion[0]!.params.get('reason')).toBe('user-busy');
    expect(users(details.assertedIdentity)).toEqual(['alice', 'tel']);
  });

  test('what is malformed is as if it were not there', async () => {
    const details = await readOf(
      ['Alert-Info', '<>'],
      ['History-Info', 'nobody'],
      ['Referred-By', '"open <sip:x@y.test>'],
      ['Answer-Mode', ';require'],
    );
    expect(details).toMatchObject({ alertInfo: [], history: [], referredBy: undefined, answerMode: undefined });
  });
});

describe('Answer-Mode (RFC 5373)', () => {
  test('a wish', async () => {
    const { details } = await detailsOf({ answerMode: 'auto' });
    expect(details.answerMode).toEqual({ mode: 'auto', isRequired: false, isPrivileged: false });
    expect((await inviteOf({ answerMode: 'manual' })).raw('Answer-Mode')).toBe('Manual');
  });

  test('a demand with privilege', async () => {
    const wish = { mode: 'auto', isRequired: true, isPrivileged: true } as const;
    expect((await detailsOf({ answerMode: wish })).details.answerMode).toEqual(wish);
    expect((await inviteOf({ answerMode: wish })).raw('Priv-Answer-Mode')).toBe('Auto;require');
  });

  test.each([
    ['without ringing', false, 'Auto'],
    ['after ringing', true, 'Manual'],
  ])('the answer says how it came about: %s', async (_how, rings, mode) => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    const call = alice.agent.call(bob.uri, { media: AUDIO, answerMode: 'auto' });
    await net.settle();
    if (rings) bob.calls[0]!.ring();
    await bob.calls[0]!.accept(AUDIO);
    await net.settle();
    const answer = net.ladder.entries.find(({ wire }) => wire.startsWith('SIP/2.0 200'))!.wire;
    expect(answer).toContain(`\r\nAnswer-Mode: ${mode}\r\n`);
    call.hangUp();
    await net.expectNothingLeft();
  });

  test('the privileged one counts, and an unknown mode is none', async () => {
    const both = await readOf(['Answer-Mode', 'Manual'], ['Priv-Answer-Mode', 'AUTO']);
    expect(both.answerMode).toEqual({ mode: 'auto', isRequired: false, isPrivileged: true });
    expect((await readOf(['Answer-Mode', 'Whisper'])).answerMode).toBeUndefined();
  });
});

describe('privacy (RFC 3323, RFC 3325)', () => {
  test('an anonymous caller: neither name nor address anywhere in the INVITE', async () => {
    const invite = await inviteOf({ privacy: ['id', 'header'] });
    expect(invite.raw('From')).toMatch(/^"Anonymous" <sip:anonymous@anonymous\.invalid>;tag=\S+$/);
    expect(invite.raw('Privacy')).toBe('id;header');
    expect(invite.has('Proxy-Require')).toBe(false);
    expect(invite.toWire()).not.toMatch(/alice/i);
    expect((await inviteOf({})).toWire()).toMatch(/alice/i);
  });

  test.each(['critical', 'history', 'none'])('%s alone hides nobody', async (kind) => {
    const invite = await inviteOf({ privacy: [kind] });
    expect(invite.raw('From')).toContain('sip:alice@biloxi.test');
    expect(invite.has('Proxy-Require')).toBe(kind === 'critical');
  });

  test('the callee sees that somebody wants to be private, and later requests keep to it', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    const call = alice.agent.call(bob.uri, { media: AUDIO, privacy: ['user', 'critical'] });
    bob.agent.onIncomingCall = (incoming) => {
      bob.calls.push(incoming);
      void incoming.accept(AUDIO);
    };
    await net.settle();
    await bob.calls[0]?.accept(AUDIO);
    await net.settle();
    expect(bob.calls[0]!.details.privacy).toEqual(['user', 'critical']);
    expect(bob.calls[0]!.remote).toMatchObject({ displayName: 'Anonymous', uri: { host: 'anonymous.invalid' } });
    call.hangUp();
    await net.settle();
    const own = net.ladder.entries.filter(({ from }) => from === 'alice').map(({ wire }) => wire);
    expect(own.map((wire) => wire.split(' ')[0])).toEqual(['INVITE', 'ACK', 'BYE']);
    for (const wire of own) expect(wire).toMatch(/^From: "Anonymous" <sip:anonymous@anonymous\.invalid>;tag=/m);
    await net.expectNothingLeft();
  });
});

test('caller preferences (RFC 3841 §9)', async () => {
  const invite = await inviteOf({
    preferences: {
      accept: [
        new Map([
          ['video', undefined],
          ['require', undefined],
        ]),
        new Map([['mobility', 'fixed']]),
      ],
      reject: [new Map([['automata', undefined]])],
      disposition: ['no-fork', 'queue'],
    },
  });
  const lines = [...invite.headerLines()].filter(({ name }) => /Contact|Disposition/.test(name) && name !== 'Contact');
  expect(lines.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'Accept-Contact: *;video;require',
    'Accept-Contact: *;mobility="fixed"',
    'Reject-Contact: *;automata',
    'Request-Disposition: no-fork, queue',
  ]);
});

test('a call that takes the place of another one says so, and needs an end that understands it', async () => {
  const invite = await inviteOf({
    replaces: { callId: 'call@biloxi.test', fromTag: 'a', toTag: 'b', isEarlyOnly: true, params: NO_PARAMS },
    headers: [['Require', 'x-own']],
  });
  expect(invite.raw('Replaces')).toBe('call@biloxi.test;to-tag=b;from-tag=a;early-only');
  expect(invite.raw('Require')).toBe('x-own, replaces');
});

describe('Reason (RFC 3326)', () => {
  const reason = { protocol: 'Q.850', cause: 16, text: 'Feierabend für heute', params: NO_PARAMS };

  test('of a BYE', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.settle();
    await bob.calls[0]!.accept(AUDIO);
    await net.settle();
    call.hangUp(reason);
    await net.settle();
    expect(bob.calls[0]!.state).toEqual({ kind: 'terminated', why: { kind: 'hung-up', by: 'remote', reason } });
    await net.expectNothingLeft();
  });

  test('of a CANCEL', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.settle();
    bob.calls[0]!.ring();
    await net.settle();
    call.hangUp(reason);
    await net.settle();
    expect(bob.calls[0]!.state).toEqual({ kind: 'terminated', why: { kind: 'cancelled', by: 'remote', reason } });
    await net.expectNothingLeft();
  });

  test('of a refusal', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net);
    alice.agent.call(bob.uri, { media: AUDIO });
    await net.settle();
    bob.calls[0]!.reject(486, { reason });
    await net.settle();
    expect(net.ladder.entries.at(-2)!.wire).toMatch(/^Reason: Q\.850;cause=16;text="/m);
    await net.expectNothingLeft();
  });
});
