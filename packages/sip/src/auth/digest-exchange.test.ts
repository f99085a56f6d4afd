import { ManualClock, SeededRandom } from '@sidetone/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../grammar/utf8.ts';
import { createResponse } from '../message/create-response.ts';
import { Authorization, ProxyAuthorization, WwwAuthenticate } from '../message/headers/authentication.ts';
import { createRequest, type SipRequest } from '../message/sip-request.ts';
import type { SipResponse } from '../message/sip-response.ts';
import { silentLogger } from '../runtime/logger.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { TimerWheel } from '../runtime/timer-wheel.ts';
import { silentTrace } from '../runtime/trace.ts';
import { type DigestAlgorithm, digestResponse, hashHa1, hashHex } from './digest.ts';
import type { Credentials } from './credentials.ts';
import { DigestClient } from './digest-client.ts';
import { DigestVerifier, type DigestVerifierOptions } from './digest-verifier.ts';

const REALM = 'example.com';
const users: Record<string, string> = { alice: 'secret', 'åsa "x"': 'lösen:ord' };

let clock: ManualClock;
let runtime: Runtime;
let asked: string[];

beforeEach(() => {
  clock = new ManualClock();
  asked = [];
  runtime = {
    clock,
    timers: new TimerWheel(clock),
    random: new SeededRandom(7),
    log: silentLogger,
    trace: silentTrace,
  };
});

function verifier(options: Partial<DigestVerifierOptions> = {}): DigestVerifier {
  return new DigestVerifier(runtime, {
    realm: REALM,
    algorithms: ['SHA-256', 'MD5'],
    secret: new Uint8Array(32).fill(9),
    nonceLifeSec: 300,
    ha1: (username, algorithm) => {
      asked.push(username);
      const password = users[username];
      return password === undefined ? undefined : hashHa1(username, REALM, password, algorithm);
    },
    ...options,
  });
}

function client(
  credentials: Credentials | readonly Credentials[] = { username: 'alice', password: 'secret' },
  trusted = [REALM],
): DigestClient {
  return new DigestClient(runtime.random, credentials, (realm) => trusted.includes(realm));
}

function register(): SipRequest {
  const request = createRequest('REGISTER', `sip:${REALM}`);
  request.addRaw('To', `<sip:alice@${REALM}>`);
  request.addRaw('CSeq', '1 REGISTER');
  return request;
}

function challenge(server: DigestVerifier, request: SipRequest, kind: 'www' | 'proxy' = 'www'): SipResponse {
  const verdict = server.verify(request, kind);
  if (verdict.kind !== 'challenge') throw new Error(`expected a challenge, got ${verdict.kind}`);
  const response = createResponse(request, kind === 'www' ? 401 : 407);
  verdict.apply(response);
  return response;
}

function answered(phone: DigestClient, request: SipRequest, response: SipResponse): SipRequest {
  const answer = phone.answer(request, response);
  if (answer.kind !== 'retry') throw new Error(`expected a retry, got ${answer.why}`);
  return answer.request;
}

/** Changes one parameter of the credentials. */
function forge(request: SipRequest, name: string, change: (value: string) => string | undefined): SipRequest {
  const copy = request.clone();
  const value = copy.get(Authorization);
  if (value === undefined) throw new Error('no credentials');
  const params = new Map(value.params);
  const text = change(params.get(name) ?? '');
  if (text === undefined) params.delete(name);
  else params.set(name, text);
  copy.set(Authorization, { ...value, params });
  return copy;
}

