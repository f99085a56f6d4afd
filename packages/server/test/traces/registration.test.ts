import { Contact, contactExpires, formatUri, isSipUri, Require, type SipResponse } from '@sidetone/sip';
import { ladder, type VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { StoreError, type Store } from '../../src/store/store.ts';
import { DOMAIN, type Phone } from '../support/phone.ts';
import { EDGE, Site } from '../support/site.ts';

function bindings(response: SipResponse): string[] {
  return response.all(Contact).map((contact) => {
    if (contact === '*') return '*';
    const user = isSipUri(contact.uri) ? formatUri(contact.uri) : 'other';
    return `${user} ${contactExpires(contact)}`;
  });
}

describe('with digest', () => {
  test('a registration is challenged, SHA-256 first and MD5 last, then accepted (RFC 3665 §2.1)', async () => {
    const { net, ...site } = withPhones({ auth: 'digest' });
    const { alice } = site;
    let response!: SipResponse;
    const seen = await net.run(async () => {
      response = await alice.register();
    });
    expect(seen).toEqual(ladder`
      alice -> proxy  REGISTER sip:biloxi.test
      proxy -> alice  401
      alice -> proxy  REGISTER sip:biloxi.test
      proxy -> alice  200`);
    expect(seen.entries[1]?.wire.match(/algorithm=([\w-]+)/g)).toEqual(['algorithm=SHA-256', 'algorithm=MD5']);
    expect(bindings(response)).toEqual(['sip:alice@192.0.2.101:5060 3600']);
    expect(response.raw('Date')).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
    expect(response.has('Record-Route')).toBe(false);
  });

  test('a wrong password and an unknown user get the same answer', async () => {
    const { net, site, alice } = withPhones({ auth: 'digest' });
    const mallory = site.phone('mallory');
    const answers: SipResponse[] = [];
    await net.run(async () => {
      const wrong = alice.request('REGISTER', `sip:${DOMAIN}`, { to: alice.aor });
      wrong.addRaw('Authorization', credentials('alice'));
      answers.push(await alice.send(wrong).final, await mallory.register());
    });
    expect(answers.map(({ status, reason }) => `${status} ${reason}`)).toEqual([
      '401 Unauthorized',
      '401 Unauthorized',
    ]);
    const shape = (response: SipResponse) => [...response.headerLines()].map(({ name }) => name);
    expect(shape(answers[0]!)).toEqual(shape(answers[1]!));
  });

  test('a replayed REGISTER is refused as stale and changes nothing', async () => {
    const { net, alice, site } = withPhones({ auth: 'digest' });
    const first = await net.run(() => alice.register());
    const replayed = first.entries[2]!.wire.replace(/branch=[^;\r\n]+/, 'branch=z9hG4bKreplayed').replace(
      'expires',
      'x',
    );
    const thief = net.attach('thief', { host: '192.0.2.66', port: 5060 });
    const heard: string[] = [];
    thief.start({ onWire: (wire) => heard.push(wire), onFlowClosed: () => undefined });
    thief.flowTo({ host: '192.0.2.10', port: 5060 }).send(replayed.replaceAll('192.0.2.101', '192.0.2.66'));
    await net.settle();
    expect(heard[0]).toMatch(/^SIP\/2\.0 401 /);
    expect(heard[0]).toContain('stale=true');
    expect(await site.store.bindings.all()).toHaveLength(1);
  });

  test.each([
    ['To names somebody else', { to: `sip:bob@${DOMAIN}` }, 403],
    ['From names somebody else', { from: `sip:bob@${DOMAIN}` }, 403],
    ['To is in another domain', { to: 'sip:alice@atlanta.test' }, 404],
  ])('%s', async (_what, options, status) => {
    const { net, alice, site } = withPhones({ auth: 'digest' });
    let response!: SipResponse;
    await net.run(async () => {
      response = await alice.register(options);
    });
    expect(response.status).toBe(status);
    expect(await site.store.bindings.all()).toEqual([]);
  });
});

describe('lifetimes', () => {
  test.each([
    [29, 423, 'Min-Expires', '30'],
    [30, 200, 'Contact', '<sip:alice@192.0.2.101:5060>;expires=30'],
    [100_000, 200, 'Contact', '<sip:alice@192.0.2.101:5060>;expires=7200'],
  ])('%i s are answered %i', async (expires, status, header, value) => {
    const { net, alice } = withPhones();
    let response!: SipResponse;
    await net.run(async () => {
      response = await alice.register({ expires });
    });
    expect(response.status).toBe(status);
    expect(response.raw(header)).toBe(value);
  });

  test('a Contact counts before Expires, and a query lists what is left', async () => {
    const { net, alice } = withPhones();
    await net.run(() => alice.register({ contact: '<sip:alice@192.0.2.1>;q=0.5;expires=60', expires: 3600 }));
    await net.clock.advance(20_500);
    const response = await query(net, alice);
    expect(response.status).toBe(200);
    expect(response.raw('Contact')).toBe('<sip:alice@192.0.2.1>;q=0.5;expires=40');
  });

  test('a binding ends by itself', async () => {
    const { net, alice, site } = withPhones();
    await net.run(() => alice.register({ expires: 60 }));
    await net.clock.advance(59_999);
    expect(await site.store.bindings.all()).toHaveLength(1);
    await net.clock.advance(2);
    expect(await site.store.bindings.all()).toEqual([]);
    const bob = site.phone('bob');
    let status = 0;
    await net.run(async () => {
      status = (await bob.send(bob.request('MESSAGE', alice.aor)).final).status;
    });
    expect(status).toBe(480);
  });
});

describe('bindings', () => {
  test('are listed all, refreshed in place, and removed one by one or together', async () => {
    const { net, alice } = withPhones();
    const lists: string[][] = [];
    const register = async (contact: string, expires = 3600): Promise<void> => {
      const response = await alice.register({ contact, expires });
      expect(response.status).toBe(200);
      lists.push(bindings(response));
    };
    await net.run(async () => {
      await register('<sip:alice@192.0.2.1>, <sip:alice@192.0.2.2>;expires=100');
      await register('<sip:ALICE@192.0.2.1>');
      await register('<sip:alice@192.0.2.1;transport=UDP>;expires=50');
      await register('<sip:alice@192.0.2.2>', 0);
      await register('*', 0);
    });
    expect(lists).toEqual([
      ['sip:alice@192.0.2.1 3600', 'sip:alice@192.0.2.2 100'],
      ['sip:alice@192.0.2.1 3600', 'sip:alice@192.0.2.2 100', 'sip:ALICE@192.0.2.1 3600'],
      [
        'sip:alice@192.0.2.1 3600',
        'sip:alice@192.0.2.2 100',
        'sip:ALICE@192.0.2.1 3600',
        'sip:alice@192.0.2.1;transport=UDP 50',
      ],
      ['sip:alice@192.0.2.1 3600', 'sip:ALICE@192.0.2.1 3600', 'sip:alice@192.0.2.1;transport=UDP 50'],
      [],
    ]);
  });

  test.each([
    ['* with another contact', '*, <sip:alice@192.0.2.1>', 0, 400],
    ['* without Expires: 0', '*', 3600, 400],
    ['a contact that leads back here', '<sip:bob@biloxi.test>', 3600, 403],
    ['a contact that is no SIP URI', '<tel:+123456>', 3600, 416],
    ['a sips contact, which UDP and TCP cannot reach', '<sips:alice@192.0.2.1>', 3600, 416],
    ['one good contact and one that is malformed', '<sip:alice@192.0.2.1>, <sip:>', 3600, 400],
    ['one good contact and one that is too brief', '<sip:alice@192.0.2.1>, <sip:alice@192.0.2.2>;expires=5', 3600, 423],
  ])('all or nothing: %s', async (_what, contact, expires, status) => {
    const { net, alice } = withPhones();
    const statuses: number[] = [];
    await net.run(async () => {
      await alice.register();
      statuses.push((await alice.register({ contact, expires })).status);
    });
    const left = await query(net, alice);
    expect(statuses).toEqual([status]);
    expect(bindings(left)).toEqual(['sip:alice@192.0.2.101:5060 3600']);
  });

  test('an older CSeq of the same Call-ID is refused, one of another Call-ID counts', async () => {
    const { net, alice } = withPhones();
    const statuses: number[] = [];
    await net.run(async () => {
      const register = async (callId: string, cseq: number): Promise<void> => {
        statuses.push((await alice.register({ callId, cseq })).status);
      };
      await register('a', 5);
      await register('a', 5);
      await register('a', 4);
      await register('b', 1);
      await register('a', 4);
    });
    expect(statuses).toEqual([200, 500, 500, 200, 200]);
  });

  test('an eleventh is refused and says why', async () => {
    const { net, alice } = withPhones();
    let response!: SipResponse;
    await net.run(async () => {
      for (let i = 1; i <= 10; i++) await alice.register({ contact: `<sip:alice@192.0.2.1:${7000 + i}>` });
      response = await alice.register({ contact: '<sip:alice@192.0.2.1:7999>' });
    });
    expect(response.status).toBe(403);
    expect(response.reason).toBe('Too many bindings: at most 10 for one address of record');
  });

  test('are not changed when the store fails, and the request fails with 500', async () => {
    const clock = new Site().net.clock;
    const memory = new MemoryStore(clock);
    const full: Store = {
      publications: memory.publications,
      subscriptions: memory.subscriptions,
      bindings: {
        all: () => memory.bindings.all(),
        of: (owner) => memory.bindings.of(owner),
        commit: () => Promise.reject(new StoreError('disk full')),
      },
      close: () => memory.close(),
    };
    const { net, alice, site } = withPhones({ store: full });
    let response!: SipResponse;
    let call!: SipResponse;
    await net.run(async () => {
      response = await alice.register();
      const bob = site.phone('bob');
      call = await bob.send(bob.request('INVITE', alice.aor)).final;
    });
    expect(response.status).toBe(500);
    expect(site.errors).toEqual(['bindings were not stored']);
    expect(call.status).toBe(480);
  });

  test('outlive the server in its store', async () => {
    const { net, alice, site } = withPhones();
    await net.run(() => alice.register());
    await site.server.close();
    const next = new Site({ net, store: site.store, seed: 100 });
    await next.server.ready;
    const bob = next.phone('bob', 'UDP', { host: '192.0.2.150', port: 5060 });
    let status = 0;
    await net.run(async () => {
      status = (await bob.send(bob.request('MESSAGE', alice.aor, { body: ['text/plain', 'hello'] })).final).status;
    });
    expect(status).toBe(200);
    expect(alice.requests.at(-1)?.body).toBe('hello');
  });
});

describe('extensions', () => {
  test('an unknown one is refused with 420', async () => {
    const { net, alice } = withPhones();
    let response!: SipResponse;
    await net.run(async () => {
      response = await alice.register({ headers: { Require: 'path, gruu, nothing' } });
    });
    expect(response.status).toBe(420);
    expect(response.raw('Unsupported')).toBe('gruu, nothing');
  });

  test('Path is refused from anybody but a trusted edge', async () => {
    const { net, alice } = withPhones();
    let response!: SipResponse;
    await net.run(async () => {
      response = await alice.register({ headers: { Path: '<sip:192.0.2.66;lr>' } });
    });
    expect(response.status).toBe(403);
  });

  test('through an edge: Path is echoed, and outbound replaces the binding of the same instance and reg-id', async () => {
    const { net, site } = withPhones();
    const alice = site.phone('alice-edge', 'UDP', EDGE);
    const path = '<sip:token1@192.0.2.20:5070;lr;ob>';
    const instance = '+sip.instance="<urn:uuid:00000000-0000-1000-8000-000A95A0E128>";reg-id=1';
    const headers = { Path: path, Supported: 'path, outbound' };
    const responses: SipResponse[] = [];
    await net.run(async () => {
      for (const host of ['first.invalid', 'second.invalid']) {
        const contact = `<sip:alice@${host};transport=ws>;${instance}`;
        responses.push(await alice.register({ contact, headers, callId: host }));
      }
    });
    const [, last] = responses;
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    expect(bindings(last!)).toEqual(['sip:alice@second.invalid;transport=ws 3600']);
    expect(last!.raw('Path')).toBe(path);
    expect(last!.all(Require)).toEqual(['outbound']);
    expect(last!.raw('Contact')).toContain('+sip.instance="<urn:uuid:');
  });

  test('outbound behind an edge that does not know it is refused with 439', async () => {
    const { net, site } = withPhones();
    const alice = site.phone('alice-edge', 'UDP', EDGE);
    let response!: SipResponse;
    await net.run(async () => {
      response = await alice.register({
        contact: '<sip:alice@x.invalid;transport=ws>;+sip.instance="<urn:uuid:1>";reg-id=1',
        headers: { Path: '<sip:token@192.0.2.20:5070;lr>', Supported: 'path, outbound' },
      });
    });
    expect(response.status).toBe(439);
  });
});

describe('an edge whose client has gone', () => {
  const instance = '+sip.instance="<urn:uuid:1>";reg-id=1';
  const contact = `<sip:alice@x.invalid;transport=ws>;${instance}`;

  async function edgeSite(auth: 'digest' | 'none') {
    const { net, site } = withPhones({ auth });
    const edge = site.phone('alice-edge', 'UDP', EDGE);
    const headers = { Path: '<sip:token1@192.0.2.20:5070;lr;ob>', Supported: 'path, outbound' };
    await net.run(() => edge.register({ contact, headers }));
    const deregister = async (
      phone: typeof edge,
      flowName: string,
      value = `${contact};expires=0`,
    ): Promise<number> => {
      const request = phone.request('REGISTER', `sip:${DOMAIN}`, {
        to: edge.aor,
        from: edge.aor,
        headers: { Contact: value, 'X-Sidetone-Flow': flowName },
      });
      let status = 0;
      await net.run(async () => {
        status = (await phone.send(request).final).status;
      });
      return status;
    };
    return { net, site, edge, deregister };
  }

  test('is told with the 200 which flow it may remove, and nobody else is', async () => {
    const { net, site, edge } = await edgeSite('digest');
    const alice = site.phone('alice');
    let responses: SipResponse[] = [];
    await net.run(async () => {
      const headers = { Path: '<sip:token1@192.0.2.20:5070;lr;ob>', Supported: 'path, outbound' };
      responses = [await edge.register({ contact, headers }), await alice.register()];
    });
    expect(responses.map((response) => response.raw('X-Sidetone-Flow'))).toEqual(['token1', undefined]);
  });

  test('removes the binding of its flow without credentials', async () => {
    const { site, edge, deregister } = await edgeSite('digest');
    expect(await deregister(edge, 'token1')).toBe(200);
    expect(await site.store.bindings.all()).toEqual([]);
    expect(await deregister(edge, 'token1')).toBe(200);
  });

  test('removes nothing of another flow, and adds nothing', async () => {
    const { site, edge, deregister } = await edgeSite('digest');
    expect(await deregister(edge, 'token2')).toBe(403);
    expect(await deregister(edge, 'token1', `${contact};expires=60`)).toBe(403);
    expect(await deregister(edge, 'token1', '*')).toBe(403);
    expect(await site.store.bindings.all()).toHaveLength(1);
  });

  test('is believed only at its own address', async () => {
    const { site, deregister } = await edgeSite('digest');
    expect(await deregister(site.phone('mallory'), 'token1')).toBe(401);
    expect(await site.store.bindings.all()).toHaveLength(1);
  });
});

test('a malformed REGISTER is answered 400 with the reason, and the next one is served', async () => {
  const { net, alice } = withPhones();
  const raw = net.attach('raw', { host: '192.0.2.66', port: 5060 });
  const heard: string[] = [];
  raw.start({ onWire: (wire) => heard.push(wire), onFlowClosed: () => undefined });
  raw
    .flowTo({ host: '192.0.2.10', port: 5060 })
    .send(
      `REGISTER sip:${DOMAIN} SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.66;branch=z9hG4bKx\r\nFrom: <${alice.aor}>;tag=1\r\n` +
        `To: <${alice.aor}>\r\nCall-ID: x\r\nCSeq: x REGISTER\r\n\r\n`,
    );
  await net.settle();
  expect(heard[0]).toMatch(/^SIP\/2\.0 400 Malformed CSeq/);
  let response!: SipResponse;
  await net.run(async () => {
    response = await alice.register();
  });
  expect(response.status).toBe(200);
});

/** What a REGISTER without Contact lists. */
async function query(net: VirtualNetwork, phone: Phone): Promise<SipResponse> {
  const request = phone.request('REGISTER', `sip:${DOMAIN}`, { to: phone.aor });
  request.remove('Contact');
  let response!: SipResponse;
  await net.run(async () => {
    response = await phone.send(request).final;
  });
  return response;
}

function withPhones(options: ConstructorParameters<typeof Site>[0] = {}) {
  const site = new Site(options);
  return { net: site.net, site, alice: site.phone('alice') };
}

/** Credentials that were made with another password. */
function credentials(user: string): string {
  return `Digest username="${user}", realm="${DOMAIN}", nonce="abc", uri="sip:${DOMAIN}", response="${'0'.repeat(64)}", algorithm=SHA-256, qop=auth, nc=00000001, cnonce="x"`;
}
