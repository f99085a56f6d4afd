import {
  type Credentials,
  createResponse,
  type IncomingCall,
  type OutgoingCall,
  type RegistrationState,
  type SipRequest,
  type SipResponse,
} from '@sidetone/sip';
import { FakeMediaEndpoint, ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { addressOf, AUDIO, phone, type Phone, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';
import { StatelessProxy } from '../support/stateless-proxy.ts';

const SDP = 'application/sdp';
const BOB: Credentials = { username: 'bob', password: 'zanzibar' };

/** RFC 3665 §2: Bob's phone and its registrar. */
function registering(credentials: Credentials = BOB) {
  const net = new VirtualNetwork();
  const bob = phone(net, 'bob', { towards: 'server', credentials, registrationExpiresSec: 3600 });
  const server = new ScriptedEnd(net, 'server');
  const states: RegistrationState['kind'][] = [];
  bob.agent.registration.on('changed', ({ kind }) => states.push(kind));
  /** Asks for credentials, and takes the right ones. */
  server.onRequest = (request) => {
    if (!request.has('Authorization') || isWrong(request)) server.respond(request, 401, challenge('WWW-Authenticate'));
    else server.respond(request, 200, (response) => response.copyLines(request, 'Contact'));
  };
  return { net, bob, server, states };
}

const isWrong = (request: SipRequest): boolean => request.raw('Authorization')?.includes('username="bob"') !== true;

function challenge(field: string, realm = 'biloxi.test') {
  return (response: SipResponse): void =>
    response.addRaw(
      field,
      `Digest realm="${realm}", nonce="ea9c8e88df84f1cec4341ae6cbe5a359", qop="auth", algorithm=MD5`,
    );
}

/** Phones behind as many proxies as are named, each of which knows the way on. */
function network(proxies: readonly string[], options: Parameters<typeof phone>[2] | Record<string, never> = {}) {
  const net = new VirtualNetwork();
  const chain = proxies.map((name) => new StatelessProxy(net, name));
  chain.forEach((proxy, i) => {
    proxy.targets = (request) => {
      if (request.uri.includes('alice')) return [proxies[i - 1] ?? 'alice'];
      return [proxies[i + 1] ?? 'bob'];
    };
  });
  const alice = phone(net, 'alice', { ...options, towards: proxies[0] ?? 'bob' });
  const bob = phone(net, 'bob', { towards: proxies.at(-1) ?? 'alice' });
  return { net, chain, alice, bob };
}

/** Alice's call to Bob, which rings. */
async function ringing(net: VirtualNetwork, { alice, bob }: { alice: Phone; bob: Phone }) {
  bob.agent.onIncomingCall = (call) => {
    bob.calls.push(call);
    call.ring();
  };
  const out: OutgoingCall = alice.agent.call(bob.uri, { media: AUDIO });
  await net.settle();
  const incoming: IncomingCall = bob.calls[0]!;
  return { out, in: incoming };
}

describe('§2 registration', () => {
  test('§2.1 successful new registration', async () => {
    const { net, bob, server, states } = registering();
    const trace = await net.run(async () => {
      bob.agent.registration.register();
      await net.settle();
    });
    expect(trace).toEqual(ladder`
      bob -> server REGISTER sip:biloxi.test
      server -> bob 401 REGISTER
      bob -> server REGISTER sip:biloxi.test
      server -> bob 200 REGISTER`);
    expect(server.all('REGISTER').map((request) => request.raw('CSeq'))).toEqual(['1 REGISTER', '2 REGISTER']);
    expect(states.at(-1)).toBe('registered');
  });

  test('§2.2 update of contact list: the same contact again, before it expires', async () => {
    const { net, bob, server, states } = registering();
    bob.agent.registration.register();
    await net.settle();
    await server.next('REGISTER', 3_600_000);
    const [, first, again] = server.all('REGISTER');
    expect(again?.raw('Contact')).toBe(first?.raw('Contact'));
    expect(again?.raw('Call-ID')).toBe(first?.raw('Call-ID'));
    expect(states.at(-1)).toBe('registered');
  });

  test('§2.4 cancellation of registration', async () => {
    const { net, bob, server, states } = registering();
    bob.agent.registration.register();
    await net.settle();
    const trace = await net.run(() => bob.agent.registration.unregister());
    expect(trace).toEqual(ladder`
      bob -> server REGISTER
      server -> bob 200 REGISTER`);
    expect(server.last('REGISTER').raw('Expires')).toBe('0');
    expect(states.at(-1)).toBe('unregistered');
    await net.expectNothingLeft();
  });

  test('§2.5 unsuccessful registration', async () => {
    const { net, bob, states } = registering({ username: 'bill', password: 'wrong' });
    const trace = await net.run(async () => {
      bob.agent.registration.register();
      await net.settle();
    });
    expect(trace).toEqual(ladder`
      bob -> server REGISTER
      server -> bob 401 REGISTER
      bob -> server REGISTER
      server -> bob 401 REGISTER`);
    expect(states.at(-1)).toBe('failed');
  });
});

describe('§3 sessions', () => {
  test('§3.1 successful session establishment', async () => {
    const { net, alice, bob } = network([]);
    const trace = await net.run(async () => {
      const call = await ringing(net, { alice, bob });
      await call.in.accept(AUDIO);
      await net.settle();
      call.in.hangUp();
      await net.settle();
      expect(call.out.state).toMatchObject({ why: { kind: 'hung-up', by: 'remote' } });
    });
    expect(trace).toEqual(ladder`
      alice -> bob INVITE sip:bob@biloxi.test
      bob -> alice 180 INVITE
      bob -> alice 200 INVITE
      alice -> bob ACK
      bob -> alice BYE
      alice -> bob 200 BYE`);
    await net.expectNothingLeft();
  });

  test('§3.2 session establishment through two proxies', async () => {
    const { net, alice, bob } = network(['p1', 'p2']);
    const trace = await net.run(async () => {
      const call = await ringing(net, { alice, bob });
      await call.in.accept(AUDIO);
      await net.settle();
      call.in.hangUp();
      await net.settle();
    });
    expect(trace).toEqual(ladder`
      alice -> p1 INVITE
      p1 -> p2    INVITE
      p2 -> bob   INVITE
      bob -> p2   180 INVITE
      p2 -> p1    180 INVITE
      p1 -> alice 180 INVITE
      bob -> p2   200 INVITE
      p2 -> p1    200 INVITE
      p1 -> alice 200 INVITE
      alice -> p1 ACK
      p1 -> p2    ACK
      p2 -> bob   ACK
      bob -> p2   BYE
      p2 -> p1    BYE
      p1 -> alice BYE
      alice -> p1 200 BYE
      p1 -> p2    200 BYE
      p2 -> bob   200 BYE`);
    await net.expectNothingLeft();
  });

  test('§3.3 session with multiple proxy authentication', async () => {
    const { net, chain, alice, bob } = network(['p1', 'p2'], {
      towards: 'p1',
      credentials: ['p1.biloxi.test', 'p2.biloxi.test'].map((realm) => ({ username: 'alice', password: realm, realm })),
    });
    // Each proxy asks in a realm of its own.
    chain.forEach((proxy, i) => {
      proxy.intercept = (request) => {
        const nonce = `nonce-of-p${i + 1}`;
        const isKnown = request.method !== 'INVITE' || allOf(request, 'Proxy-Authorization').includes(nonce);
        if (isKnown) return undefined;
        const response = createResponse(request, 407, undefined, `p${i + 1}`);
        response.addRaw('Proxy-Authenticate', `Digest realm="p${i + 1}.biloxi.test", nonce="${nonce}", algorithm=MD5`);
        return response;
      };
    });
    const trace = await net.run(async () => {
      const call = await ringing(net, { alice, bob });
      await call.in.accept(AUDIO);
      await net.settle();
      expect(call.out.state.kind).toBe('confirmed');
      call.out.hangUp();
      await net.settle();
    });
    expect(trace.entries.filter(({ from }) => from === 'alice').map(({ wire }) => wire.split(' ', 1).join(''))).toEqual(
      ['INVITE', 'ACK', 'INVITE', 'ACK', 'INVITE', 'ACK', 'BYE'],
    );
    await net.expectNothingLeft();
  });

  test('§3.4 session establishment with proxy failure: the next proxy is tried', async () => {
    const net = new VirtualNetwork();
    const p2 = new StatelessProxy(net, 'p2', 'TCP');
    p2.targets = () => ['bob'];
    // Nobody is at p1.
    const second = net.attach('alice', { ...addressOf('alice'), port: 5062 }, 'TCP');
    const alice = phone(net, 'alice', {
      towards: 'p1',
      protocol: 'TCP',
      additionalFlows: [{ transport: second, outboundProxy: addressOf('p2') }],
    });
    const bob = phone(net, 'bob', { towards: 'p2', protocol: 'TCP' });
    const call = alice.agent.call(bob.uri, { media: AUDIO });
    await net.clock.advance(33_000);
    bob.calls[0]?.ring();
    await net.settle();
    expect(call.state.kind).toBe('early');
    call.hangUp();
    await net.expectNothingLeft();
  });

  test('§3.6 session via redirect and proxy, with the offer in 200 and the answer in ACK', async () => {
    const net = new VirtualNetwork();
    const redirect = new StatelessProxy(net, 'redirect');
    const p3 = new StatelessProxy(net, 'p3');
    p3.targets = () => ['bob'];
    const alice = phone(net, 'alice', { towards: 'redirect' });
    const bob = phone(net, 'bob', { towards: 'p3' });
    redirect.targets = () => ['p3'];
    redirect.intercept = (request) => {
      if (request.method === 'ACK' && request.uri === 'sip:bob@biloxi.test') return createResponse(request, 200);
      if (request.method !== 'INVITE' || request.uri !== 'sip:bob@biloxi.test') return undefined;
      const response = createResponse(request, 302, undefined, 'redirect');
      response.addRaw('Contact', '<sip:bob@chicago.test>');
      return response;
    };
    const out = alice.agent.call(bob.uri, { media: AUDIO, lateOffer: true });
    await net.settle();
    await bob.calls[0]!.accept(AUDIO);
    await net.settle();
    expect(out.state.kind).toBe('confirmed');
    const wires = net.ladder.entries.filter(({ from, label }) => from === 'alice' && label.kind === 'request');
    expect(wires.map(({ wire }) => [wire.split(' ', 2).join(' '), wire.includes('m=audio')])).toEqual([
      ['INVITE sip:bob@biloxi.test', false],
      ['ACK sip:bob@biloxi.test', false],
      ['INVITE sip:bob@chicago.test', false],
      [expect.stringMatching(/^ACK sip:\w+@/), true],
    ]);
    out.hangUp();
    await net.settle();
    expect(bob.calls[0]!.state.kind).toBe('terminated');
  });

  test('§3.7 session with re-INVITE: the callee moves to another address', async () => {
    const { net, alice, bob } = network([]);
    const call = await ringing(net, { alice, bob });
    await call.in.accept(AUDIO);
    await net.settle();
    const before = alice.media.newest!.remote;
    const trace = await net.run(async () => {
      call.in.restartMedia();
      await net.settle();
    });
    expect(trace).toEqual(ladder`
      bob -> alice INVITE
      alice -> bob 200 INVITE
      bob -> alice ACK`);
    expect(alice.media.newest!.remote).not.toBe(before);
    call.out.hangUp();
    await net.expectNothingLeft();
  });

  test('§3.8 unsuccessful, no answer: the caller gives up', async () => {
    const { net, alice, bob } = network(['p1', 'p2']);
    const trace = await net.run(async () => {
      const call = await ringing(net, { alice, bob });
      call.out.hangUp();
      await net.settle();
      expect(call.in.state).toMatchObject({ why: { kind: 'cancelled', by: 'remote' } });
    });
    expect(
      trace.entries
        .slice(6)
        .map(
          ({ from, to, label }) =>
            `${from} ${to} ${label.kind === 'request' ? label.method : label.kind === 'response' ? label.status : ''}`,
        ),
    ).toEqual([
      'alice p1 CANCEL',
      'p1 p2 CANCEL',
      'p2 bob CANCEL',
      'bob p2 200',
      'bob p2 487',
      'p2 p1 200',
      'p2 p1 487',
      'p1 alice 200',
      'p1 alice 487',
      'alice p1 ACK',
      'p1 p2 ACK',
      'p2 bob ACK',
    ]);
    await net.expectNothingLeft();
  });

  test('§3.9 unsuccessful, busy', async () => {
    const { net, alice, bob } = network([]);
    const trace = await net.run(async () => {
      bob.agent.onIncomingCall = (call) => call.reject(486);
      const call = alice.agent.call(bob.uri, { media: AUDIO });
      await net.settle();
      expect(call.state).toMatchObject({ why: { kind: 'rejected', by: 'remote', status: 486 } });
    });
    expect(trace).toEqual(ladder`
      alice -> bob INVITE
      bob -> alice 486 INVITE
      alice -> bob ACK`);
    await net.expectNothingLeft();
  });

  test('§3.10 unsuccessful, no response from the user agent', async () => {
    const { net, alice } = network(['p1']);
    net.link({ loss: 1 }, ['p1', 'bob']);
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.clock.advance(32_100);
    expect(call.state).toEqual({ kind: 'terminated', why: { kind: 'timeout', waitedFor: 'response' } });
    // T1, then each time twice as long (§17.1.1.2).
    expect(net.ladder.entries.filter(({ from }) => from === 'alice').map(({ atMs }) => atMs)).toEqual([
      0, 500, 1500, 3500, 7500, 15_500, 31_500,
    ]);
    await net.expectNothingLeft();
  });

  test('§3.11 unsuccessful, temporarily unavailable', async () => {
    const { net, alice, bob } = network(['p1']);
    const trace = await net.run(async () => {
      const call = await ringing(net, { alice, bob });
      call.in.reject(480, { retryAfterSec: 3600 });
      await net.settle();
      expect(call.out.state).toMatchObject({ why: { kind: 'rejected', status: 480, retryAfterSec: 3600 } });
    });
    expect(trace).toEqual(ladder`
      alice -> p1 INVITE
      p1 -> bob   INVITE
      bob -> p1   180 INVITE
      p1 -> alice 180 INVITE
      bob -> p1   480 INVITE
      p1 -> alice 480 INVITE
      alice -> p1 ACK
      p1 -> bob   ACK`);
    await net.expectNothingLeft();
  });

  test('§3.5 through an ALG: a middle box that rewrites addresses of media and SIP alike', async () => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'alg' });
    const alg = new ScriptedEnd(net, 'alg');
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.settle();
    // It answers in its own name, with its own Contact and description, as a back-to-back user agent does.
    alg.respond(alg.last('INVITE'), 180);
    alg.respond(alg.last('INVITE'), 200, (response) =>
      response.setBody(SDP, new FakeMediaEndpoint('alg').describe(AUDIO)),
    );
    await net.settle();
    expect(call.state.kind).toBe('confirmed');
    expect(alg.last('ACK').uri).toContain(addressOf('alg').host);
    call.hangUp();
    await net.settle();
    alg.respond(alg.last('BYE'), 200);
    await net.expectNothingLeft();
  });
});

function allOf(request: SipRequest, name: string): string {
  return [...request.headerLines()]
    .filter((line) => line.name.toLowerCase() === name.toLowerCase())
    .map(({ value }) => value)
    .join('\n');
}
