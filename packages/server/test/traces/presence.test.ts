import { parsePidf, type PresenceDocument, type SipRequest, type SipResponse, writePidf } from '@sidetone/sip';
import { SubscriptionState } from '@sidetone/sip/message';
import { ladder, type VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { type Phone, toTag } from '../support/phone.ts';
import { type Store, StoreError } from '../../src/store/store.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import { EDGE, Site } from '../support/site.ts';

/** What a NOTIFY says, in short: `open busy "note"`. */
function told(notify: SipRequest): string {
  const state = notify.get(SubscriptionState);
  const end = state?.state === 'active' ? '' : ` ${state?.state};${state?.reason}`;
  if (notify.body === '') return `nothing${end}`;
  const { basic, activities, note } = parsed(notify);
  return [basic, ...activities, ...(note === undefined ? [] : [`"${note}"`])].join(' ') + end;
}

function parsed(notify: SipRequest): PresenceDocument {
  const document = parsePidf(notify.bodyText());
  if (!document.ok) throw new Error(document.error);
  return document.value;
}

function allTold(phone: Phone): string[] {
  return phone.requests.filter(({ method }) => method === 'NOTIFY').map(told);
}

function subscribeTo(phone: Phone, uri: string, headers: Readonly<Record<string, string>> = {}): SipRequest {
  return phone.request('SUBSCRIBE', uri, { headers: { Event: 'presence', Expires: '3600', ...headers } });
}

function publishOf(phone: Phone, activity: string | undefined, headers: Readonly<Record<string, string>> = {}) {
  const document = { entity: phone.aor, basic: 'open', activities: activity === undefined ? [] : [activity] } as const;
  return phone.request('PUBLISH', phone.aor, {
    headers: { Event: 'presence', ...headers },
    body: ['application/pidf+xml', writePidf(document)],
  });
}

async function exchange(net: VirtualNetwork, phone: Phone, request: SipRequest): Promise<SipResponse> {
  let response!: SipResponse;
  await net.run(async () => {
    response = await phone.exchange(request);
  });
  return response;
}

/** Carol watches bob. */
async function watched(options: ConstructorParameters<typeof Site>[0] = {}) {
  const site = new Site(options);
  const { net } = site;
  const bob = site.phone('bob');
  const carol = site.phone('carol');
  const subscribe = subscribeTo(carol, bob.aor);
  const accepted = await exchange(net, carol, subscribe);
  return { site, net, bob, carol, subscribe, accepted };
}

describe('a watcher', () => {
  test('is told at once, and of every change: signing in, publishing, signing out', async () => {
    const site = new Site();
    const { net } = site;
    const bob = site.phone('bob');
    const carol = site.phone('carol');
    const seen = await net.run(async () => {
      await carol.send(subscribeTo(carol, bob.aor)).final;
      await carol.pause(1000);
      await bob.register();
      await bob.pause(1000);
      await bob.send(publishOf(bob, 'busy')).final;
      await bob.pause(1000);
      await bob.register({ expires: 0 });
    });
    expect(seen).toEqual(ladder`
      0    carol -> proxy  SUBSCRIBE sip:bob@biloxi.test
      0    proxy -> carol  200 SUBSCRIBE
      0    proxy -> carol  NOTIFY sip:carol@192.0.2.102:5060
      0    carol -> proxy  200 NOTIFY
      1000 bob -> proxy    REGISTER
      1000 proxy -> carol  NOTIFY
      1000 proxy -> bob    200 REGISTER
      1000 carol -> proxy  200 NOTIFY
      2000 bob -> proxy    PUBLISH sip:bob@biloxi.test
      2000 proxy -> carol  NOTIFY
      2000 proxy -> bob    200 PUBLISH
      2000 carol -> proxy  200 NOTIFY
      3000 bob -> proxy    REGISTER
      3000 proxy -> carol  NOTIFY
      3000 proxy -> bob    200 REGISTER
      3000 carol -> proxy  200 NOTIFY`);
    expect(allTold(carol)).toEqual(['closed', 'open', 'open busy', 'closed']);
  });

  test('gets NOTIFY within its dialog, with what is left of the subscription', async () => {
    const { net, bob, carol, subscribe, accepted } = await watched();
    await net.clock.advance(600_000);
    await net.run(() => bob.register());
    const [, notify] = carol.requests;
    expect(accepted.raw('Expires')).toBe('3600');
    expect(notify!.raw('Call-ID')).toBe(subscribe.raw('Call-ID'));
    expect(notify!.raw('From')).toBe(accepted.raw('To'));
    expect(notify!.raw('To')).toBe(accepted.raw('From'));
    expect(notify!.raw('Event')).toBe('presence');
    expect(notify!.raw('Subscription-State')).toBe('active;expires=3000');
    expect(parsed(notify!).entity).toBe('sip:bob@biloxi.test');
  });

  test('learns which packages there are, and a GRUU to send its refreshes to (RFC 6665 §4.4.4, §4.5.1)', async () => {
    const { carol, accepted } = await watched();
    const [notify] = carol.requests;
    expect(accepted.raw('Allow-Events')).toBe('presence');
    expect(accepted.raw('Contact')).toMatch(/^<sip:[^>]*;gr>$/);
    expect(notify!.raw('Contact')).toBe(accepted.raw('Contact'));
  });

  test('is not told what has not changed: a refreshed registration or publication', async () => {
    const { net, bob, carol } = await watched();
    await net.run(() => bob.register());
    const etag = (await exchange(net, bob, publishOf(bob, 'away'))).raw('SIP-ETag')!;
    await net.clock.advance(60_000);
    await net.run(() => bob.register());
    const refresh = bob.request('PUBLISH', bob.aor, { headers: { Event: 'presence', 'SIP-If-Match': etag } });
    expect((await exchange(net, bob, refresh)).status).toBe(200);
    expect(allTold(carol)).toEqual(['closed', 'open', 'open away']);
  });

  test('sees somebody go whose binding has expired, and what was published counts again later', async () => {
    const { net, bob, carol } = await watched();
    await net.run(() => bob.register({ expires: 60 }));
    await exchange(net, bob, publishOf(bob, 'busy'));
    await net.clock.advance(61_000);
    await net.run(() => bob.register());
    expect(allTold(carol)).toEqual(['closed', 'open', 'open busy', 'closed', 'open busy']);
  });

  test('sees somebody stay who still has another device', async () => {
    const { site, net, bob, carol } = await watched();
    const tablet = site.phone('bob-tablet');
    await net.run(async () => {
      await bob.register();
      await tablet.register();
      await bob.register({ expires: 0 });
    });
    expect(allTold(carol)).toEqual(['closed', 'open']);
  });

  test('sees somebody go whose binding was dropped on 430', async () => {
    const { site, net, bob, carol } = await watched();
    const alice = site.phone('alice');
    await net.run(() => bob.register());
    bob.answer = (_request, transaction) => bob.respond(transaction, 430);
    await exchange(net, alice, alice.request('MESSAGE', bob.aor));
    expect(allTold(carol)).toEqual(['closed', 'open', 'closed']);
  });

  test('behind an edge is reached along the route set of its subscription', async () => {
    const site = new Site();
    const edge = site.phone('carol-edge', 'UDP', EDGE);
    const subscribe = subscribeTo(edge, 'sip:bob@biloxi.test', {
      'Record-Route': '<sip:inner@192.0.2.20:5070;lr>, <sip:outer@192.0.2.20:5070;transport=ws;lr>',
      Contact: '<sip:carol@x.invalid;transport=ws>',
    });
    const response = await exchange(site.net, edge, subscribe);
    expect(response.raw('Record-Route')).toContain('inner@');
    const [notify] = edge.requests;
    expect(notify!.uri).toBe('sip:carol@x.invalid;transport=ws');
    expect([...notify!.headerLines()].filter(({ name }) => name === 'Route').map(({ value }) => value)).toEqual([
      '<sip:inner@192.0.2.20:5070;lr>',
      '<sip:outer@192.0.2.20:5070;transport=ws;lr>',
    ]);
  });

  test('on TCP is told on its connection', async () => {
    const site = new Site();
    const carol = site.phone('carol', 'TCP');
    await exchange(site.net, carol, subscribeTo(carol, 'sip:bob@biloxi.test'));
    expect(allTold(carol)).toEqual(['closed']);
    expect(carol.transport.flows).toHaveLength(1);
  });

  test('that is slow gets the last state, not every one', async () => {
    const { net, bob, carol } = await watched();
    const late: (() => void)[] = [];
    carol.answer = (_request, transaction) => late.push(() => carol.respond(transaction, 200));
    await net.run(() => bob.register());
    for (const activity of ['busy', 'away', 'meeting']) await exchange(net, bob, publishOf(bob, activity));
    await net.run(() => late.shift()!());
    expect(allTold(carol)).toEqual(['closed', 'open', 'open meeting']);
  });
});

describe('a subscription', () => {
  test('is refreshed in its dialog, and answered with the state', async () => {
    const { net, carol, subscribe, accepted } = await watched();
    await net.clock.advance(1_000_000);
    const refresh = inDialog(carol, subscribe, accepted, 1800);
    const response = await exchange(net, carol, refresh);
    expect(response.status).toBe(200);
    expect(response.raw('Expires')).toBe('1800');
    expect(toTag(response)).toBe(toTag(accepted));
    expect(carol.requests.map((notify) => notify.raw('Subscription-State'))).toEqual([
      'active;expires=3600',
      'active;expires=1800',
    ]);
  });

  test('ends on request, with a last NOTIFY', async () => {
    const { site, net, bob, carol, subscribe, accepted } = await watched();
    const response = await exchange(net, carol, inDialog(carol, subscribe, accepted, 0));
    expect(response.status).toBe(200);
    await net.run(() => bob.register());
    expect(allTold(carol)).toEqual(['closed', 'closed terminated;timeout']);
    expect(await site.store.subscriptions.all()).toEqual([]);
    expect((await exchange(net, carol, inDialog(carol, subscribe, accepted, 0))).status).toBe(481);
  });

  test('ends by itself', async () => {
    const { site, net, bob, carol } = await watched();
    await net.clock.advance(3_600_001);
    await net.run(() => bob.register());
    expect(allTold(carol)).toEqual(['closed', 'closed terminated;timeout']);
    expect(await site.store.subscriptions.all()).toEqual([]);
  });

  test('of 0 s fetches the state once', async () => {
    const { site, net, bob } = await watched();
    const alice = site.phone('alice');
    await exchange(net, alice, subscribeTo(alice, bob.aor, { Expires: '0' }));
    await net.run(() => bob.register());
    expect(allTold(alice)).toEqual(['closed terminated;timeout']);
  });

  test('with an older CSeq is refused', async () => {
    const { net, carol, subscribe, accepted } = await watched();
    const refresh = inDialog(carol, subscribe, accepted, 1800);
    const again = carol.request('SUBSCRIBE', refresh.uri, {
      ...dialogOptions(carol, subscribe, accepted),
      cseq: 1,
      headers: { Event: 'presence', Expires: '100' },
    });
    expect((await exchange(net, carol, again)).status).toBe(500);
  });

  test('outlives the server in its store', async () => {
    const { site, net, bob, carol } = await watched();
    await site.server.close();
    await net.clock.advance(5000);
    const next = new Site({ net, store: site.store, seed: 100 });
    await net.run(() => next.server.ready);
    await net.run(() => bob.register());
    expect(allTold(carol)).toEqual(['closed', 'closed', 'open']);
    const cseqs = carol.requests.map((notify) => Number(notify.raw('CSeq')?.split(' ')[0]));
    expect(cseqs).toEqual([...new Set(cseqs)].toSorted((a, b) => a - b));
  });

  test('that is damaged in the store harms no other', async () => {
    const { site, net, bob, carol } = await watched();
    const [record] = await site.store.subscriptions.all();
    await site.store.subscriptions.commit([
      { kind: 'put', record: { ...record!, key: 'a damaged one', event: 'presence\r\nX: y' } },
      { kind: 'remove', owner: record!.owner, key: record!.key },
      { kind: 'put', record: record! },
    ]);
    await site.server.close();
    await net.clock.advance(5000);
    const next = new Site({ net, store: site.store, seed: 100 });
    await net.run(() => next.server.ready);
    await net.run(() => bob.register());
    expect(allTold(carol)).toEqual(['closed', 'closed', 'open']);
    expect(next.errors).toEqual(['a watcher could not be told']);
    expect(await site.store.subscriptions.all()).toEqual([record]);
  });

  test.each([
    ['another event', { Event: 'dialog' }, 489, 'Allow-Events', 'presence'],
    ['no event', { Event: '' }, 489, 'Allow-Events', 'presence'],
    ['another document', { Accept: 'application/cpim-pidf+xml' }, 406, 'Accept', 'application/pidf+xml'],
    ['a lifetime that is too brief', { Expires: '5' }, 423, 'Min-Expires', '30'],
    ['a contact that is no SIP URI', { Contact: '<tel:+1>' }, 400, 'Content-Length', '0'],
  ] as const)('is refused for %s', async (_what, headers, status, header, value) => {
    const site = new Site();
    const carol = site.phone('carol');
    const response = await exchange(site.net, carol, subscribeTo(carol, 'sip:bob@biloxi.test', headers));
    expect([response.status, response.raw(header)]).toEqual([status, value]);
  });

  test('to nobody is refused with 404, and only after credentials', async () => {
    const site = new Site({ auth: 'digest' });
    const carol = site.phone('carol');
    const statuses: number[] = [];
    await site.net.run(async () => {
      for (const user of ['nobody', 'bob']) {
        const request = subscribeTo(carol, `sip:${user}@biloxi.test`);
        statuses.push((await carol.send(request).final).status, (await carol.exchange(request)).status);
      }
    });
    expect(statuses).toEqual([401, 404, 401, 200]);
  });
});

describe('a watcher that has died', () => {
  test.each([
    ['answers 481', 481],
    ['answers 430', 430],
    ['answers 404', 404],
  ])('%s: its subscription ends, and the others are told as ever', async (_how, status) => {
    const { site, net, bob, carol } = await watched();
    const dave = site.phone('dave');
    await exchange(net, dave, subscribeTo(dave, bob.aor));
    carol.answer = (_request, transaction) => carol.respond(transaction, status);
    await net.run(() => bob.register());
    await exchange(net, bob, publishOf(bob, 'busy'));
    expect(allTold(carol)).toEqual(['closed', 'open']);
    expect(allTold(dave)).toEqual(['closed', 'open', 'open busy']);
    expect(await site.store.subscriptions.all()).toHaveLength(1);
  });

  test('does not answer at all: the others are told at once, and its subscription ends after 32 s', async () => {
    const { site, net, bob } = await watched();
    const dave = site.phone('dave');
    await exchange(net, dave, subscribeTo(dave, bob.aor));
    net.part('carol', 'proxy');
    await net.run(() => bob.register());
    await exchange(net, bob, publishOf(bob, 'busy'));
    expect(allTold(dave)).toEqual(['closed', 'open', 'open busy']);
    expect(await site.store.subscriptions.all()).toHaveLength(2);
    await net.clock.advance(32_000);
    expect(await site.store.subscriptions.all()).toHaveLength(1);
  });

  test('on a connection that has closed is forgotten at the next change', async () => {
    const site = new Site();
    const { net } = site;
    const bob = site.phone('bob');
    const carol = site.phone('carol', 'TCP');
    await exchange(net, carol, subscribeTo(carol, bob.aor));
    await carol.transport.close();
    await net.settle();
    await net.run(() => bob.register());
    expect(await site.store.subscriptions.all()).toEqual([]);
  });

  test('but one that is only overloaded is told again later', async () => {
    const { net, bob, carol } = await watched();
    let isBusy = true;
    carol.answer = (_request, transaction) =>
      isBusy ? carol.respond(transaction, 503, { 'Retry-After': '7' }) : carol.respond(transaction, 200);
    await net.run(() => bob.register());
    isBusy = false;
    await net.clock.advance(6999);
    expect(allTold(carol)).toEqual(['closed', 'open']);
    await net.clock.advance(1);
    expect(allTold(carol)).toEqual(['closed', 'open', 'open']);
  });
});

describe('a publication', () => {
  test('has a new entity-tag with each change, and only the newest counts', async () => {
    const { net, bob, carol } = await watched();
    await net.run(() => bob.register());
    const first = (await exchange(net, bob, publishOf(bob, 'busy'))).raw('SIP-ETag')!;
    const second = (await exchange(net, bob, publishOf(bob, 'away', { 'SIP-If-Match': first }))).raw('SIP-ETag')!;
    expect(second).not.toBe(first);
    expect((await exchange(net, bob, publishOf(bob, 'busy', { 'SIP-If-Match': first }))).status).toBe(412);
    const remove = bob.request('PUBLISH', bob.aor, {
      headers: { Event: 'presence', 'SIP-If-Match': second, Expires: '0' },
    });
    const removed = await exchange(net, bob, remove);
    expect([removed.status, removed.raw('Expires'), removed.has('SIP-ETag')]).toEqual([200, '0', true]);
    expect(allTold(carol)).toEqual(['closed', 'open', 'open busy', 'open away', 'open']);
  });

  test('ends by itself', async () => {
    const { net, bob, carol } = await watched();
    await net.run(() => bob.register());
    await exchange(net, bob, publishOf(bob, 'busy', { Expires: '60' }));
    await net.clock.advance(60_001);
    expect(allTold(carol)).toEqual(['closed', 'open', 'open busy', 'open']);
  });

  test('of two devices the newer counts', async () => {
    const { site, net, bob, carol } = await watched();
    const tablet = site.phone('bob-tablet');
    await net.run(() => bob.register());
    await exchange(net, bob, publishOf(bob, 'busy'));
    await net.clock.advance(1000);
    await exchange(net, tablet, publishOf(tablet, 'away'));
    expect(allTold(carol)).toEqual(['closed', 'open', 'open busy', 'open away']);
  });

  test.each([
    ['another event', { Event: 'dialog' }, undefined, 489],
    ['another document', {}, ['text/plain', 'hello'], 415],
    ['a document that is none', {}, ['application/pidf+xml', '<presence/>'], 400],
    ['a DOCTYPE', {}, ['application/pidf+xml', '<!DOCTYPE x><presence/>'], 400],
    ['a document that is too large', {}, ['application/pidf+xml', 'x'.repeat(16_385)], 413],
    ['no document', {}, ['application/pidf+xml', ''], 400],
    ['a lifetime that is too brief', { Expires: '1' }, undefined, 423],
  ] as const)('is refused for %s', async (_what, headers, body, status) => {
    const site = new Site();
    const bob = site.phone('bob');
    const request = publishOf(bob, 'busy', headers);
    if (body !== undefined) request.setBody(body[0], body[1]);
    expect((await exchange(site.net, bob, request)).status).toBe(status);
    expect(await site.store.publications.all()).toEqual([]);
  });

  test.each([
    ['somebody else', 'sip:carol@biloxi.test', 403],
    ['nobody', 'sip:nobody@biloxi.test', 404],
  ])('of %s is refused', async (_who, uri, status) => {
    const site = new Site({ auth: 'digest' });
    const bob = site.phone('bob');
    const request = bob.request('PUBLISH', uri, { headers: { Event: 'presence' } });
    expect((await exchange(site.net, bob, request)).status).toBe(status);
  });

  test('is not changed by two entity-tags at once (RFC 3903 §6)', async () => {
    const site = new Site();
    const bob = site.phone('bob');
    const first = (await exchange(site.net, bob, publishOf(bob, 'busy'))).raw('SIP-ETag')!;
    const request = publishOf(bob, 'away', { 'SIP-If-Match': first });
    request.addRaw('SIP-If-Match', 'another');
    expect((await exchange(site.net, bob, request)).status).toBe(400);
  });
});

function dialogOptions(phone: Phone, subscribe: SipRequest, accepted: SipResponse) {
  return {
    to: 'sip:bob@biloxi.test',
    callId: subscribe.raw('Call-ID')!,
    toTag: toTag(accepted)!,
    fromTag: /tag=(\S+)/.exec(subscribe.raw('From')!)![1]!,
    from: phone.aor,
  };
}

/** A SUBSCRIBE within the dialog, to the Contact of the 200. */
function inDialog(phone: Phone, subscribe: SipRequest, accepted: SipResponse, expires: number): SipRequest {
  const target = /<(.*)>/.exec(accepted.raw('Contact')!)![1]!;
  return phone.request('SUBSCRIBE', target, {
    ...dialogOptions(phone, subscribe, accepted),
    headers: { Event: 'presence', Expires: String(expires) },
  });
}

test('a publication that the store does not take fails with 500, and changes nothing', async () => {
  const memory = new MemoryStore(new Site().net.clock);
  let isFull = false;
  const store: Store = {
    bindings: memory.bindings,
    subscriptions: memory.subscriptions,
    publications: {
      all: () => memory.publications.all(),
      of: (owner) => memory.publications.of(owner),
      commit: (changes) => (isFull ? Promise.reject(new StoreError('disk full')) : memory.publications.commit(changes)),
    },
    close: () => memory.close(),
  };
  const { net, bob, carol, site } = await watched({ store });
  const first = await exchange(net, bob, publishOf(bob, 'busy'));
  const before = allTold(carol);
  isFull = true;
  const second = await exchange(net, bob, publishOf(bob, 'away', { 'SIP-If-Match': first.raw('SIP-ETag') ?? '' }));
  expect([first.status, second.status]).toEqual([200, 500]);
  expect(second.has('SIP-ETag')).toBe(false);
  expect(allTold(carol)).toEqual(before);
  expect(site.errors).toEqual(['a publication was not stored']);
});