describe('an exchange', () => {
  for (const algorithms of [['SHA-256', 'MD5'], ['MD5', 'SHA-512-256'], ['SHA-512-256']] as DigestAlgorithm[][]) {
    test(`succeeds with ${algorithms.join(' and ')}, by the topmost`, () => {
      const server = verifier({ algorithms });
      const request = register();
      const response = challenge(server, request);
      expect(response.all(WwwAuthenticate).map(({ params }) => params.get('algorithm'))).toEqual(algorithms);
      const retry = answered(client(), request, response);
      expect(retry.get(Authorization)?.params.get('algorithm')).toBe(algorithms[0]);
      expect(server.verify(retry, 'www')).toEqual({ kind: 'authenticated', username: 'alice' });
      expect(request.has(Authorization)).toBe(false);
    });
  }

  test('succeeds at a proxy', () => {
    const server = verifier();
    const request = register();
    const retry = answered(client(), request, challenge(server, request, 'proxy'));
    expect(retry.has(ProxyAuthorization)).toBe(true);
    expect(server.verify(retry, 'proxy').kind).toBe('authenticated');
  });

  test('succeeds for a name with quotes and letters beyond ASCII', () => {
    const server = verifier();
    const request = register();
    const phone = client({ username: 'åsa "x"', password: 'lösen:ord' });
    const verdict = server.verify(answered(phone, request, challenge(server, request)), 'www');
    expect(verdict).toEqual({ kind: 'authenticated', username: 'åsa "x"' });
  });

  test('succeeds with hashes in place of a password, by an algorithm that has one', () => {
    const server = verifier();
    const request = register();
    const phone = client({ username: 'alice', ha1: { MD5: hashHa1('alice', REALM, 'secret', 'MD5') } });
    const retry = answered(phone, request, challenge(server, request));
    expect(retry.get(Authorization)?.params.get('algorithm')).toBe('MD5');
    expect(server.verify(retry, 'www').kind).toBe('authenticated');
  });

  test('succeeds at a server that shares the secret', () => {
    const request = register();
    const retry = answered(client(), request, challenge(verifier(), request));
    expect(verifier().verify(retry, 'www').kind).toBe('authenticated');
    expect(verifier({ secret: new Uint8Array(32) }).verify(retry, 'www').kind).toBe('challenge');
  });
});

