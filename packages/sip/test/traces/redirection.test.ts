import {
  type CallOptions,
  Contact,
  type NameAddr,
  parseNameAddr,
  type SipRequest,
  type SipResponse,
} from '@sidetone/sip';
import { FakeMediaEndpoint, ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { AUDIO, phone, type Phone, type PhoneSettings, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

const ANSWER = new FakeMediaEndpoint('answer').describe(AUDIO);

interface World {
  readonly net: VirtualNetwork;
  readonly alice: Phone;
  readonly proxy: ScriptedEnd;
  /** The Request-URIs of the INVITEs, in order. */
  readonly tried: () => string[];
}

type Answer = (request: SipRequest, proxy: ScriptedEnd) => void;

/** Alice, and a proxy that answers INVITEs by their Request-URI. What it has no answer for gets 404. */
function world(answers: Readonly<Record<string, Answer>>, settings: Partial<PhoneSettings> = {}): World {
  const net = new VirtualNetwork();
  const alice = phone(net, 'alice', { towards: 'proxy', ...settings });
  const proxy = new ScriptedEnd(net, 'proxy', settings.protocol);
  proxy.onRequest = (request) => {
    if (request.method === 'INVITE') (answers[request.uri] ?? refuse(404))(request, proxy);
    else if (request.method !== 'ACK') proxy.respond(request, 200);
    if (request.method === 'CANCEL') proxy.respond(proxy.last('INVITE'), 487);
  };
  return { net, alice, proxy, tried: () => proxy.all('INVITE').map((request) => request.uri) };
}

function contacts(...texts: readonly string[]): readonly NameAddr[] {
  return texts.map((text) => {
    const parsed = parseNameAddr(text);
    if (!parsed.ok) throw new Error(parsed.error.reason);
    return parsed.value;
  });
}

function moved(status: number, ...texts: readonly string[]): Answer {
  return (request, proxy) => proxy.respond(request, status, (response) => response.setAll(Contact, contacts(...texts)));
}

function refuse(status: number, edit?: (response: SipResponse) => void): Answer {
  return (request, proxy) => proxy.respond(request, status, edit);
}

const accept: Answer = (request, proxy) =>
  proxy.respond(request, 200, (response) => response.setBody('application/sdp', ANSWER));

const ring: Answer = (request, proxy) => proxy.respond(request, 180);

async function call({ net, alice }: World, options: Partial<CallOptions> = {}, to = 'sip:bob@biloxi.test') {
  const placed = alice.agent.call(uri(to), { media: AUDIO, ...options });
  await net.settle();
  return placed;
}

describe('following a redirection (RFC 3261 §8.1.3.4)', () => {
  test('302: the same call goes to another address', async () => {
    const w = world({
      'sip:bob@biloxi.test': moved(302, '<sip:bob@chicago.test>'),
      'sip:bob@chicago.test': accept,
    });
    const trace = await w.net.run(async () => {
      const placed = await call(w, { subject: 'Lunch' });
      expect(placed.state.kind).toBe('confirmed');
      const [first, second] = w.proxy.all('INVITE');
      for (const field of ['Call-ID', 'From', 'To', 'Subject']) expect(second!.raw(field)).toBe(first!.raw(field));
      expect([first!.raw('CSeq'), second!.raw('CSeq')]).toEqual(['1 INVITE', '2 INVITE']);
      expect(second!.raw('Via')).not.toBe(first!.raw('Via'));
      expect(second!.body).toBe(first!.body);
      placed.hangUp();
      await w.net.settle();
      expect(w.proxy.last('BYE').raw('CSeq')).toBe('3 BYE');
    });
    expect(trace).toEqual(ladder`
      alice -> proxy INVITE sip:bob@biloxi.test
      proxy -> alice 302
      alice -> proxy ACK
      alice -> proxy INVITE sip:bob@chicago.test
      proxy -> alice 200
      alice -> proxy ACK
      alice -> proxy BYE
      proxy -> alice 200 BYE`);
    await w.net.expectNothingLeft();
  });

  test('the preferred address comes first, each failure goes on to the next one', async () => {
    const w = world({
      'sip:bob@biloxi.test': moved(
        302,
        '<sip:third@biloxi.test>;q=0.1',
        '<sip:second@biloxi.test>;q=0.5',
        '<sip:also-first@biloxi.test>',
        '<sip:first@biloxi.test>;q=1.0',
      ),
      'sip:also-first@biloxi.test': refuse(486),
      'sip:first@biloxi.test': refuse(480),
      'sip:second@biloxi.test': refuse(503),
      'sip:third@biloxi.test': accept,
    });
    const placed = await call(w);
    expect(w.tried()).toEqual([
      'sip:bob@biloxi.test',
      'sip:also-first@biloxi.test',
      'sip:first@biloxi.test',
      'sip:second@biloxi.test',
      'sip:third@biloxi.test',
    ]);
    expect(placed.state.kind).toBe('confirmed');
    placed.hangUp();
    await w.net.expectNothingLeft();
  });

  test('nobody is there: the call ends with the last refusal', async () => {
    const w = world({
      'sip:bob@biloxi.test': moved(302, '<sip:a@biloxi.test>;q=0.9', '<sip:b@biloxi.test>'),
      'sip:b@biloxi.test': refuse(404),
      'sip:a@biloxi.test': refuse(486, (response) => response.addRaw('Retry-After', '120')),
    });
    expect((await call(w)).state).toMatchObject({
      why: { kind: 'rejected', by: 'remote', status: 486, retryAfterSec: 120 },
    });
    await w.net.expectNothingLeft();
  });

  test('an address that does not respond at all is passed over', async () => {
    const w = world({
      'sip:bob@biloxi.test': moved(302, '<sip:dead@biloxi.test>', '<sip:alive@biloxi.test>;q=0.5'),
      'sip:dead@biloxi.test': () => undefined,
      'sip:alive@biloxi.test': accept,
    });
    const placed = await call(w);
    await w.net.clock.advance(33_000);
    expect(placed.state.kind).toBe('confirmed');
    placed.hangUp();
    await w.net.expectNothingLeft();
  });

  test('603 holds for every address', async () => {
    const w = world({
      'sip:bob@biloxi.test': moved(302, '<sip:a@biloxi.test>', '<sip:b@biloxi.test>'),
      'sip:a@biloxi.test': refuse(603),
      'sip:b@biloxi.test': accept,
    });
    expect((await call(w)).state).toMatchObject({ why: { kind: 'rejected', status: 603 } });
    expect(w.tried()).toEqual(['sip:bob@biloxi.test', 'sip:a@biloxi.test']);
    await w.net.expectNothingLeft();
  });

  test('a redirection of a redirection is followed before what was left', async () => {
    const w = world({
      'sip:bob@biloxi.test': moved(301, '<sip:a@biloxi.test>', '<sip:c@biloxi.test>;q=0.5'),
      'sip:a@biloxi.test': moved(302, '<sip:b@biloxi.test>;q=0.1'),
      'sip:b@biloxi.test': refuse(480),
      'sip:c@biloxi.test': accept,
    });
    const placed = await call(w);
    expect(w.tried().slice(1)).toEqual(['sip:a@biloxi.test', 'sip:b@biloxi.test', 'sip:c@biloxi.test']);
    placed.hangUp();
    await w.net.expectNothingLeft();
  });

  test('no address is tried twice, however it is written', async () => {
    const w = world({
      'sip:bob@biloxi.test': moved(302, '<sip:bob@BILOXI.test>', '<sip:a@biloxi.test>'),
      'sip:a@biloxi.test': moved(302, '<sip:%62ob@biloxi.test?Subject=again>', '<sip:a@biloxi.test;method=INVITE>'),
    });
    expect((await call(w)).state).toMatchObject({ why: { kind: 'redirected', status: 302 } });
    expect(w.tried()).toEqual(['sip:bob@biloxi.test', 'sip:a@biloxi.test']);
    await w.net.expectNothingLeft();
  });

  test('a chain without an end is left after five redirections', async () => {
    const answers: Record<string, Answer> = {};
    const at = (hop: number): string => (hop === 0 ? 'sip:bob@biloxi.test' : `sip:hop-${hop}@biloxi.test`);
    for (let hop = 0; hop < 20; hop += 1) answers[at(hop)] = moved(302, `<${at(hop + 1)}>`);
    const w = world(answers);
    expect((await call(w)).state).toMatchObject({ why: { kind: 'redirected' } });
    expect(w.tried()).toHaveLength(6);
    await w.net.expectNothingLeft();
  });

  test('of a thousand addresses fifteen are tried', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => `<sip:target-${i}@biloxi.test>`);
    const w = world({ 'sip:bob@biloxi.test': moved(302, ...many) }, { protocol: 'TCP' });
    expect((await call(w)).state).toMatchObject({ why: { kind: 'rejected', status: 404 } });
    expect(w.tried()).toHaveLength(16);
    await w.net.expectNothingLeft();
  });

  test('an address may ask for header fields, but not for those that say who calls', async () => {
    const w = world({
      'sip:bob@biloxi.test': moved(
        302,
        '<sip:a@biloxi.test;method=INVITE?Subject=Moved%20to%20a%0D%0AX-Evil:%201&From=sip:mallory@evil.test&Route=%3Csip:evil.test%3E>',
      ),
      'sip:a@biloxi.test': accept,
    });
    const placed = await call(w, { subject: 'Lunch' });
    const invite = w.proxy.last('INVITE');
    expect(invite.uri).toBe('sip:a@biloxi.test');
    expect(invite.raw('Subject')).toBe('Moved to a  X-Evil: 1');
    expect(invite.count('Subject')).toBe(1);
    expect(invite.raw('From')).toContain('alice@biloxi.test');
    expect(invite.has('Route')).toBe(false);
    expect(invite.has('X-Evil')).toBe(false);
    placed.hangUp();
    await w.net.expectNothingLeft();
  });

  test('305: the same address through the proxy that is named', async () => {
    const w = world({
      'sip:bob@biloxi.test': (request, proxy) =>
        request.has('Route')
          ? accept(request, proxy)
          : moved(305, '<sip:edge.biloxi.test;transport=tcp>')(request, proxy),
    });
    const placed = await call(w);
    expect(w.tried()).toEqual(['sip:bob@biloxi.test', 'sip:bob@biloxi.test']);
    expect(w.proxy.last('INVITE').raw('Route')).toBe('<sip:edge.biloxi.test;transport=tcp;lr>');
    placed.hangUp();
    await w.net.expectNothingLeft();
  });

  test('305 to the same proxy again and again is left', async () => {
    const w = world({ 'sip:bob@biloxi.test': moved(305, '<sip:edge.biloxi.test>') });
    expect((await call(w)).state).toMatchObject({ why: { kind: 'redirected', status: 305 } });
    expect(w.tried()).toHaveLength(2);
    await w.net.expectNothingLeft();
  });

  test('a sips call never goes on to a sip address', async () => {
    const w = world(
      {
        'sips:bob@biloxi.test': moved(302, '<sip:bob@chicago.test>', '<sips:bob@dallas.test>;q=0.1'),
        'sips:bob@dallas.test': refuse(486),
      },
      { protocol: 'TLS' },
    );
    await call(w, {}, 'sips:bob@biloxi.test');
    expect(w.tried()).toEqual(['sips:bob@biloxi.test', 'sips:bob@dallas.test']);
    await w.net.expectNothingLeft();
  });

  test('addresses that are none of ours to call are passed over', async () => {
    const w = world({ 'sip:bob@biloxi.test': moved(302, '<mailto:bob@biloxi.test>', '<tel:+15551234>') });
    await call(w);
    expect(w.tried()).toEqual(['sip:bob@biloxi.test', 'tel:+15551234']);
    await w.net.expectNothingLeft();
  });

  test('hanging up cancels the address that is being tried', async () => {
    const w = world({
      'sip:bob@biloxi.test': moved(302, '<sip:a@biloxi.test>', '<sip:b@biloxi.test>'),
      'sip:a@biloxi.test': ring,
    });
    const trace = await w.net.run(async () => {
      const placed = await call(w);
      expect(placed.state).toMatchObject({ kind: 'early', status: 180 });
      placed.hangUp();
      await w.net.settle();
      expect(placed.state).toEqual({ kind: 'terminated', why: { kind: 'cancelled', by: 'local' } });
    });
    expect(trace).toEqual(ladder`
      alice -> proxy INVITE sip:bob@biloxi.test
      proxy -> alice 302
      alice -> proxy ACK
      alice -> proxy INVITE sip:a@biloxi.test
      proxy -> alice 180
      alice -> proxy CANCEL sip:a@biloxi.test
      proxy -> alice 200 CANCEL
      proxy -> alice 487
      alice -> proxy ACK`);
    await w.net.expectNothingLeft();
  });

  test('a challenge by the next address is answered within the same sequence', async () => {
    const w = world(
      {
        'sip:bob@biloxi.test': moved(302, '<sip:a@biloxi.test>'),
        'sip:a@biloxi.test': (request, proxy) => {
          if (request.has('Proxy-Authorization')) accept(request, proxy);
          else refuse(407, (response) => response.addRaw('Proxy-Authenticate', CHALLENGE))(request, proxy);
        },
      },
      { credentials: { username: 'alice', password: 'secret' } },
    );
    const placed = await call(w);
    expect(w.proxy.all('INVITE').map((request) => request.raw('CSeq'))).toEqual(['1 INVITE', '2 INVITE', '3 INVITE']);
    expect(w.proxy.last('INVITE').raw('Proxy-Authorization')).toContain('uri="sip:a@biloxi.test"');
    placed.hangUp();
    await w.net.expectNothingLeft();
  });
});

