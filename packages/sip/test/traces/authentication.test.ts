import type { OutgoingCall, SipRequest } from '@sidetone/sip';
import { FakeMediaEndpoint, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { AUDIO, phone, type PhoneSettings, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

const SDP = 'application/sdp';

type Asker = 'WWW-Authenticate' | 'Proxy-Authenticate';

/** A far end that wants credentials for every request but ACK and CANCEL, and each nonce once. */
function setUp(asker: Asker, settings: Partial<PhoneSettings> = {}) {
  const net = new VirtualNetwork();
  const alice = phone(net, 'alice', {
    towards: 'server',
    credentials: { username: 'alice', password: 'kaffee' },
    ...settings,
  });
  const server = new ScriptedEnd(net, 'server');
  const far = new FakeMediaEndpoint('far');
  let nonces = 0;
  const answer = asker === 'WWW-Authenticate' ? 'Authorization' : 'Proxy-Authorization';
  server.onRequest = (request) => {
    if (request.method === 'ACK') return;
    if (request.raw(answer)?.includes(`nonce="${nonces}"`) === true) {
      server.respond(request, 200, (response) => {
        if (request.raw('Content-Type') === SDP) response.setBody(SDP, far.describe(AUDIO));
        if (request.method === 'INVITE') response.addRaw('Allow', 'INVITE, ACK, BYE, UPDATE, INFO, REFER, MESSAGE');
      });
      nonces += 1;
    } else {
      server.respond(request, asker === 'WWW-Authenticate' ? 401 : 407, (response) =>
        response.addRaw(asker, `Digest realm="biloxi.test", nonce="${nonces}", qop="auth"`),
      );
    }
  };
  /** CSeq, and the nonce that came with it. */
  const seen = (): string[] =>
    server.requests.map((request) => `${request.raw('CSeq')} ${nonceOf(request.raw(answer))}`.trim());
  return { net, alice, server, seen, spend: () => (nonces += 1) };
}

function nonceOf(credentials: string | undefined): string {
  return /nonce="(\w*)"/.exec(credentials ?? '')?.[1] ?? '';
}

const uris = (requests: readonly SipRequest[]): string[] =>
  requests.map((request) => /uri="([^"]*)"/.exec(request.raw('Authorization') ?? '')?.[1] ?? request.uri);

describe.each(['WWW-Authenticate', 'Proxy-Authenticate'] as const)('%s within a dialog (§22.2, §22.3)', (asker) => {
  test('each request of a call counts on in the dialog; an ACK has the credentials of its INVITE', async () => {
    const { net, alice, server, seen } = setUp(asker);
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.clock.advance(100);
    expect(call.state.kind).toBe('confirmed');
    void call.hold();
    await net.clock.advance(100);
    call.hangUp();
    await net.clock.advance(100);
    expect(seen()).toEqual([
      '1 INVITE',
      '1 ACK',
      '2 INVITE 0',
      '2 ACK 0',
      // The nonce that is known is tried first.
      '3 INVITE 0',
      '3 ACK 0',
      '4 INVITE 1',
      '4 ACK 1',
      '5 BYE 1',
      '6 BYE 2',
    ]);
    // Each is made for its own Request-URI; an ACK has what its INVITE had.
    const asked = server.requests.filter(({ method }) => method !== 'ACK');
    expect(uris(asked)).toEqual(asked.map((request) => request.uri));
    expect(new Set(server.requests.map((request) => request.raw('Call-ID'))).size).toBe(1);
    await net.expectNothingLeft();
  });
});

describe.each(['WWW-Authenticate', 'Proxy-Authenticate'] as const)('%s to other requests of a call', (asker) => {
  async function talking() {
    const peer = setUp(asker);
    const call = peer.alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await peer.net.clock.advance(100);
    expect(call.state.kind).toBe('confirmed');
    // The first request of a call that is answered, and its copy with credentials.
    const since = peer.server.requests.length;
    return { ...peer, call, next: () => peer.seen().slice(since) };
  }

  test('INFO, REFER and MESSAGE: each once more, with the next number and all that it said', async () => {
    const { net, server, call, next } = await talking();
    const info = call.sendInfo({ contentType: 'application/dtmf-relay', body: 'Signal=5\r\n' });
    await net.clock.advance(100);
    await expect(info).resolves.toEqual({ kind: 'done' });
    const sent = call.sendMessage({ contentType: 'text/plain', body: 'Hello' });
    await net.clock.advance(100);
    await expect(sent).resolves.toMatchObject({ kind: 'delivered' });
    const transfer = call.transfer(uri('sip:carol@biloxi.test'));
    await net.clock.advance(100);
    expect(transfer.state).toEqual({ kind: 'trying' });
    expect(next()).toEqual(['3 INFO 0', '4 INFO 1', '5 MESSAGE 1', '6 MESSAGE 2', '7 REFER 2', '8 REFER 3']);
    for (const method of ['INFO', 'MESSAGE', 'REFER']) {
      const [first, second] = server.all(method);
      const said = (request: SipRequest | undefined): unknown => [
        request?.body,
        request?.uri,
        ...['Content-Type', 'Refer-To', 'Contact', 'To', 'From'].map((name) => request?.raw(name)),
      ];
      expect(said(second)).toEqual(said(first));
    }
    // The subscription of the REFER is known by the number that was accepted (RFC 3515 §2.4.6).
    server.inDialog('NOTIFY', server.last('INVITE'), 1, (request) => {
      request.addRaw('Event', 'refer;id=8');
      request.addRaw('Subscription-State', 'terminated;reason=noresource');
      request.setBody('message/sipfrag', 'SIP/2.0 486 Busy Here\r\n');
    });
    await net.clock.advance(100);
    expect(transfer.state).toMatchObject({ kind: 'failed', why: { status: 486 } });
    call.hangUp();
    await net.clock.advance(100);
    expect(next().slice(6)).toEqual(['9 BYE 3', '10 BYE 4']);
    await net.expectNothingLeft();
  });

  test('UPDATE in an early dialog: the offer is the same, and its answer counts', async () => {
    const { net, alice, server, seen, spend } = setUp(asker);
    const ask = server.onRequest!;
    const answer = asker === 'WWW-Authenticate' ? 'Authorization' : 'Proxy-Authorization';
    server.onRequest = (request) => {
      if (request.method !== 'INVITE' || !request.has(answer)) {
        ask(request);
        return;
      }
      spend();
      server.respond(request, 183, (response) => {
        response.addRaw('Require', '100rel');
        response.addRaw('RSeq', '1');
        response.addRaw('Allow', 'INVITE, ACK, BYE, PRACK, UPDATE');
        response.setBody(SDP, new FakeMediaEndpoint('far').describe(AUDIO));
      });
    };
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.clock.advance(100);
    const held = call.hold();
    await net.clock.advance(100);
    await expect(held).resolves.toEqual({ kind: 'done' });
    expect(seen().slice(3)).toEqual(['3 PRACK 0', '4 PRACK 1', '5 UPDATE 1', '6 UPDATE 2']);
    const [first, second] = server.all('UPDATE');
    expect(second?.body).toBe(first?.body);
    expect(second?.body).toContain('a=sendonly');
    server.respond(server.last('INVITE'), 200);
    await net.clock.advance(100);
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'local' });
    call.hangUp();
    await net.clock.advance(100);
    await net.expectNothingLeft();
  });

  const why = { kind: 'authentication', why: 'no-credentials' };
  const refer = (call: OutgoingCall): Promise<unknown> =>
    new Promise((resolve) => {
      const transfer = call.transfer(uri('sip:carol@biloxi.test'));
      transfer.on('changed', ({ state }) => resolve(state));
    });

  test.each<[string, (call: OutgoingCall) => Promise<unknown>]>([
    ['INFO', (call) => call.sendInfo({ contentType: 'text/plain', body: 'x' })],
    ['REFER', refer],
    ['INVITE', (call) => call.hold()],
  ])('%s without credentials at hand fails for that reason, and so does BYE', async (_method, ask) => {
    const net = new VirtualNetwork();
    const alice = phone(net, 'alice', { towards: 'server' });
    const server = new ScriptedEnd(net, 'server');
    const far = new FakeMediaEndpoint('far');
    let isAsking = false;
    server.onRequest = (request) => {
      if (request.method === 'ACK') return;
      const status = isAsking ? (asker === 'WWW-Authenticate' ? 401 : 407) : 200;
      server.respond(request, status, (response) => {
        if (isAsking) response.addRaw(asker, 'Digest realm="biloxi.test", nonce="n", qop="auth"');
        else if (request.method === 'INVITE') response.setBody(SDP, far.describe(AUDIO));
      });
    };
    const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
    await net.clock.advance(100);
    isAsking = true;
    const outcome = ask(call);
    await net.clock.advance(100);
    await expect(outcome).resolves.toEqual({ kind: 'failed', why });
    // What cannot be proved changes nothing; hanging up ends the call whatever is said to the BYE.
    expect(call.state).toMatchObject({ kind: 'confirmed', hold: 'none' });
    call.hangUp();
    await net.clock.advance(100);
    expect(call.state.kind).toBe('terminated');
    expect(server.all('BYE')).toHaveLength(1);
    await net.expectNothingLeft();
  });
});