describe('the server', () => {
  function attempt(options?: Partial<DigestVerifierOptions>): { server: DigestVerifier; retry: SipRequest } {
    const server = verifier(options);
    const request = register();
    return { server, retry: answered(client(), request, challenge(server, request)) };
  }

  test('refuses the same request again as stale', () => {
    const { server, retry } = attempt();
    expect(server.verify(retry, 'www').kind).toBe('authenticated');
    expect(server.verify(retry, 'www')).toMatchObject({ kind: 'challenge', stale: true });
  });

  test('refuses a count that is not above the last', () => {
    const server = verifier();
    const phone = client();
    const first = register();
    const one = answered(phone, first, challenge(server, first));
    const [two, three] = [register(), register()];
    phone.preauthorize(two);
    phone.preauthorize(three);
    expect(server.verify(one, 'www').kind).toBe('authenticated');
    expect(server.verify(three, 'www').kind).toBe('authenticated');
    expect(server.verify(two, 'www')).toMatchObject({ kind: 'challenge', stale: true });
  });

  test('remembers a count as long as the nonce lives', async () => {
    const { server, retry } = attempt();
    expect(server.verify(retry, 'www').kind).toBe('authenticated');
    await clock.advance(299_000);
    expect(server.verify(retry, 'www')).toMatchObject({ kind: 'challenge', stale: true });
  });

  test('finds a nonce stale after its life, and a forged one not', async () => {
    const { server, retry } = attempt();
    await clock.advance(300_000);
    expect(server.verify(retry, 'www')).toMatchObject({ kind: 'challenge', stale: true });
    const wrong = forge(retry, 'response', () => '0'.repeat(64));
    expect(server.verify(wrong, 'www')).toMatchObject({ kind: 'challenge', stale: false });
  });

  test('says stale=true on the line and the client goes on', async () => {
    const server = verifier();
    const phone = client();
    const first = register();
    const one = answered(phone, first, challenge(server, first));
    expect(server.verify(one, 'www').kind).toBe('authenticated');
    await clock.advance(301_000);
    const second = register();
    phone.preauthorize(second);
    const response = challenge(server, second);
    expect(response.raw(WwwAuthenticate)).toContain('stale=true');
    expect(server.verify(answered(phone, second, response), 'www').kind).toBe('authenticated');
  });

  const forgeries: [name: string, change: (value: string) => string][] = [
    ['nonce', (nonce) => `1${nonce}`],
    ['nonce', (nonce) => nonce.slice(0, -1) + (nonce.endsWith('0') ? '1' : '0')],
    ['nonce', () => ''],
    ['nonce', () => '...'],
    ['response', (response) => response.slice(1)],
    ['response', () => ''],
    ['nc', () => '00000002'],
    ['cnonce', () => 'other'],
    ['username', () => 'mallory'],
    ['algorithm', () => 'MD5'],
    ['algorithm', () => 'SHA-512-256'],
    ['realm', () => 'elsewhere'],
  ];
  test.each(forgeries)('challenges a changed %s again', (name, change) => {
    const { server, retry } = attempt();
    expect(server.verify(forge(retry, name, change), 'www')).toMatchObject({ kind: 'challenge', stale: false });
    expect(server.verify(retry, 'www').kind).toBe('authenticated');
  });

  const malformed: [name: string, change: (value: string) => string | undefined][] = [
    ['uri', () => 'sip:other.example'],
    ['uri', () => `sip:bob@${REALM}`],
    ['uri', () => undefined],
    ['nonce', () => undefined],
    ['username', () => undefined],
    ['response', () => undefined],
    ['qop', () => undefined],
    ['qop', () => 'auth-int'],
    ['nc', () => 'zz'],
    ['nc', () => '1'],
    ['cnonce', () => undefined],
  ];
  test.each(malformed)('finds credentials malformed by their %s', (name, change) => {
    const { server, retry } = attempt();
    const verdict = server.verify(forge(retry, name, change), 'www');
    expect(verdict.kind).toBe('malformed');
  });

  test('takes auth-int where it is offered, and a changed body not', () => {
    const server = verifier({ qop: ['auth-int'] });
    const request = register();
    request.setBody('text/plain', 'one');
    const response = challenge(server, request);
    expect(response.raw(WwwAuthenticate)).toContain('qop="auth-int"');
    const retry = answered(client(), request, response);
    const changed = retry.clone();
    changed.setBody('text/plain', 'two');
    expect(server.verify(changed, 'www')).toMatchObject({ kind: 'challenge', stale: false });
    expect(server.verify(retry, 'www').kind).toBe('authenticated');
  });

  test('takes a name beyond ASCII as username* (RFC 7616 §3.4), but not two names', () => {
    const server = verifier();
    const request = register();
    const response = challenge(server, request);
    const phone = client({ username: 'åsa "x"', password: 'lösen:ord' });
    const retry = answered(phone, request, response);
    const extended = forge(
      forge(retry, 'username', () => undefined),
      'username*',
      () => "UTF-8''%C3%A5sa%20%22x%22",
    );
    expect(server.verify(extended, 'www')).toEqual({ kind: 'authenticated', username: 'åsa "x"' });
    const both = forge(retry, 'username*', () => "UTF-8''a");
    expect(server.verify(both, 'www').kind).toBe('malformed');
  });

  test('finds a line malformed that is no credentials', () => {
    const request = register();
    request.addRaw('Authorization', 'Digest username="alice');
    expect(verifier().verify(request, 'www').kind).toBe('malformed');
  });

  test('passes over credentials of another scheme', () => {
    const request = register();
    request.addRaw('Authorization', 'Bearer token="abc"');
    expect(verifier().verify(request, 'www')).toMatchObject({ kind: 'challenge', stale: false });
  });

  test('takes a digest uri that lost its parameters on the way', () => {
    const { server, retry } = attempt();
    retry.uri = `sip:${REALM};transport=udp`;
    expect(server.verify(retry, 'www').kind).toBe('authenticated');
  });

  test('takes a digest uri that names the server itself, where it is told what does', () => {
    const { server, retry } = attempt({ namesServer: ({ host }) => host === REALM || host === '192.0.2.1' });
    const other = attempt();
    retry.uri = 'sip:192.0.2.1:5062';
    other.retry.uri = 'sip:192.0.2.1:5062';
    expect(server.verify(retry, 'www').kind).toBe('authenticated');
    expect(other.server.verify(other.retry, 'www').kind).toBe('malformed');
  });

  test('asks for an unknown user as for any other, and answers alike', () => {
    const server = verifier();
    const verdicts = ['mallory', 'alice'].map((username) => {
      const request = register();
      const phone = client({ username, password: 'wrong' });
      return server.verify(answered(phone, request, challenge(server, request)), 'www');
    });
    expect(verdicts.map(({ kind, ...rest }) => [kind, 'stale' in rest && rest.stale])).toEqual([
      ['challenge', false],
      ['challenge', false],
    ]);
    expect(asked).toEqual(['mallory', 'alice']);
  });

  test('accepts MD5 without qop, each nonce once', () => {
    const server = verifier({ algorithms: ['MD5'] });
    const request = register();
    const response = withoutQop(challenge(server, request));
    const phone = client();
    const retry = answered(phone, request, response);
    expect(retry.raw(Authorization)).not.toMatch(/qop|nc=|cnonce/);
    expect(server.verify(retry, 'www').kind).toBe('authenticated');
    expect(server.verify(retry, 'www')).toMatchObject({ kind: 'challenge', stale: true });
    const next = register();
    phone.preauthorize(next);
    const again = challenge(server, next);
    expect(server.verify(answered(phone, next, withoutQop(again)), 'www').kind).toBe('authenticated');
  });
});