const CHALLENGE = 'Digest realm="biloxi.test", nonce="abc", algorithm=SHA-256, qop="auth"';

describe('what a person chooses', () => {
  test('300: the addresses are offered', async () => {
    const w = world({ 'sip:bob@biloxi.test': moved(300, '<sip:a@biloxi.test>', '"Desk" <sip:b@biloxi.test>') });
    const { state } = await call(w);
    expect(state).toMatchObject({ why: { kind: 'redirected', status: 300, phrase: 'Multiple Choices' } });
    expect(state).toMatchObject({ why: { contacts: contacts('<sip:a@biloxi.test>', '"Desk" <sip:b@biloxi.test>') } });
    expect(w.tried()).toHaveLength(1);
    await w.net.expectNothingLeft();
  });

  test('380: with what the other end says about it', async () => {
    const w = world({
      'sip:bob@biloxi.test': refuse(380, (response) => response.setBody('text/plain', 'Ask voicemail')),
    });
    expect((await call(w)).state).toMatchObject({
      why: { kind: 'redirected', status: 380, body: { contentType: 'text/plain', text: 'Ask voicemail' } },
    });
    await w.net.expectNothingLeft();
  });

  test('redirect: ask', async () => {
    const w = world({ 'sip:bob@biloxi.test': moved(302, '<sip:a@biloxi.test>') });
    expect((await call(w, { redirect: 'ask' })).state).toMatchObject({ why: { kind: 'redirected', status: 302 } });
    expect(w.tried()).toHaveLength(1);
    await w.net.expectNothingLeft();
  });

  test('a redirection without an address', async () => {
    const w = world({ 'sip:bob@biloxi.test': moved(302) });
    expect((await call(w)).state).toMatchObject({ why: { kind: 'redirected', status: 302, contacts: [] } });
    await w.net.expectNothingLeft();
  });
});

test('a refusal says when to try again', async () => {
  const net = new VirtualNetwork();
  const alice = phone(net, 'alice', { towards: 'bob' });
  const bob = phone(net, 'bob', { towards: 'alice' });
  bob.agent.onIncomingCall = (incoming) => incoming.reject(486, { retryAfterSec: 60 });
  const placed = alice.agent.call(bob.uri, { media: AUDIO });
  await net.settle();
  expect(placed.state).toMatchObject({ why: { kind: 'rejected', status: 486, retryAfterSec: 60 } });
  await net.expectNothingLeft();
});
