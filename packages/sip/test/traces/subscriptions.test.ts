import { CSeq, From, type SipRequest, type SubscriptionState, tag } from '@sidetone/sip';
import { ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { addressOf, phone, type PhoneSettings, uri } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

const PIDF = 'application/pidf+xml';
const OPTIONS = { event: 'presence', accept: [PIDF], expiresSec: 600 };

function setUp(settings: Partial<PhoneSettings> = {}) {
  const net = new VirtualNetwork();
  const notifier = new ScriptedEnd(net, 'notifier', settings.protocol);
  const alice = phone(net, 'alice', { towards: 'notifier', ...settings });
  const subscribe = (options = OPTIONS) => {
    const subscription = alice.agent.subscribe(uri('sip:bob@biloxi.test'), options);
    const states: SubscriptionState[] = [];
    const bodies: string[] = [];
    subscription.on('changed', (state) => states.push(state));
    subscription.on('notify', ({ body }) => bodies.push(body));
    return { subscription, states, bodies };
  };
  return { net, notifier, alice, subscribe };
}

/** A NOTIFY in the dialog that a SUBSCRIBE of Alice's made. */
function notify(
  notifier: ScriptedEnd,
  subscribe: SipRequest,
  number: number,
  state: string,
  body = `<presence n="${number}"/>`,
  event = 'presence',
): SipRequest {
  return notifier.inDialog('NOTIFY', subscribe, number, (request) => {
    request.addRaw('Event', event);
    request.addRaw('Subscription-State', state);
    if (body !== '') request.setBody(PIDF, body);
  });
}

const accept = (notifier: ScriptedEnd, expiresSec = 600): SipRequest => {
  const request = notifier.last('SUBSCRIBE');
  notifier.respond(request, 200, (response) => response.addRaw('Expires', String(expiresSec)));
  return request;
};

describe('SUBSCRIBE', () => {
  test('and what follows (RFC 6665 §4.1)', async () => {
    const { net, notifier, subscribe } = setUp();
    const { subscription, states, bodies } = subscribe();
    await net.settle();
    const request = accept(notifier);
    expect(request.raw('Event')).toBe('presence');
    expect(request.raw('Accept')).toBe(PIDF);
    expect(request.raw('Expires')).toBe('600');
    expect(request.has('Contact')).toBe(true);
    await net.settle();
    notify(notifier, request, 1, 'active;expires=599');
    notify(notifier, request, 2, 'active;expires=599');
    await net.settle();
    expect(net.ladder).toEqual(ladder`
    alice -> notifier  SUBSCRIBE sip:bob@biloxi.test
    notifier -> alice  200 SUBSCRIBE
    notifier -> alice  NOTIFY
    notifier -> alice  NOTIFY
    alice -> notifier  200 NOTIFY
    alice -> notifier  200 NOTIFY`);
    expect(bodies).toEqual(['<presence n="1"/>', '<presence n="2"/>']);
    expect(states[0]).toEqual({ kind: 'active', until: net.clock.epoch() + 599_000 });
    expect(subscription.state.kind).toBe('active');
  });

  test('the NOTIFY may come before the 200', async () => {
    const { net, notifier, subscribe } = setUp();
    const { subscription, bodies } = subscribe();
    await net.settle();
    const request = notifier.last('SUBSCRIBE');
    notify(notifier, request, 1, 'active;expires=600');
    await net.settle();
    accept(notifier);
    await net.settle();
    notify(notifier, request, 2, 'active;expires=600');
    await net.settle();
    expect(net.ladder).toEqual(ladder`
    alice -> notifier  SUBSCRIBE
    notifier -> alice  NOTIFY
    alice -> notifier  200 NOTIFY
    notifier -> alice  200 SUBSCRIBE
    notifier -> alice  NOTIFY
    alice -> notifier  200 NOTIFY`);
    expect(bodies).toEqual(['<presence n="1"/>', '<presence n="2"/>']);
    // Refreshed within the dialog that the NOTIFY made.
    const refresh = await notifier.next('SUBSCRIBE', 570_000);
    const { host, port } = addressOf('notifier');
    expect(refresh.uri).toBe(`sip:notifier@${host}:${port}`);
    expect(refresh.raw('To')).toContain('tag=notifier');
    expect(refresh.get(CSeq)?.number).toBe(2);
    expect(subscription.state.kind).toBe('active');
  });

  test('a NOTIFY that ends it may even come before the 200', async () => {
    const { net, notifier, subscribe } = setUp();
    const { subscription } = subscribe();
    await net.settle();
    notify(notifier, notifier.last('SUBSCRIBE'), 1, 'terminated;reason=noresource', '');
    await net.settle();
    accept(notifier);
    await net.settle();
    expect(subscription.state).toEqual({ kind: 'terminated', why: { kind: 'ended', reason: 'noresource' } });
    await net.expectNothingLeft(700_000);
    expect(notifier.all('SUBSCRIBE')).toHaveLength(1);
  });

  test('the NOTIFY may come without any 200 (RFC 6665 §4.1.2.4)', async () => {
    const { net, notifier, subscribe } = setUp();
    const { subscription, bodies } = subscribe();
    await net.settle();
    const request = notifier.last('SUBSCRIBE');
    notify(notifier, request, 1, 'active;expires=600');
    await net.clock.advance(33_000);
    notify(notifier, request, 2, 'active;expires=560');
    await net.settle();
    expect(notifier.responses.map(({ status }) => status)).toEqual([200, 200]);
    expect([bodies.length, subscription.state.kind, notifier.all('SUBSCRIBE').length]).toEqual([2, 'active', 1]);
  });

  test('taken back after a NOTIFY, before the 200: the farewell waits, and is numbered after the credentials', async () => {
    const { net, notifier, subscribe } = setUp({ credentials: { username: 'alice', password: 'secret' } });
    const { subscription } = subscribe();
    await net.settle();
    notifier.respond(notifier.last('SUBSCRIBE'), 401, (response) =>
      response.addRaw('WWW-Authenticate', 'Digest realm="biloxi.test", nonce="n", algorithm=MD5, qop="auth"'),
    );
    await net.settle();
    const request = notifier.last('SUBSCRIBE');
    notify(notifier, request, 1, 'active;expires=600');
    await net.settle();
    void subscription.unsubscribe();
    await net.settle();
    expect(notifier.all('SUBSCRIBE')).toHaveLength(2);
    accept(notifier);
    await net.settle();
    const farewell = notifier.last('SUBSCRIBE');
    expect([farewell.raw('Expires'), farewell.get(CSeq)?.number]).toEqual(['0', 3]);
    notifier.respond(farewell, 200);
    notify(notifier, request, 2, 'terminated;reason=timeout');
    await net.expectNothingLeft();
  });

  test('the route of the dialog is that of the NOTIFY (RFC 6665 §4.4.1)', async () => {
    const { net, notifier, subscribe } = setUp();
    subscribe();
    await net.settle();
    const request = notifier.last('SUBSCRIBE');
    notifier.respond(request, 200, (response) => response.addRaw('Record-Route', '<sip:other.test;lr>'));
    notifier.inDialog('NOTIFY', request, 1, (made) => {
      made.addRaw('Record-Route', '<sip:edge.test;lr>');
      made.addRaw('Event', 'presence');
      made.addRaw('Subscription-State', 'active;expires=600');
    });
    const refresh = await notifier.next('SUBSCRIBE', 570_000);
    expect(refresh.raw('Route')).toBe('<sip:edge.test;lr>');
  });

  test.each(['before', 'after'])(
    'a proxy that records the SUBSCRIBE alone is passed too (NOTIFY %s the 200)',
    async (when) => {
      const { net, notifier, subscribe } = setUp();
      subscribe();
      await net.settle();
      const request = notifier.last('SUBSCRIBE');
      const tell = () => notify(notifier, request, 1, 'active;expires=600');
      if (when === 'before') tell();
      await net.settle();
      notifier.respond(request, 200, (response) => response.addRaw('Record-Route', '<sip:b.test;lr>, <sip:a.test;lr>'));
      await net.settle();
      if (when === 'after') tell();
      const refresh = await notifier.next('SUBSCRIBE', 570_000);
      expect([...refresh.headerLines()].filter(({ name }) => name === 'Route').map(({ value }) => value)).toEqual([
        '<sip:a.test;lr>',
        '<sip:b.test;lr>',
      ]);
    },
  );

  test('the NOTIFY that refreshes the target says where the next SUBSCRIBE goes (RFC 6665 §4.1.3)', async () => {
    const { net, notifier, subscribe } = setUp();
    subscribe();
    await net.settle();
    const request = accept(notifier);
    notify(notifier, request, 1, 'active;expires=600');
    notifier.inDialog('NOTIFY', request, 2, (made) => {
      made.remove('Contact');
      made.addRaw('Contact', '<sip:elsewhere@10.0.0.77>');
      made.addRaw('Event', 'presence');
      made.addRaw('Subscription-State', 'active;expires=600');
    });
    expect((await notifier.next('SUBSCRIBE', 570_000)).uri).toBe('sip:elsewhere@10.0.0.77');
  });

  test('Expires of the 200 is not believed beyond what was asked (RFC 6665 §4.1.2.1)', async () => {
    const { net, notifier, subscribe } = setUp();
    subscribe();
    await net.settle();
    const request = accept(notifier, 86_400);
    notify(notifier, request, 1, 'active');
    expect((await notifier.next('SUBSCRIBE', 570_000)).raw('Call-ID')).toBe(request.raw('Call-ID'));
  });

  test('the id of the event goes along, and NOTIFYs without it are of another one (RFC 6665 §8.2.1)', async () => {
    const { net, notifier, alice } = setUp();
    const subscription = alice.agent.subscribe(uri('sip:bob@biloxi.test'), {
      event: 'dialog',
      id: 'a1',
      eventParams: new Map([['call-id', '12@x']]),
    });
    await net.settle();
    const request = accept(notifier);
    expect(request.raw('Event')).toBe('dialog;call-id="12@x";id=a1');
    expect(request.has('Accept')).toBe(false);
    notify(notifier, request, 1, 'active', 'x', 'dialog');
    notify(notifier, request, 2, 'active', 'x', 'dialog;id=a1');
    await net.settle();
    expect(notifier.responses.map(({ status }) => status)).toEqual([481, 200]);
    expect(subscription.state.kind).toBe('active');
  });

  test('a body that was not asked for gets 415 with Accept (RFC 6665 §4.1.3)', async () => {
    const { net, notifier, subscribe } = setUp();
    const { subscription, bodies } = subscribe();
    await net.settle();
    const request = accept(notifier);
    notifier.inDialog('NOTIFY', request, 1, (made) => {
      made.addRaw('Event', 'presence');
      made.addRaw('Subscription-State', 'active;expires=600');
      made.setBody('image/png', 'x');
    });
    await net.settle();
    expect([notifier.responses[0]?.status, notifier.responses[0]?.raw('Accept')]).toEqual([415, PIDF]);
    expect(bodies).toEqual([]);
    await net.clock.advance(32_000);
    expect(subscription.state).toMatchObject({ kind: 'retrying', why: { kind: 'incompatible' } });
  });

  test('a second notifier of a forked SUBSCRIBE gets 481', async () => {
    const { net, notifier, subscribe } = setUp();
    subscribe();
    await net.settle();
    const request = accept(notifier);
    await net.settle();
    notify(notifier, request, 1, 'active');
    notifier.inDialog(
      'NOTIFY',
      request,
      1,
      (made) => {
        made.addRaw('Event', 'presence');
        made.addRaw('Subscription-State', 'active');
      },
      'another',
    );
    await net.settle();
    expect(notifier.responses.map(({ status }) => status)).toEqual([200, 481]);
  });

  test('a NOTIFY that was overtaken by the first one gets 500', async () => {
    const { net, notifier, subscribe } = setUp();
    const { bodies } = subscribe();
    await net.settle();
    const request = accept(notifier);
    notify(notifier, request, 2, 'active', 'newer');
    notify(notifier, request, 1, 'active', 'older');
    await net.settle();
    expect(notifier.responses.map(({ status }) => status)).toEqual([200, 500]);
    expect(bodies).toEqual(['newer']);
  });

  test('a NOTIFY after timer N gets 481 (RFC 6665 §4.1.2.4)', async () => {
    const { net, notifier, subscribe } = setUp();
    subscribe();
    await net.settle();
    const request = accept(notifier);
    await net.clock.advance(32_001);
    notify(notifier, request, 1, 'active');
    await net.settle();
    expect(notifier.responses.map(({ status }) => status)).toEqual([481]);
  });

  test('202 is 200 to a subscriber (RFC 6665 §8.3.1)', async () => {
    const { net, notifier, subscribe } = setUp();
    const { subscription } = subscribe();
    await net.settle();
    const request = notifier.last('SUBSCRIBE');
    notifier.respond(request, 202, (response) => response.addRaw('Expires', '600'));
    notify(notifier, request, 1, 'pending;expires=600', '');
    await net.settle();
    expect(subscription.state).toEqual({ kind: 'pending' });
    notify(notifier, request, 2, 'active;expires=600');
    await net.settle();
    expect(subscription.state.kind).toBe('active');
  });

  test('a NOTIFY with another event gets 489, without Subscription-State 400, out of order 500', async () => {
    const { net, notifier, subscribe } = setUp();
    const { bodies } = subscribe();
    await net.settle();
    const request = accept(notifier);
    await net.settle();
    notify(notifier, request, 5, 'active');
    notify(notifier, request, 6, 'active', 'x', 'dialog');
    notifier.inDialog('NOTIFY', request, 7, (made) => made.addRaw('Event', 'presence'));
    notify(notifier, request, 4, 'active', 'old');
    await net.settle();
    expect(notifier.responses.map(({ status }) => status)).toEqual([200, 489, 400, 500]);
    expect(bodies).toHaveLength(1);
  });

  test('423: the lifetime that the notifier wants at least', async () => {
    const { net, notifier, subscribe } = setUp();
    subscribe();
    await net.settle();
    notifier.respond(notifier.last('SUBSCRIBE'), 423, (response) => response.addRaw('Min-Expires', '1200'));
    await net.settle();
    expect(notifier.last('SUBSCRIBE').raw('Expires')).toBe('1200');
  });

  test('without any NOTIFY it is made again (timer N)', async () => {
    const { net, notifier, subscribe } = setUp({ backoff: { baseMs: 1000, maxMs: 10_000 } });
    const { subscription } = subscribe();
    await net.settle();
    const first = accept(notifier);
    await net.clock.advance(32_000);
    expect(subscription.state).toMatchObject({ kind: 'retrying', why: { kind: 'timeout' } });
    await net.clock.advance(2000);
    const second = notifier.last('SUBSCRIBE');
    expect(second.raw('Call-ID')).not.toBe(first.raw('Call-ID'));
  });

  test.each([
    [489, { kind: 'failed', why: { kind: 'rejected', by: 'remote', status: 489, phrase: 'Bad Event' } }],
    [403, { kind: 'failed', why: { kind: 'rejected', by: 'remote', status: 403, phrase: 'Forbidden' } }],
  ])('%s ends it', async (status, why) => {
    const { net, notifier, subscribe } = setUp();
    const { subscription } = subscribe();
    await net.settle();
    notifier.respond(notifier.last('SUBSCRIBE'), status);
    await net.settle();
    expect(subscription.state).toEqual({ kind: 'terminated', why });
    await net.expectNothingLeft(3_600_000);
  });

  test('480 is tried again', async () => {
    const { net, notifier, subscribe } = setUp({ backoff: { baseMs: 1000, maxMs: 10_000 } });
    const { subscription } = subscribe();
    await net.settle();
    notifier.respond(notifier.last('SUBSCRIBE'), 480);
    await net.settle();
    expect(subscription.state).toMatchObject({ kind: 'retrying', why: { status: 480 } });
    await net.clock.advance(2000);
    expect(notifier.all('SUBSCRIBE').length).toBeGreaterThan(1);
  });
});

/** Subscribed, with one NOTIFY. */
async function subscribed(settings: Partial<PhoneSettings> = {}) {
  const made = setUp(settings);
  const watch = made.subscribe();
  await made.net.settle();
  const request = accept(made.notifier);
  await made.net.settle();
  notify(made.notifier, request, 1, 'active;expires=600');
  await made.net.settle();
  return { ...made, ...watch, request };
}

describe('a subscription that stands', () => {
  test('is refreshed in time', async () => {
    const { net, notifier, subscription } = await subscribed();
    await net.clock.advance(509_999);
    expect(notifier.all('SUBSCRIBE')).toHaveLength(1);
    await notifier.next('SUBSCRIBE', 60_000);
    accept(notifier, 600);
    await net.settle();
    expect(subscription.state).toEqual({ kind: 'active', until: net.clock.epoch() + 600_000 });
  });

  test('481 to a refresh: a new one takes its place', async () => {
    const { net, notifier, request, bodies, subscription } = await subscribed();
    notifier.respond(await notifier.next('SUBSCRIBE', 570_000), 481);
    await net.clock.advance(10);
    const second = accept(notifier);
    expect(second.raw('Call-ID')).not.toBe(request.raw('Call-ID'));
    expect(second.uri).toBe('sip:bob@biloxi.test');
    await net.settle();
    notify(notifier, second, 1, 'active;expires=600', 'again');
    await net.settle();
    expect(bodies.at(-1)).toBe('again');
    expect(subscription.state.kind).toBe('active');
    // The old dialog is gone.
    notify(notifier, request, 9, 'active');
    await net.settle();
    expect(notifier.responses.at(-1)?.status).toBe(481);
  });

  test('503 to a refresh: it stands until it lapses', async () => {
    const { net, notifier, subscription } = await subscribed({ backoff: { baseMs: 1000, maxMs: 10_000 } });
    notifier.onRequest = (request) => void notifier.respond(request, 503);
    await net.clock.advance(599_000);
    expect(subscription.state.kind).toBe('active');
    await net.clock.advance(20_000);
    expect(subscription.state).toMatchObject({ kind: 'retrying', why: { status: 503 } });
  });

  test('is made again within its dialog after the connection came back', async () => {
    const { net, notifier, alice, request } = await subscribed({ protocol: 'WS' });
    alice.agent.registration.register();
    await net.settle();
    notifier.respond(notifier.last('REGISTER'), 200);
    await net.settle();
    for (const flow of alice.transport.flows) net.cut(flow, 'the wire broke');
    await net.clock.advance(2000);
    notifier.respond(notifier.last('REGISTER'), 200);
    await net.settle();
    expect(notifier.all('SUBSCRIBE')).toHaveLength(2);
    expect(notifier.last('SUBSCRIBE').raw('Call-ID')).toBe(request.raw('Call-ID'));
  });

  test('is checked after the connection came back, also without a registration', async () => {
    const { net, notifier, alice } = await subscribed();
    alice.agent.flowRestored();
    await net.settle();
    expect(notifier.requests.map(({ method }) => method)).toEqual(['SUBSCRIBE', 'SUBSCRIBE']);
  });

  test('unsubscribe: the last NOTIFY is answered and not delivered', async () => {
    const { net, notifier, subscription, states, bodies, request } = await subscribed();
    const trace = await net.run(async () => {
      const ended = subscription.unsubscribe();
      await net.settle();
      expect(notifier.last('SUBSCRIBE').raw('Expires')).toBe('0');
      accept(notifier, 0);
      await ended;
      notify(notifier, request, 2, 'terminated;reason=timeout');
      await net.settle();
    });
    expect(trace).toEqual(ladder`
      alice -> notifier  SUBSCRIBE
      notifier -> alice  200 SUBSCRIBE
      notifier -> alice  NOTIFY
      alice -> notifier  200 NOTIFY`);
    expect(bodies).toHaveLength(1);
    expect(states.at(-1)).toEqual({ kind: 'terminated', why: { kind: 'unsubscribed' } });
    await net.expectNothingLeft();
  });

  test('unsubscribe before the answer', async () => {
    const { net, notifier, subscribe } = setUp();
    const { subscription } = subscribe();
    await net.settle();
    void subscription.unsubscribe();
    accept(notifier);
    await net.settle();
    expect(notifier.last('SUBSCRIBE').raw('Expires')).toBe('0');
    accept(notifier, 0);
    await net.expectNothingLeft();
  });

  test('a pending one waits to be approved', async () => {
    const { net, notifier, subscription, request } = await subscribed();
    notify(notifier, request, 2, 'pending;expires=600', '');
    await net.settle();
    expect(subscription.state).toEqual({ kind: 'pending' });
  });
});

describe('a refresh (RFC 6665 §4.1.2.2)', () => {
  test('without a NOTIFY after it: the subscription is over, and made anew (timer N)', async () => {
    const { net, notifier, subscription } = await subscribed({ backoff: { baseMs: 1000, maxMs: 10_000 } });
    await notifier.next('SUBSCRIBE', 570_000);
    const refresh = accept(notifier);
    await net.clock.advance(31_900);
    expect(subscription.state.kind).toBe('active');
    await net.clock.advance(200);
    expect(subscription.state).toMatchObject({ kind: 'retrying', why: { kind: 'timeout' } });
    await net.clock.advance(2000);
    expect(notifier.last('SUBSCRIBE').raw('Call-ID')).not.toBe(refresh.raw('Call-ID'));
  });

  test('204 says that no NOTIFY follows (RFC 5839)', async () => {
    const { net, notifier, subscription } = await subscribed();
    const refresh = await notifier.next('SUBSCRIBE', 570_000);
    notifier.respond(refresh, 204, (response) => response.addRaw('Expires', '600'));
    await net.clock.advance(60_000);
    expect(subscription.state.kind).toBe('active');
    expect(notifier.all('SUBSCRIBE')).toHaveLength(2);
  });

  test('423: again at once, with the lifetime that the notifier wants', async () => {
    const { net, notifier } = await subscribed();
    const refresh = await notifier.next('SUBSCRIBE', 570_000);
    notifier.respond(refresh, 423, (response) => response.addRaw('Min-Expires', '1200'));
    await net.settle();
    expect(notifier.last('SUBSCRIBE').raw('Expires')).toBe('1200');
    expect(notifier.last('SUBSCRIBE').raw('Call-ID')).toBe(refresh.raw('Call-ID'));
  });

  test.each([404, 405, 410, 416, 481, 482, 483, 484, 485, 489, 501, 604])('%s: it is over', async (status) => {
    const { net, notifier, request, subscription } = await subscribed();
    notifier.respond(await notifier.next('SUBSCRIBE', 570_000), status);
    await net.clock.advance(10);
    const again = notifier.last('SUBSCRIBE');
    expect(again.raw('Call-ID')).not.toBe(request.raw('Call-ID'));
    expect(tag(again.get(From)!)).not.toBe(tag(request.get(From)!));
    expect(subscription.state).toMatchObject({ kind: 'retrying', why: { status } });
  });

  test.each([400, 403, 430, 480, 500, 503])('%s: it stands for the rest of its time', async (status) => {
    const { net, notifier, request, subscription } = await subscribed();
    notifier.respond(await notifier.next('SUBSCRIBE', 570_000), status);
    await net.clock.advance(10);
    expect(subscription.state.kind).toBe('active');
    notify(notifier, request, 2, 'active;expires=30', 'still told');
    await net.settle();
    expect(notifier.responses.at(-1)?.status).toBe(200);
  });

  test('taken back during a refresh: one SUBSCRIBE after the other', async () => {
    const { net, notifier, subscription, request } = await subscribed();
    const refresh = await notifier.next('SUBSCRIBE', 570_000);
    const left = subscription.unsubscribe();
    await net.settle();
    expect(notifier.all('SUBSCRIBE')).toHaveLength(2);
    notifier.respond(refresh, 200);
    await net.settle();
    expect(notifier.last('SUBSCRIBE').raw('Expires')).toBe('0');
    accept(notifier, 0);
    await net.settle();
    await left;
    notify(notifier, request, 2, 'terminated;reason=timeout');
    await net.expectNothingLeft();
  });
});

describe('redirected (RFC 3261 §8.1.3.4)', () => {
  const moved = (notifier: ScriptedEnd, ...contacts: string[]): void => {
    notifier.respond(notifier.last('SUBSCRIBE'), 302, (response) => {
      for (const contact of contacts) response.addRaw('Contact', contact);
    });
  };

  test('the best address first, in the same attempt', async () => {
    const { net, notifier, subscribe } = setUp();
    const { subscription, bodies } = subscribe();
    await net.settle();
    const first = notifier.last('SUBSCRIBE');
    moved(notifier, '<sip:b@biloxi.test>;q=0.2', '<sip:a@biloxi.test>');
    await net.settle();
    expect([notifier.last('SUBSCRIBE').uri, notifier.last('SUBSCRIBE').raw('Call-ID')]).toEqual([
      'sip:a@biloxi.test',
      first.raw('Call-ID'),
    ]);
    notifier.respond(notifier.last('SUBSCRIBE'), 404);
    await net.settle();
    expect(notifier.last('SUBSCRIBE').uri).toBe('sip:b@biloxi.test');
    const request = accept(notifier);
    notify(notifier, request, 1, 'active;expires=600', 'moved');
    await net.settle();
    expect([subscription.state.kind, bodies]).toEqual(['active', ['moved']]);
    const refresh = await notifier.next('SUBSCRIBE', 570_000);
    expect(refresh.get(CSeq)?.number).toBe(4);
  });

  test('in a circle: it fails', async () => {
    const { net, notifier, subscribe } = setUp();
    const { subscription } = subscribe();
    await net.settle();
    moved(notifier, '<sip:bob@biloxi.test>');
    await net.settle();
    expect(subscription.state).toMatchObject({ kind: 'terminated', why: { why: { kind: 'redirected' } } });
    expect(notifier.all('SUBSCRIBE')).toHaveLength(1);
    await net.expectNothingLeft();
  });
});

describe('forked (RFC 6665 §4.1.4)', () => {
  /** Two notifiers, `notifier` and `another`. */
  async function forked() {
    const made = setUp({ backoff: { baseMs: 1000, maxMs: 10_000 } });
    const subscription = made.alice.agent.subscribe(uri('sip:bob@biloxi.test'), { ...OPTIONS, forks: 'all' });
    const told: string[] = [];
    subscription.on('notify', ({ body, notifier }) => told.push(`${notifier}: ${body}`));
    await made.net.settle();
    const request = accept(made.notifier);
    const notifyAs = (name: string, number: number, state: string, body = 'x') =>
      made.notifier.inDialog(
        'NOTIFY',
        request,
        number,
        (notify) => {
          notify.addRaw('Event', 'presence');
          notify.addRaw('Subscription-State', state);
          if (body !== '') notify.setBody(PIDF, body);
        },
        name,
      );
    notifyAs('notifier', 1, 'active;expires=600', 'one');
    notifyAs('another', 1, 'active;expires=300', 'two');
    await made.net.settle();
    return { ...made, subscription, told, request, notifyAs };
  }

  test('each notifier has a dialog of its own, refreshed in its own time', async () => {
    const { net, notifier, subscription, told } = await forked();
    expect(notifier.responses.map(({ status }) => status)).toEqual([200, 200]);
    expect(told).toEqual(['notifier: one', 'another: two']);
    expect(subscription.notifiers).toEqual(['notifier', 'another']);
    const first = await notifier.next('SUBSCRIBE', 290_000);
    expect(first.raw('To')).toContain('tag=another');
    notifier.respond(first, 200, undefined, 'another');
    await net.settle();
    expect((await notifier.next('SUBSCRIBE', 290_000)).raw('To')).toContain('tag=');
  });

  test('after timer N no more of them are taken (RFC 6665 §4.1.2.4)', async () => {
    const { net, notifier, notifyAs } = await forked();
    await net.clock.advance(32_000);
    notifyAs('late', 1, 'active;expires=300');
    await net.settle();
    expect(notifier.responses.at(-1)?.status).toBe(481);
  });

  test('one that ends leaves the others; the last one decides what follows', async () => {
    const { net, notifier, subscription, notifyAs } = await forked();
    notifyAs('another', 2, 'terminated;reason=noresource', '');
    await net.settle();
    expect(subscription.state.kind).toBe('active');
    expect(subscription.notifiers).toEqual(['notifier']);
    notifyAs('notifier', 2, 'terminated;reason=rejected', '');
    await net.settle();
    expect(subscription.state).toEqual({ kind: 'terminated', why: { kind: 'ended', reason: 'rejected' } });
    await net.expectNothingLeft();
    expect(notifier.all('SUBSCRIBE')).toHaveLength(1);
  });

  test('not more than 64', async () => {
    const { net, notifier, subscription, notifyAs } = await forked();
    for (let i = 0; i < 70; i += 1) notifyAs(`n${i}`, 1, 'active;expires=600');
    await net.settle();
    expect(subscription.notifiers).toHaveLength(64);
    expect(notifier.responses.at(-1)?.status).toBe(481);
  });

  test('all are taken back', async () => {
    const { net, notifier, subscription, notifyAs } = await forked();
    const left = subscription.unsubscribe();
    await net.settle();
    const farewells = notifier.all('SUBSCRIBE').slice(1);
    expect(farewells.map((request) => request.raw('Expires'))).toEqual(['0', '0']);
    for (const request of farewells) notifier.respond(request, 200);
    await net.settle();
    await left;
    notifyAs('notifier', 2, 'terminated;reason=timeout', '');
    notifyAs('another', 2, 'terminated;reason=timeout', '');
    await net.expectNothingLeft();
    expect(notifier.responses.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});

describe('a fetch (RFC 6665 §4.4.3)', () => {
  const FETCH = { ...OPTIONS, expiresSec: 0 };

  test('one SUBSCRIBE, one NOTIFY', async () => {
    const { net, notifier, subscribe } = setUp();
    const { subscription, bodies } = subscribe(FETCH);
    await net.settle();
    const request = accept(notifier, 0);
    expect(request.raw('Expires')).toBe('0');
    notify(notifier, request, 1, 'terminated;reason=timeout', 'state');
    await net.settle();
    expect(bodies).toEqual(['state']);
    expect(subscription.state).toEqual({ kind: 'terminated', why: { kind: 'ended', reason: 'timeout' } });
    await net.expectNothingLeft(3_600_000);
    expect(notifier.all('SUBSCRIBE')).toHaveLength(1);
  });

  test('of several notifiers', async () => {
    const { net, notifier, alice } = setUp();
    const subscription = alice.agent.subscribe(uri('sip:bob@biloxi.test'), { ...FETCH, forks: 'all' });
    const told: string[] = [];
    subscription.on('notify', ({ notifier: name }) => told.push(name));
    await net.settle();
    const request = accept(notifier, 0);
    for (const name of ['one', 'two']) {
      notifier.inDialog(
        'NOTIFY',
        request,
        1,
        (made) => {
          made.addRaw('Event', 'presence');
          made.addRaw('Subscription-State', 'terminated;reason=timeout');
          made.setBody(PIDF, 'x');
        },
        name,
      );
    }
    await net.clock.advance(33_000);
    expect(told).toEqual(['one', 'two']);
    expect(subscription.state.kind).toBe('terminated');
    await net.expectNothingLeft();
  });
});

describe('the notifier ends it', () => {
  test.each(['rejected', 'noresource', 'invariant'])('%s is final', async (reason) => {
    const { net, notifier, subscription, request } = await subscribed();
    notify(notifier, request, 2, `terminated;reason=${reason}`);
    await net.settle();
    expect(subscription.state).toEqual({ kind: 'terminated', why: { kind: 'ended', reason } });
    await net.expectNothingLeft(3_600_000);
    expect(notifier.all('SUBSCRIBE')).toHaveLength(1);
  });

  test('timeout and deactivated: again at once', async () => {
    const { net, notifier, request } = await subscribed();
    await net.clock.advance(60_000);
    notify(notifier, request, 2, 'terminated;reason=deactivated');
    await net.clock.advance(10);
    expect(notifier.all('SUBSCRIBE')).toHaveLength(2);
  });

  test('one that is ended as soon as it is made does not go round in circles', async () => {
    const { net, notifier, request } = await subscribed();
    notify(notifier, request, 2, 'terminated;reason=deactivated');
    await net.clock.advance(29_000);
    expect(notifier.all('SUBSCRIBE')).toHaveLength(1);
  });

  test.each(['probation', 'giveup', 'somethingnew'])('%s: later (RFC 6665 §4.1.3)', async (reason) => {
    const { net, notifier, subscription, request } = await subscribed();
    await net.clock.advance(60_000);
    notify(notifier, request, 2, `terminated;reason=${reason}`);
    await net.clock.advance(20_000);
    expect([subscription.state.kind, notifier.all('SUBSCRIBE').length]).toEqual(['retrying', 1]);
    await net.clock.advance(60_000);
    expect(notifier.all('SUBSCRIBE').length).toBeGreaterThan(1);
  });

  test('deactivated with retry-after: at once, since it means nothing there (RFC 6665 §4.1.3)', async () => {
    const { net, notifier, request } = await subscribed();
    await net.clock.advance(60_000);
    notify(notifier, request, 2, 'terminated;reason=deactivated;retry-after=3600');
    await net.clock.advance(10);
    expect(notifier.all('SUBSCRIBE')).toHaveLength(2);
  });

  test('invariant with retry-after is final all the same (RFC 6665 §4.1.3)', async () => {
    const { net, notifier, subscription, request } = await subscribed();
    notify(notifier, request, 2, 'terminated;reason=invariant;retry-after=60', 'for ever');
    await net.expectNothingLeft(3_600_000);
    expect(subscription.state.kind).toBe('terminated');
  });

  test('giveup with retry-after: then', async () => {
    const { net, notifier, subscription, request } = await subscribed();
    notify(notifier, request, 2, 'terminated;reason=giveup;retry-after=120');
    await net.settle();
    expect(subscription.state).toMatchObject({ kind: 'retrying', retryAt: net.clock.epoch() + 120_000 });
    await net.clock.advance(119_000);
    expect(notifier.all('SUBSCRIBE')).toHaveLength(1);
    await net.clock.advance(2000);
    expect(notifier.all('SUBSCRIBE')).toHaveLength(2);
    expect(tag(notifier.last('SUBSCRIBE').get(From)!)).not.toBe(tag(request.get(From)!));
  });
});