test('a PRACK counts on in the early dialog (RFC 3262 §4)', async () => {
  const { net, alice, server, seen, spend } = setUp('Proxy-Authenticate');
  const far = new FakeMediaEndpoint('far');
  const ask = server.onRequest!;
  server.onRequest = (request) => {
    if (request.method !== 'INVITE' || !request.has('Proxy-Authorization')) {
      ask(request);
      return;
    }
    spend();
    server.respond(request, 183, (response) => {
      response.addRaw('Require', '100rel');
      response.addRaw('RSeq', '1');
      response.setBody(SDP, far.describe(AUDIO));
    });
  };
  const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
  await net.clock.advance(100);
  server.respond(server.last('INVITE'), 200);
  await net.clock.advance(100);
  expect(call.state.kind).toBe('confirmed');
  expect(seen()).toEqual(['1 INVITE', '1 ACK', '2 INVITE 0', '3 PRACK 0', '4 PRACK 1', '2 ACK 0']);
  call.hangUp();
  await net.clock.advance(100);
  expect(seen().slice(6)).toEqual(['5 BYE 1', '6 BYE 2']);
  await net.expectNothingLeft();
});

test('a CANCEL has no credentials, and nobody asks for any (§22.1)', async () => {
  const { net, alice, server } = setUp('Proxy-Authenticate');
  const ask = server.onRequest!;
  server.onRequest = (request) => {
    if (request.has('Proxy-Authorization') && request.method === 'INVITE') server.respond(request, 180);
    else if (request.method === 'CANCEL') server.respond(request, 200);
    else ask(request);
  };
  const call = alice.agent.call(uri('sip:bob@biloxi.test'), { media: AUDIO });
  await net.clock.advance(100);
  call.hangUp();
  await net.clock.advance(100);
  const cancel = server.last('CANCEL');
  expect(cancel.raw('CSeq')).toBe('2 CANCEL');
  expect(cancel.has('Proxy-Authorization')).toBe(false);
  server.respond(server.all('INVITE').at(-1)!, 487);
  await net.expectNothingLeft();
});