function withoutQop(response: SipResponse): SipResponse {
  const values = response.all(WwwAuthenticate).map(({ scheme, params }) => {
    const copy = new Map(params);
    copy.delete('qop');
    return { scheme, params: copy };
  });
  response.setAll(WwwAuthenticate, values);
  return response;
}

describe('the client', () => {
  test('gives nothing to a realm that is not trusted', () => {
    const request = register();
    const response = challenge(verifier(), request);
    expect(client(undefined, []).answer(request, response)).toEqual({ kind: 'refused', why: 'foreign-realm' });
    const bound = client({ username: 'alice', password: 'secret', realm: 'other' });
    expect(bound.answer(request, response)).toEqual({ kind: 'refused', why: 'foreign-realm' });
  });

  test('sees that its credentials are wrong, with the same nonce and with a new one', () => {
    const server = verifier();
    const phone = client({ username: 'alice', password: 'wrong' });
    const request = register();
    const response = challenge(server, request);
    const retry = answered(phone, request, response);
    expect(phone.answer(retry, response)).toEqual({ kind: 'refused', why: 'wrong-credentials' });
    expect(phone.answer(retry, challenge(server, retry))).toEqual({ kind: 'refused', why: 'wrong-credentials' });
  });

  test('tries once more when a nonce that it had used is refused without stale', () => {
    const phone = client();
    const first = register();
    answered(phone, first, challenge(verifier(), first));
    const next = register();
    phone.preauthorize(next);
    const restarted = verifier({ secret: new Uint8Array(32) });
    const retry = answered(phone, next, challenge(restarted, next));
    expect(restarted.verify(retry, 'www').kind).toBe('authenticated');
  });

  test('does not follow a server that finds every nonce stale', () => {
    const phone = client();
    let request = register();
    let rounds = 0;
    for (; rounds < 20; rounds++) {
      const response = createResponse(request, 401);
      response.addRaw('WWW-Authenticate', `Digest realm="${REALM}", nonce="n${rounds}", qop="auth", stale=true`);
      const answer = phone.answer(request, response);
      if (answer.kind === 'refused') break;
      request = answer.request;
    }
    expect(rounds).toBe(4);
  });

  test('reads several challenges on one line, and takes the topmost that it knows (RFC 8760 §2.4)', () => {
    const request = register();
    const response = createResponse(request, 401);
    response.addRaw(
      'WWW-Authenticate',
      `Basic realm="${REALM}", Digest realm="${REALM}", nonce="d", algorithm=SHA-512, ` +
        `Digest realm="${REALM}", nonce="c,d", algorithm=SHA-256, qop="auth,auth-int", ` +
        `Digest realm="${REALM}", nonce="e", algorithm=SHA-512-256, qop="auth"`,
    );
    const params = answered(client(), request, response).get(Authorization)?.params;
    expect(params?.get('nonce')).toBe('c,d');
    expect(params?.get('qop')).toBe('auth');
    expect(params?.get('algorithm')).toBe('SHA-256');
  });

  test('echoes opaque and leaves out an algorithm that was not named', () => {
    const request = register();
    const response = createResponse(request, 401);
    response.addRaw('WWW-Authenticate', `Digest realm="${REALM}", nonce="n", opaque="o\\"p"`);
    const retry = answered(client(), request, response);
    expect(retry.get(Authorization)?.params.get('opaque')).toBe('o"p');
    expect(retry.raw(Authorization)).toContain('opaque="o\\"p"');
    expect(retry.raw(Authorization)).not.toContain('algorithm');
  });

  test.each([
    'Basic realm="example.com"',
    `Digest realm="${REALM}", nonce="n", algorithm=SHA-512, qop="auth"`,
    `Digest realm="${REALM}", nonce="n", qop="other"`,
    `Digest realm="${REALM}", nonce="n", algorithm=MD5-sess`,
    `Digest realm="${REALM}"`,
  ])('knows no algorithm for %s', (text) => {
    const request = register();
    const response = createResponse(request, 401);
    response.addRaw('WWW-Authenticate', text);
    expect(client().answer(request, response)).toEqual({ kind: 'refused', why: 'no-known-algorithm' });
  });

  test('has credentials for each of two realms, and replaces only those of one', () => {
    const phone = client(undefined, ['a', 'b']);
    const request = register();
    const response = createResponse(request, 407);
    for (const realm of ['a', 'b'])
      response.addRaw('Proxy-Authenticate', `Digest realm="${realm}", nonce="${realm}1", qop="auth"`);
    const both = answered(phone, request, response);
    expect(both.all(ProxyAuthorization).map(({ params }) => params.get('nonce'))).toEqual(['a1', 'b1']);
    const stale = createResponse(both, 407);
    stale.addRaw('Proxy-Authenticate', 'Digest realm="b", nonce="b2", qop="auth", stale=true');
    const nonces = answered(phone, both, stale).all(ProxyAuthorization);
    expect(nonces.map(({ params }) => params.get('nonce'))).toEqual(['a1', 'b2']);
  });

  test('counts the uses of a nonce', () => {
    const phone = client();
    const request = register();
    const counts = [answered(phone, request, challenge(verifier(), request))];
    for (let i = 0; i < 2; i++) {
      const next = register();
      phone.preauthorize(next);
      counts.push(next);
    }
    expect(counts.map((sent) => sent.get(Authorization)?.params.get('nc'))).toEqual([
      '00000001',
      '00000002',
      '00000003',
    ]);
  });

  test('answers every realm that it has credentials for, of proxies and of the server (§22.3)', () => {
    const phone = client([
      { username: 'a', password: 'a', realm: 'one' },
      { username: 'b', ha1: { MD5: hashHa1('b', 'two', 'b', 'MD5') }, realm: 'two' },
      { username: 'alice', password: 'secret' },
    ]);
    const request = register();
    const response = createResponse(request, 407);
    for (const realm of ['one', 'two', 'three'])
      response.addRaw('Proxy-Authenticate', `Digest realm="${realm}", nonce="${realm}", qop="auth"`);
    response.addRaw('WWW-Authenticate', `Digest realm="${REALM}", nonce="four", qop="auth"`);
    const retry = answered(phone, request, response);
    const sent = (field: typeof Authorization): (string | undefined)[][] =>
      retry.all(field).map(({ params }) => [params.get('realm'), params.get('username')]);
    expect(sent(ProxyAuthorization)).toEqual([
      ['one', 'a'],
      ['two', 'b'],
    ]);
    expect(sent(Authorization)).toEqual([[REALM, 'alice']]);
  });

  test('shows credentials for a server to nobody else (§22.2), those for a proxy with every request', () => {
    const phone = client();
    const first = register();
    const both = challenge(verifier(), first);
    both.addRaw('Proxy-Authenticate', `Digest realm="${REALM}", nonce="p", qop="auth"`);
    answered(phone, first, both);
    const message = createRequest('MESSAGE', `sip:bob@${REALM}`);
    message.addRaw('To', `<sip:bob@${REALM}>`);
    phone.preauthorize(message);
    expect([message.has(Authorization), message.has(ProxyAuthorization)]).toEqual([false, true]);
    const again = register();
    phone.preauthorize(again);
    expect([again.has(Authorization), again.has(ProxyAuthorization)]).toEqual([true, true]);
  });

  test('keeps no more than 64 nonces', () => {
    const phone = client();
    const requests = Array.from({ length: 65 }, (_, i) => {
      const request = createRequest('MESSAGE', `sip:u${i}@${REALM}`);
      request.addRaw('To', `<sip:u${i}@${REALM}>`);
      answered(phone, request, challenge(verifier(), request));
      return request;
    });
    for (const request of requests) phone.preauthorize(request);
    expect(requests.map((request) => request.has(Authorization))).toEqual(requests.map((_, i) => i > 0));
  });

  test('takes a session form, whose client nonce stays', () => {
    const phone = client();
    const request = register();
    const response = createResponse(request, 401);
    response.addRaw('WWW-Authenticate', `Digest realm="${REALM}", nonce="n", algorithm=SHA-256-sess, qop="auth"`);
    const first = answered(phone, request, response).get(Authorization)!.params;
    const next = register();
    phone.preauthorize(next);
    const second = next.get(Authorization)!.params;
    expect(first.get('algorithm')).toBe('SHA-256-sess');
    expect(second.get('cnonce')).toBe(first.get('cnonce'));
    const ha1 = hashHa1('alice', REALM, 'secret', 'SHA-256');
    const auth = { nc: '00000002', cnonce: first.get('cnonce')!, qop: 'auth' };
    const input = { algorithm: 'SHA-256', isSession: true, method: 'REGISTER', uri: `sip:${REALM}` } as const;
    expect(second.get('response')).toBe(digestResponse(ha1, { ...input, nonce: 'n', auth, body: '' }));
  });

  describe('writes its name', () => {
    function nameIn(challengeParams: string, username = 'åsa "x"'): string {
      const request = register();
      const response = createResponse(request, 401);
      response.addRaw('WWW-Authenticate', `Digest realm="${REALM}", nonce="n", qop="auth", ${challengeParams}`);
      return answered(client({ username, password: 'p' }), request, response).raw(Authorization)!;
    }

    test('as a hash where that is asked for (RFC 7616 §3.4.4)', () => {
      const hash = hashHex('SHA-512-256', encodeUtf8(`åsa "x":${REALM}`));
      expect(nameIn('algorithm=SHA-512-256, userhash=true, charset=UTF-8')).toMatch(
        `Digest username="${hash}", userhash=true, realm`,
      );
      expect(nameIn('userhash=false')).not.toContain('userhash');
    });

    test('in ASCII where the server names its charset, and only then (RFC 7616 §3.4)', () => {
      expect(nameIn('charset="UTF-8"')).toMatch(`Digest username*=UTF-8''%C3%A5sa%20%22x%22, realm`);
      expect(nameIn('charset="UTF-8"', 'alice')).toMatch('Digest username="alice", realm');
      expect(nameIn('opaque="o"')).toMatch(`Digest username="${encodeUtf8('åsa')} \\"x\\"", realm`);
    });
  });

  describe('hears what the server says of itself (RFC 7616 §3.5)', () => {
    function exchange(info: (proof: string) => string, body = ''): { phone: DigestClient; isProven: boolean } {
      const phone = client();
      const request = register();
      const sent = answered(phone, request, challenge(verifier({ qop: ['auth-int'] }), request));
      const params = sent.get(Authorization)!.params;
      const auth = { nc: params.get('nc')!, cnonce: params.get('cnonce')!, qop: 'auth-int' };
      const proof = digestResponse(hashHa1('alice', REALM, 'secret', 'SHA-256'), {
        algorithm: 'SHA-256',
        isSession: false,
        method: '',
        uri: sent.uri,
        nonce: params.get('nonce')!,
        auth,
        body,
      });
      const response = createResponse(sent, 200);
      response.setBody('text/plain', body);
      response.addRaw('Authentication-Info', info(proof));
      return { phone, isProven: phone.learn(sent, response) };
    }

    test('a right proof, and the next nonce', () => {
      const { phone, isProven } = exchange((proof) => `rspauth="${proof}", nextnonce="next", qop=auth-int`, 'hello');
      expect(isProven).toBe(true);
      const next = register();
      phone.preauthorize(next);
      const { params } = next.get(Authorization)!;
      expect([params.get('nonce'), params.get('nc')]).toEqual(['next', '00000001']);
    });

    test('a wrong proof: the next nonce is not taken', () => {
      const { phone, isProven } = exchange(() => `rspauth="${'0'.repeat(64)}", nextnonce="next"`);
      expect(isProven).toBe(false);
      const next = register();
      phone.preauthorize(next);
      expect(next.get(Authorization)!.params.get('nonce')).not.toBe('next');
    });

    test('nothing of the kind', () => {
      expect(exchange(() => 'nc=00000001').isProven).toBe(true);
    });
  });

  test('adds nothing before the first challenge', () => {
    const request = register();
    client().preauthorize(request);
    expect(request.has(Authorization)).toBe(false);
  });
});

test('a list of challenges is split also where it is oddly spaced', () => {
  const response = createResponse(register(), 401);
  response.addRaw(
    'WWW-Authenticate',
    'Digest realm = "a" ,nonce="1",, qop="auth"  ,  Negotiate , Digest   realm="b",nonce="2"',
  );
  expect(response.all(WwwAuthenticate).map(({ params }) => params.get('realm'))).toEqual(['a', 'b']);
});
