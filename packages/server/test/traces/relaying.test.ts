import { From, type SipRequest, type SipResponse, tag } from '@sidetone/sip';
import { ladder, type VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import type { Phone } from '../support/phone.ts';
import { SERVER, Site } from '../support/site.ts';

const VICTIM = { host: '192.0.2.200', port: 5060 };

describe('the caller', () => {
  test('shows credentials for what is forwarded: 407, then on its way without them', async () => {
    const { net, alice, bob } = await couple();
    const seen = await net.run(() => alice.exchange(alice.request('MESSAGE', bob.aor)));
    expect(seen).toEqual(ladder`
      alice -> proxy  MESSAGE
      proxy -> alice  407
      alice -> proxy  MESSAGE
      proxy -> bob    MESSAGE
      bob -> proxy    200
      proxy -> alice  200`);
    expect(bob.requests[0]?.has('Proxy-Authorization')).toBe(false);
  });

  test.each(['INVITE', 'MESSAGE', 'REFER', 'INFO', 'NOTIFY', 'OPTIONS', 'BYE', 'UPDATE', 'PING'])(
    '%s without credentials is answered 407, the same for users and nobody, and not delivered',
    async (method) => {
      const { net, alice, bob } = await couple();
      const answers: string[] = [];
      await net.run(async () => {
        for (const user of ['bob', 'carol', 'nobody']) {
          const response = await alice.send(alice.request(method, `sip:${user}@biloxi.test`)).final;
          answers.push(`${response.status} ${response.reason}`);
        }
      });
      expect(new Set(answers)).toEqual(new Set(['407 Proxy Authentication Required']));
      expect(bob.requests).toEqual([]);
    },
  );

  test.each(['SUBSCRIBE', 'PUBLISH', 'REGISTER'])('%s without credentials is answered 401', async (method) => {
    const { net, alice } = await couple();
    const request = alice.request(method, 'sip:bob@biloxi.test', { headers: { Event: 'presence' } });
    expect((await send(net, alice, request)).status).toBe(401);
  });

  test.each([
    ['sip:192.0.2.10:5060', 200],
    ['sip:bob@192.0.2.10', 200],
    ['sip:carol@biloxi.test', 400],
    ['sip:atlanta.test', 400],
  ])('may compute the digest for the server, as SIPp does, but for nobody else: %s', async (uri, status) => {
    const { net, alice, bob } = await couple();
    const message = alice.request('MESSAGE', bob.aor);
    const challenge = await send(net, alice, message);
    expect((await send(net, alice, alice.answerFor(uri, message, challenge))).status).toBe(status);
  });

  test('who is somebody else than From says gets 403', async () => {
    const { net, alice, bob } = await couple();
    for (const from of ['sip:carol@biloxi.test', 'sip:alice@atlanta.test']) {
      expect((await exchange(net, alice, alice.request('MESSAGE', bob.aor, { from }))).status).toBe(403);
    }
    expect(bob.requests).toEqual([]);
  });

  test('may be anonymous to the one that is called, but not to us (RFC 3323 §4.1.1.3)', async () => {
    const { net, alice, bob } = await couple();
    const from = 'sip:anonymous@anonymous.invalid';
    const headers = { Privacy: 'user;id', 'P-Asserted-Identity': '<sip:carol@biloxi.test>' };
    const message = alice.request('MESSAGE', bob.aor, { from, headers });
    expect((await send(net, alice, message)).status).toBe(407);
    expect((await exchange(net, alice, message)).status).toBe(200);
    expect(bob.requests[0]?.raw('From')).toContain(from);
    expect(bob.requests[0]?.raw('Privacy')).toBe('user;id');
    expect(bob.requests[0]?.toWire()).not.toContain('alice@');
    expect(
      (await exchange(net, alice, alice.request('SUBSCRIBE', bob.aor, { from, headers: { Event: 'presence' } })))
        .status,
    ).toBe(403);
  });

  test.each(['P-Asserted-Identity', 'P-Preferred-Identity'])(
    'does not say by %s who it is (RFC 3325 §5)',
    async (field) => {
      const { net, alice, bob } = await couple();
      const message = alice.request('MESSAGE', bob.aor, { headers: { [field]: '"Carol" <sip:carol@biloxi.test>' } });
      expect((await exchange(net, alice, message)).status).toBe(200);
      expect(bob.requests[0]?.has(field)).toBe(false);
    },
  );

  test('with a forged To tag is treated as any other', async () => {
    const { net, alice, bob } = await couple();
    expect((await send(net, alice, alice.request('BYE', bob.aor, { toTag: 'forged' }))).status).toBe(407);
    expect((await send(net, alice, alice.request('BYE', bob.contact, { toTag: 'forged' }))).status).toBe(403);
    expect(bob.requests).toEqual([]);
  });
});

describe('nothing is relayed to strangers', () => {
  test.each([
    ['a Request-URI elsewhere', `sip:x@${VICTIM.host}`, {}],
    ['a Request-URI elsewhere, through us', `sip:x@${VICTIM.host}`, { Route: '<sip:192.0.2.10;lr>' }],
    ['a preloaded Route', 'sip:bob@biloxi.test', { Route: `<sip:${VICTIM.host};lr>` }],
    ['a Route behind ours', 'sip:bob@biloxi.test', { Route: `<sip:biloxi.test;lr>, <sip:${VICTIM.host};lr>` }],
    ['a forged Record-Route', `sip:x@${VICTIM.host}`, { Route: '<sip:192.0.2.10:5060;lr;sig=AAAAAAAAAAAAAAAAAAAAAA>' }],
    ['maddr', `sip:bob@biloxi.test;maddr=${VICTIM.host}`, {}],
  ])('by %s, whoever asks', async (_how, uri, headers) => {
    const { site, net, alice } = await couple();
    const victim = site.phone('victim', 'UDP', VICTIM);
    const statuses: number[] = [];
    for (const toTag of [undefined, 'forged']) {
      const options = { headers, to: 'sip:x@biloxi.test', ...(toTag === undefined ? {} : { toTag }) };
      statuses.push((await exchange(net, alice, alice.request('MESSAGE', uri, options))).status);
    }
    expect(statuses).toEqual([403, 403]);
    expect(victim.requests).toEqual([]);
  });

  test('by the route of somebody else’s call', async () => {
    const { site, net, alice, bob } = await couple();
    const victim = site.phone('victim', 'UDP', VICTIM);
    await net.run(() => alice.exchange(alice.request('INVITE', bob.aor)));
    const route = bob.requests[0]!.raw('Record-Route')!;
    const mallory = site.phone('mallory');
    const request = mallory.request('BYE', `sip:x@${VICTIM.host}`, { toTag: 'x', headers: { Route: route } });
    expect((await send(net, mallory, request)).status).toBe(403);
    expect(victim.requests).toEqual([]);
  });

  test('a 2xx out of nowhere is not reflected', async () => {
    const { site, net, alice } = await couple();
    const victim = site.phone('victim', 'UDP', VICTIM);
    victim.onStrayResponse = () => {
      throw new Error('reflected');
    };
    const wire =
      'SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKx\r\n' +
      `Via: SIP/2.0/UDP ${VICTIM.host}:5060;branch=z9hG4bKy\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>;tag=2\r\n` +
      'Call-ID: x\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n';
    alice.transport.flowTo(SERVER).send(wire);
    await net.settle();
    expect(net.ladder.entries.filter(({ to }) => to === 'victim')).toEqual([]);
  });
});

describe('a route of a call of the own', () => {
  /** Carol, who has called Bob, writes to somebody as somebody else. */
  async function forged(method: string, uri: string, headers: Readonly<Record<string, string>> = {}) {
    const { site, net, alice, bob } = await couple();
    const carol = await site.registered('carol');
    const invite = carol.request('INVITE', bob.aor);
    const response = await exchange(net, carol, invite);
    const route = carol.inDialog('BYE', invite, response).raw('Route')!;
    const request = carol.request(method, uri, {
      from: bob.aor,
      fromTag: tag(invite.get(From)!)!,
      to: alice.aor,
      toTag: 'x',
      callId: invite.raw('Call-ID')!,
      headers: { Route: route, ...headers },
    });
    const before = alice.requests.length;
    const { status } = await send(net, carol, request);
    return { status, delivered: alice.requests.slice(before) };
  }

  test.each(['MESSAGE', 'INVITE', 'NOTIFY', 'REFER'])(
    'does not let %s pass without credentials to who is not in it',
    async (method) => {
      expect(await forged(method, 'sip:alice@biloxi.test')).toEqual({ status: 407, delivered: [] });
    },
  );
});

describe('Route', () => {
  test('a preloaded one that names us is popped, as with an outbound proxy', async () => {
    const { net, alice, bob } = await couple();
    for (const Route of ['<sip:biloxi.test;lr>', '<sip:192.0.2.10:5060;transport=udp;lr>']) {
      expect((await exchange(net, alice, alice.request('MESSAGE', bob.aor, { headers: { Route } }))).status).toBe(200);
    }
    expect(bob.requests.map((request) => request.has('Route'))).toEqual([false, false]);
  });

  test('in-dialog requests need no credentials, whoever of the two sends them', async () => {
    const { net, alice, bob } = await couple();
    const invite = alice.request('INVITE', bob.aor);
    const response = await exchange(net, alice, invite);
    const statuses = [
      (await send(net, alice, alice.inDialog('INFO', invite, response))).status,
      (await send(net, bob, bob.inDialogAsCallee('BYE', bob.requests[0]!))).status,
    ];
    expect(statuses).toEqual([200, 200]);
  });

  test('a strict router before us is understood (§16.12.1.2)', async () => {
    const { net, alice, bob } = await couple();
    const invite = alice.request('INVITE', bob.aor);
    const response = await exchange(net, alice, invite);
    const bye = alice.inDialog('BYE', invite, response);
    const own = /<(.*)>/.exec(bye.raw('Route')!)![1]!;
    bye.remove('Route');
    bye.addRaw('Route', `<${bye.uri}>`);
    bye.uri = own;
    expect((await send(net, alice, bye)).status).toBe(200);
    expect(bob.requests.at(-1)?.uri).toBe(bob.contact);
  });

  test('the server’s address is as good as its name', async () => {
    const { net, alice, bob } = await couple();
    for (const uri of [
      'sip:bob@192.0.2.10',
      'sip:bob@192.0.2.10:5060',
      'sip:bob@BILOXI.test:5060',
      'sip:b%6fb@biloxi.test',
    ]) {
      expect((await exchange(net, alice, alice.request('MESSAGE', uri))).status).toBe(200);
    }
    expect(bob.requests).toHaveLength(4);
  });
});

describe('loops', () => {
  test('too many hops are refused with 483', async () => {
    const { net, alice, bob } = await couple();
    const request = alice.request('MESSAGE', bob.aor);
    request.remove('Max-Forwards');
    request.addRaw('Max-Forwards', '0');
    expect((await exchange(net, alice, request)).status).toBe(483);
  });

  test('a request that comes back unchanged is refused with 482, one for somebody else spirals', async () => {
    const site = new Site();
    const { net } = site;
    const alice = site.phone('alice');
    const carol = await site.registered('carol');
    // Another proxy, registered as bob's contact, that sends everything back.
    const other = await site.registered('bob');
    const statuses: number[] = [];
    for (const target of ['sip:bob@biloxi.test', 'sip:carol@biloxi.test']) {
      other.answer = (request, transaction) => {
        const copy = request.clone();
        copy.uri = target;
        void other.send(copy).final.then(({ status }) => other.respond(transaction, status));
      };
      statuses.push((await send(net, alice, alice.request('MESSAGE', 'sip:bob@biloxi.test'))).status);
    }
    expect(statuses).toEqual([482, 200]);
    expect(carol.requests).toHaveLength(1);
  });

  test('an unknown Proxy-Require is refused with 420', async () => {
    const { net, alice, bob } = await couple();
    const response = await exchange(
      net,
      alice,
      alice.request('MESSAGE', bob.aor, { headers: { 'Proxy-Require': 'sec-agree' } }),
    );
    expect([response.status, response.raw('Unsupported')]).toEqual([420, 'sec-agree']);
  });
});

async function send(net: VirtualNetwork, phone: Phone, request: SipRequest): Promise<SipResponse> {
  let response!: SipResponse;
  await net.run(async () => {
    response = await phone.send(request).final;
  });
  return response;
}

async function exchange(net: VirtualNetwork, phone: Phone, request: SipRequest): Promise<SipResponse> {
  let response!: SipResponse;
  await net.run(async () => {
    response = await phone.exchange(request);
  });
  return response;
}

async function couple() {
  const site = new Site({ auth: 'digest' });
  const alice = await site.registered('alice');
  const bob = await site.registered('bob');
  return { site, net: site.net, alice, bob };
}