test('a server that shows that it does not know the password is told of in the trace (RFC 7616 §3.5)', async () => {
  const { net, alice, server } = setUp('WWW-Authenticate');
  const ask = server.onRequest!;
  server.onRequest = (request) => {
    if (!request.has('Authorization')) ask(request);
    else
      server.respond(request, 202, (response) =>
        response.addRaw('Authentication-Info', `rspauth="${'0'.repeat(32)}", nextnonce="evil"`),
      );
  };
  const message = { contentType: 'text/plain', body: 'hello' };
  await net.run(() => alice.agent.sendMessage(uri('sip:bob@biloxi.test'), message));
  await net.run(() => alice.agent.sendMessage(uri('sip:bob@biloxi.test'), message));
  const notes = alice.runtime.trace.events().flatMap((event) => (event.kind === 'note' ? [event.text] : []));
  expect(notes).toContain('the server that answered MESSAGE does not know our password (RFC 7616 §3.5)');
  expect(nonceOf(server.last('MESSAGE').raw('Authorization'))).toBe('0');
});

test('credentials of two realms, for two proxies on the way', async () => {
  const { net, alice, server } = setUp('Proxy-Authenticate', {
    credentials: [
      { username: 'alice', password: 'kaffee' },
      { username: 'al', password: 'tee', realm: 'carrier.test' },
    ],
  });
  server.onRequest = (request) => {
    const sent = server.requests.length;
    server.respond(request, sent === 1 ? 407 : 202, (response) => {
      if (sent > 1) return;
      for (const realm of ['biloxi.test', 'stranger.test', 'carrier.test'])
        response.addRaw('Proxy-Authenticate', `Digest realm="${realm}", nonce="n", qop="auth"`);
    });
  };
  const message = { contentType: 'text/plain', body: 'hello' };
  const outcome = alice.agent.sendMessage(uri('sip:bob@biloxi.test'), message);
  await net.clock.advance(100);
  expect(await outcome).toMatchObject({ kind: 'accepted' });
  const wire = net.ladder.entries.at(-2)!.wire;
  expect(
    [...wire.matchAll(/Proxy-Authorization: Digest username="(\w+)", realm="([\w.]+)"/g)].map(([, ...m]) => m),
  ).toEqual([
    ['alice', 'biloxi.test'],
    ['al', 'carrier.test'],
  ]);
});
