import {
  Contact,
  contactExpires,
  DigestVerifier,
  formatUri,
  hashHa1,
  type NameAddr,
  type RegistrationState,
  Route,
  type SipRequest,
  type SipResponse,
} from '@sidetone/sip';
import { ladder, testRuntime, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { phone, type PhoneSettings, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

function setUp(settings: Partial<PhoneSettings> = {}) {
  const net = new VirtualNetwork();
  const registrar = new ScriptedEnd(net, 'registrar', settings.protocol);
  const alice = phone(net, 'alice', { towards: 'registrar', ...settings });
  const states: RegistrationState[] = [];
  alice.agent.registration.on('changed', (state) => states.push(state));
  return { net, registrar, alice, states };
}

const contactOf = (request: SipRequest): NameAddr => request.get(Contact) as NameAddr;

/** A registrar that grants what is asked for. */
function grant(registrar: ScriptedEnd, edit?: (response: SipResponse, request: SipRequest) => void): void {
  registrar.onRequest = (request) =>
    void registrar.respond(request, 200, (response) => {
      const contact = contactOf(request);
      if (contactExpires(contact) === 0) response.remove(Contact);
      else response.set(Contact, contact);
      edit?.(response, request);
    });
}

describe('REGISTER', () => {
  test('says who and where this phone is (RFC 5626 §4.2)', async () => {
    const { net, registrar, alice } = setUp({ protocol: 'WS' });
    alice.agent.registration.register();
    await net.settle();
    const request = registrar.last('REGISTER');
    expect(request.uri).toBe('sip:biloxi.test');
    expect(request.raw('To')).toBe('<sip:alice@biloxi.test>');
    expect(request.raw('From')).toMatch(/^"alice" <sip:alice@biloxi\.test>;tag=\w+$/);
    expect(request.raw('Contact')).toMatch(
      /^<sip:\w+@\w+\.invalid;transport=ws;ob>;\+sip\.instance="<urn:uuid:[\w-]+>";reg-id=1;expires=600$/,
    );
    expect(request.raw('Supported')).toMatch(/^outbound, path, gruu\b/);
    expect(request.raw('Expires')).toBe('600');
  });

  test('is refreshed between 85 % and 95 % of what was granted, with the same Call-ID', async () => {
    const { net, registrar, alice, states } = setUp();
    grant(registrar, (response) => response.set(Contact, withExpires(contactOf(registrar.last('REGISTER')), 100)));
    alice.agent.registration.register();
    await net.settle();
    expect(states).toMatchObject([{ kind: 'registering' }, { kind: 'registered' }]);
    expect((states[1] as { until: number }).until).toBe(net.clock.epoch() + 100_000);
    await net.clock.advance(84_999);
    expect(registrar.requests).toHaveLength(1);
    await net.clock.advance(10_001);
    expect(registrar.requests).toHaveLength(2);
    const [first, second] = registrar.requests;
    expect(second!.raw('Call-ID')).toBe(first!.raw('Call-ID'));
    expect([first!.raw('CSeq'), second!.raw('CSeq')]).toEqual(['1 REGISTER', '2 REGISTER']);
    // A refresh does not look like signing in again.
    expect(states.map(({ kind }) => kind)).toEqual(['registering', 'registered', 'registered']);
  });

  test('423: the lifetime that the registrar wants at least', async () => {
    const { net, registrar, alice } = setUp({ registrationExpiresSec: 60 });
    registrar.onRequest = (request) =>
      request.raw('Expires') === '60'
        ? void registrar.respond(request, 423, (response) => response.addRaw('Min-Expires', '1800'))
        : void registrar.respond(request, 200, (response) => response.set(Contact, contactOf(request)));
    const trace = await net.run(() => alice.agent.registration.register());
    expect(trace).toEqual(ladder`
      alice -> registrar  REGISTER
      registrar -> alice  423
      alice -> registrar  REGISTER
      registrar -> alice  200`);
    expect(alice.agent.registration.state).toMatchObject({ kind: 'registered', until: net.clock.epoch() + 1_800_000 });
  });

  test('423 without reason does not go round in circles', async () => {
    const { net, registrar, alice } = setUp();
    registrar.onRequest = (request) => void registrar.respond(request, 423);
    alice.agent.registration.register();
    await net.settle();
    expect(registrar.requests).toHaveLength(1);
    expect(alice.agent.registration.state).toMatchObject({ kind: 'failed', why: { status: 423 } });
  });

  test('439: without RFC 5626 when the first hop does not know it', async () => {
    const { net, registrar, alice } = setUp();
    registrar.onRequest = (request) =>
      void registrar.respond(request, contactOf(request).params.has('reg-id') ? 439 : 200);
    alice.agent.registration.register();
    await net.settle();
    expect(alice.agent.registration.state.kind).toBe('registered');
    expect(registrar.requests).toHaveLength(2);
  });

  test.each([
    ['outbound', ['+sip.instance'], ['path', 'gruu']],
    ['gruu', ['+sip.instance', 'reg-id'], ['outbound', 'path']],
    ['outbound, gruu', [], ['path']],
  ])('420 that does not take %s: without it', async (unsupported, params, supported) => {
    const { net, registrar, alice } = setUp();
    registrar.onRequest = (request) =>
      void registrar.respond(request, registrar.requests.length === 1 ? 420 : 200, (response) => {
        if (response.status === 420) response.addRaw('Unsupported', unsupported);
      });
    alice.agent.registration.register();
    await net.settle();
    expect(registrar.requests).toHaveLength(2);
    const { raw } = { raw: (name: string) => registrar.last('REGISTER').raw(name) };
    expect(
      raw('Supported')!
        .split(', ')
        .filter((option) => /outbound|path|gruu/.test(option)),
    ).toEqual(supported);
    const names = [...contactOf(registrar.last('REGISTER')).params.keys()];
    expect(names.filter((name) => name !== 'expires')).toEqual(params);
    expect(alice.agent.registration.state.kind).toBe('registered');
  });

  test('420 for something that was not asked for is final', async () => {
    const { net, registrar, alice } = setUp();
    registrar.onRequest = (request) =>
      void registrar.respond(request, 420, (response) => response.addRaw('Unsupported', 'x'));
    alice.agent.registration.register();
    await net.expectNothingLeft();
    expect(registrar.requests).toHaveLength(1);
  });

  test.each([301, 302])('%s: at the registrar that it is sent to', async (status) => {
    const { net, registrar, alice } = setUp();
    registrar.onRequest = (request) =>
      void registrar.respond(request, request.uri === 'sip:biloxi.test' ? status : 200, (response) =>
        response.addRaw('Contact', '<sip:other.test:5070;transport=udp>'),
      );
    alice.agent.registration.register();
    await net.settle();
    expect(registrar.requests.map((request) => request.uri)).toEqual(['sip:biloxi.test', 'sip:other.test:5070']);
    expect(registrar.last('REGISTER').raw('To')).toBe('<sip:alice@biloxi.test>');
    expect(alice.agent.registration.state.kind).toBe('registered');
  });

  test('305: by the proxy that it names', async () => {
    const { net, registrar, alice } = setUp();
    registrar.onRequest = (request) =>
      void registrar.respond(request, request.has('Route') ? 200 : 305, (response) =>
        response.addRaw('Contact', '<sip:proxy.test>'),
      );
    alice.agent.registration.register();
    await net.settle();
    expect(registrar.last('REGISTER').raw('Route')).toBe('<sip:proxy.test;lr>');
    expect(registrar.requests).toHaveLength(2);
  });

  test('a registrar that sends round in circles is not followed for ever', async () => {
    const { net, registrar, alice } = setUp();
    registrar.onRequest = (request) =>
      void registrar.respond(request, 302, (response) =>
        response.addRaw('Contact', `<sip:r${registrar.requests.length % 10}.test>`),
      );
    alice.agent.registration.register();
    await net.settle();
    expect(registrar.requests).toHaveLength(6);
    expect(alice.agent.registration.state).toMatchObject({ kind: 'failed', why: { kind: 'redirected', status: 302 } });
    await net.expectNothingLeft();
  });

  test('says what this device can do, and how much it is preferred (RFC 3840 §9)', async () => {
    const { net, registrar, alice } = setUp({
      q: 0.7,
      capabilities: {
        audio: true,
        video: false,
        automata: true,
        mobility: 'mobile',
        methods: ['INVITE', 'ACK'],
        schemes: ['sip', 'tel'],
        events: ['presence'],
        description: 'on the <desk>',
        others: { '+sip.ice': true, '+com.example.floor': '2' },
      },
    });
    alice.agent.registration.register();
    await net.settle();
    const contact = registrar.last('REGISTER').raw('Contact')!;
    expect(contact.slice(contact.indexOf('>') + 1)).toBe(
      ';audio;automata;mobility="mobile";methods="INVITE,ACK";schemes="sip,tel";events="presence"' +
        ';+sip.ice;+com.example.floor="2";description="<on the <desk>>"' +
        ';+sip.instance="<urn:uuid:00000000-0000-4000-8000-alice0000000>";reg-id=1;q=0.7;expires=600',
    );
    void alice.agent.options(uri('sip:bob@biloxi.test'));
    await net.settle();
    expect(registrar.last('OPTIONS').raw('Contact')).toMatch(/;audio;automata;mobility="mobile"/);
    expect(registrar.last('OPTIONS').raw('Contact')).not.toMatch(/instance|reg-id|q=|expires/);
  });

  test('unregister removes the binding', async () => {
    const { net, registrar, alice } = setUp();
    grant(registrar);
    alice.agent.registration.register();
    await net.settle();
    await net.run(() => alice.agent.registration.unregister());
    expect(contactExpires(contactOf(registrar.last('REGISTER')))).toBe(0);
    expect(alice.agent.registration.state).toEqual({ kind: 'unregistered' });
    await net.expectNothingLeft(700_000);
    expect(registrar.requests).toHaveLength(2);
  });

  test('register while it is being removed: removed, then registered', async () => {
    const { net, registrar, alice } = setUp();
    grant(registrar);
    alice.agent.registration.register();
    await net.settle();
    const removed = alice.agent.registration.unregister();
    alice.agent.registration.register();
    await net.settle();
    await removed;
    await net.settle();
    expect(registrar.requests.map((request) => contactExpires(contactOf(request)))).toEqual([600, 0, 600]);
    expect(alice.agent.registration.state.kind).toBe('registered');
  });
});

describe('digest', () => {
  const PASSWORD = 'kaffee';

  function challenge(registrar: ScriptedEnd, net: VirtualNetwork, realm = 'biloxi.test'): void {
    const verifier = new DigestVerifier(testRuntime(net, 99), {
      realm,
      algorithms: ['SHA-256', 'MD5'],
      secret: new Uint8Array(32),
      nonceLifeSec: 300,
      ha1: (username, algorithm) => (username === 'alice' ? hashHa1('alice', realm, PASSWORD, algorithm) : undefined),
    });
    registrar.onRequest = (request) => {
      const verdict = verifier.verify(request, 'www');
      if (verdict.kind === 'authenticated') {
        registrar.respond(request, 200, (response) => response.set(Contact, contactOf(request)));
      } else {
        registrar.respond(request, 401, (response) => verdict.kind === 'challenge' && verdict.apply(response));
      }
    };
  }

  test.each(['biloxi.test', 'another name for it'])('answers the challenge of its registrar: %s', async (realm) => {
    const { net, registrar, alice } = setUp({ credentials: { username: 'alice', password: PASSWORD } });
    challenge(registrar, net, realm);
    const trace = await net.run(() => alice.agent.registration.register());
    expect(trace).toEqual(ladder`
      alice -> registrar  REGISTER
      registrar -> alice  401
      alice -> registrar  REGISTER
      registrar -> alice  200`);
    expect(registrar.requests.map((request) => request.raw('CSeq'))).toEqual(['1 REGISTER', '2 REGISTER']);
    expect(registrar.last('REGISTER').raw('Authorization')).toContain('algorithm=SHA-256');
    expect(alice.agent.registration.state.kind).toBe('registered');
    // The nonce serves again.
    await net.clock.advance(570_000);
    expect(registrar.requests.length).toBeLessThanOrEqual(4);
    expect(alice.agent.registration.state.kind).toBe('registered');
  });

  test('a wrong password is told, and not tried again', async () => {
    const { net, registrar, alice } = setUp({ credentials: { username: 'alice', password: 'tee' } });
    challenge(registrar, net);
    const trace = await net.run(() => alice.agent.registration.register());
    expect(trace).toEqual(ladder`
      alice -> registrar  REGISTER
      registrar -> alice  401
      alice -> registrar  REGISTER
      registrar -> alice  401`);
    expect(alice.agent.registration.state).toEqual({
      kind: 'failed',
      why: { kind: 'authentication', why: 'wrong-credentials' },
    });
    await net.expectNothingLeft(3_600_000);
  });

  test('without credentials', async () => {
    const { net, registrar, alice } = setUp();
    challenge(registrar, net);
    alice.agent.registration.register();
    await net.settle();
    expect(alice.agent.registration.state).toEqual({
      kind: 'failed',
      why: { kind: 'authentication', why: 'no-credentials' },
    });
  });

  test('a stranger who asks gets no credentials', async () => {
    const { net, registrar, alice } = setUp({ credentials: { username: 'alice', password: PASSWORD } });
    challenge(registrar, net, 'evil.test');
    const outcome = await net.run(async () => {
      expect(
        await alice.agent.sendMessage(uri('sip:mallory@evil.test'), { contentType: 'text/plain', body: 'hello' }),
      ).toMatchObject({ kind: 'failed', why: { kind: 'authentication', why: 'foreign-realm' } });
    });
    expect(outcome.entries.some(({ wire }) => wire.includes('Authorization'))).toBe(false);
  });
});

describe('failures', () => {
  test.each([403, 404, 603])('%s is final', async (status) => {
    const { net, registrar, alice } = setUp();
    registrar.onRequest = (request) => void registrar.respond(request, status);
    alice.agent.registration.register();
    await net.settle();
    expect(alice.agent.registration.state).toMatchObject({ kind: 'failed', why: { kind: 'rejected', status } });
    expect(alice.agent.registration.state).not.toHaveProperty('retryAt');
    await net.expectNothingLeft(3_600_000);
  });

  test('503 is tried again, later each time, and not before Retry-After (RFC 5626 §4.5)', async () => {
    const { net, registrar, alice } = setUp({ backoff: { baseMs: 1000, maxMs: 10_000 } });
    const at: number[] = [];
    registrar.onRequest = (request) => {
      at.push(net.clock.now());
      registrar.respond(request, 503, (response) => {
        if (at.length === 1) response.addRaw('Retry-After', '20');
      });
    };
    alice.agent.registration.register();
    await net.settle();
    const { state } = alice.agent.registration;
    expect(state).toMatchObject({ kind: 'failed', retryAt: net.clock.epoch() + 20_000 });
    await net.clock.advance(120_000);
    const waits = at.slice(1).map((time, i) => time - (at[i] ?? 0));
    expect(waits[0]).toBe(20_000);
    expect(waits[1]).toBeGreaterThanOrEqual(2000);
    expect(waits[1]).toBeLessThanOrEqual(4001);
    expect(waits[2]).toBeGreaterThanOrEqual(4000);
    expect(waits[2]).toBeLessThanOrEqual(8001);
    for (const wait of waits.slice(3)) {
      expect(wait).toBeGreaterThanOrEqual(5000);
      expect(wait).toBeLessThanOrEqual(10_001);
    }
  });

  test.each([404, 480, 486, 500, 503, 600, 603])('%s with Retry-After is tried again then (§20.33)', async (status) => {
    const { net, registrar, alice } = setUp({ backoff: { baseMs: 1000, maxMs: 10_000 } });
    registrar.onRequest = (request) =>
      void registrar.respond(request, status, (response) => response.addRaw('Retry-After', '120 (later);duration=60'));
    alice.agent.registration.register();
    await net.settle();
    const { state } = alice.agent.registration;
    expect(state).toMatchObject({ kind: 'failed', retryAt: net.clock.epoch() + 120_000 });
    await net.clock.advance(119_999);
    expect(registrar.requests).toHaveLength(1);
    await net.clock.advance(1);
    expect(registrar.requests).toHaveLength(2);
  });

  test('no answer is tried again', async () => {
    const { net, alice } = setUp({ backoff: { baseMs: 1000, maxMs: 10_000 } });
    alice.agent.registration.register();
    await net.clock.advance(32_000);
    expect(alice.agent.registration.state).toMatchObject({
      kind: 'failed',
      why: { kind: 'timeout', waitedFor: 'response' },
    });
  });

  test('register tries at once when a retry is waiting', async () => {
    const { net, registrar, alice } = setUp();
    registrar.onRequest = (request) => void registrar.respond(request, 503);
    alice.agent.registration.register();
    await net.settle();
    grant(registrar);
    alice.agent.registration.register();
    await net.settle();
    expect(alice.agent.registration.state.kind).toBe('registered');
  });
});

describe('a lost connection', () => {
  test('registers again within two seconds, over a new flow', async () => {
    const { net, registrar, alice, states } = setUp({ protocol: 'WS' });
    grant(registrar);
    alice.agent.registration.register();
    await net.settle();
    const lostAt = net.clock.now();
    for (const flow of alice.transport.flows) net.cut(flow, 'the wire broke');
    await net.settle();
    expect(alice.agent.registration.state).toMatchObject({ kind: 'failed', why: { kind: 'transport' } });
    await net.clock.advance(2000);
    await net.settle();
    expect(alice.agent.registration.state.kind).toBe('registered');
    expect(states.map(({ kind }) => kind)).toEqual([
      'registering',
      'registered',
      'failed',
      'registering',
      'registered',
    ]);
    expect(net.clock.now() - lostAt).toBeLessThanOrEqual(2001);
    const [first, second] = registrar.all('REGISTER').map(contactOf);
    expect(second).toEqual(first);
  });

  test('backs off while nobody takes the connection', async () => {
    const { net, registrar, alice } = setUp({ protocol: 'WS', backoff: { baseMs: 1000, maxMs: 10_000 } });
    grant(registrar);
    alice.agent.registration.register();
    await net.settle();
    await registrar.transport.close();
    await net.clock.advance(60_000);
    expect(alice.agent.registration.state).toMatchObject({ kind: 'failed', why: { kind: 'transport' } });
    expect(alice.agent.registration.state).toHaveProperty('retryAt');
    alice.agent.flowRestored();
    await net.settle();
    expect(alice.agent.registration.state).toMatchObject({ kind: 'failed', why: { kind: 'transport' } });
  });

  test('the platform says so before the flow does', async () => {
    const { net, registrar, alice } = setUp({ protocol: 'WS' });
    grant(registrar);
    alice.agent.registration.register();
    await net.settle();
    alice.agent.flowLost('the browser is offline');
    expect(alice.agent.registration.state).toMatchObject({
      kind: 'failed',
      why: { kind: 'transport', cause: 'the browser is offline' },
    });
    alice.agent.flowRestored();
    await net.settle();
    expect(alice.agent.registration.state.kind).toBe('registered');
  });
});

test('stop unregisters, and does not wait for a server that is gone', async () => {
  const { net, registrar, alice } = setUp();
  grant(registrar);
  alice.agent.registration.register();
  await net.settle();
  registrar.onRequest = undefined;
  const from = net.clock.now();
  await net.run(() => alice.agent.stop());
  expect(net.clock.now() - from).toBe(2000);
});

test('Service-Route of the registrar is taken by new requests (RFC 3608), but not to itself', async () => {
  const { net, registrar, alice } = setUp();
  grant(registrar, (response) => response.addRaw('Service-Route', '<sip:edge.biloxi.test;lr>, <sip:home.test;lr>'));
  alice.agent.registration.register();
  await net.settle();
  void alice.agent.options(uri('sip:bob@biloxi.test'));
  await net.settle();
  const route = registrar.last('OPTIONS').all(Route);
  expect(route.map((address) => formatUri(address.uri))).toEqual(['sip:edge.biloxi.test;lr', 'sip:home.test;lr']);
  alice.agent.registration.register();
  await net.settle();
  expect(registrar.last('REGISTER').has('Route')).toBe(false);
});

describe('all bindings of the user', () => {
  const OTHER = '<sip:alice@192.0.2.9>;q=0.3;expires=77;+sip.instance="<urn:uuid:other>"';

  test('are listed (§10.2.3)', async () => {
    const { net, registrar, alice } = setUp();
    grant(registrar);
    alice.agent.registration.register();
    await net.settle();
    const own = registrar.last('REGISTER').raw('Contact')!;
    registrar.onRequest = (request) =>
      void registrar.respond(request, 200, (response) => {
        response.remove(Contact);
        response.addRaw('Contact', `${own}, ${OTHER}`);
      });
    const outcome = alice.agent.registration.query();
    await net.settle();
    expect(await outcome).toMatchObject({
      kind: 'answered',
      bindings: [
        { isOurs: true, expiresSec: 600, q: undefined, instanceId: expect.stringContaining('alice') as string },
        { isOurs: false, expiresSec: 77, q: 0.3, instanceId: 'urn:uuid:other' },
      ],
    });
    const query = registrar.last('REGISTER');
    expect([query.has('Contact'), query.has('Expires'), query.raw('CSeq')]).toEqual([false, false, '2 REGISTER']);
    expect(alice.agent.registration.state.kind).toBe('registered');
  });

  test('are asked for after a refresh that is under way (§10.2)', async () => {
    const { net, registrar, alice } = setUp();
    alice.agent.registration.register();
    const outcome = alice.agent.registration.query();
    await net.settle();
    expect(registrar.requests).toHaveLength(1);
    registrar.onRequest = (request) => void registrar.respond(request, 403);
    registrar.respond(registrar.last('REGISTER'), 200);
    await net.settle();
    expect(await outcome).toMatchObject({ kind: 'failed', why: { kind: 'rejected', status: 403 } });
    expect(alice.agent.registration.state.kind).toBe('registered');
  });

  test('are removed, and not made again (§10.2.2)', async () => {
    const { net, registrar, alice } = setUp();
    grant(registrar);
    alice.agent.registration.register();
    await net.settle();
    registrar.onRequest = (request) => void registrar.respond(request, 200, (response) => response.remove(Contact));
    const outcome = alice.agent.registration.removeAll();
    await net.settle();
    expect(await outcome).toEqual({ kind: 'answered', bindings: [] });
    const last = registrar.last('REGISTER');
    expect([last.raw('Contact'), last.raw('Expires')]).toEqual(['*', '0']);
    expect(alice.agent.registration.state).toEqual({ kind: 'unregistered' });
    await net.expectNothingLeft(700_000);
    expect(registrar.requests).toHaveLength(2);
  });
});

function withExpires(contact: NameAddr, expiresSec: number): NameAddr {
  return { ...contact, params: new Map(contact.params).set('expires', String(expiresSec)) };
}
