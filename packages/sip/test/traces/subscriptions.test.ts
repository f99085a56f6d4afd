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
