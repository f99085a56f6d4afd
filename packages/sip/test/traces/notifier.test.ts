import {
  Contact,
  createRequest,
  CSeq,
  Event,
  type IncomingSubscription,
  type NotifierState,
  type NotifierSubscription,
  type ServeOptions,
  type SipRequest,
} from '@sidetone/sip';
import { SubscriptionState } from '@sidetone/sip/message';
import { ladder, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { AUDIO, pair, phone } from '../support/phones.ts';
import { ScriptedEnd } from '../support/scripted-end.ts';

const PIDF = 'application/pidf+xml';

/** Bob serves presence to a watcher that does what the test says. */
function setUp(
  decide: (incoming: IncomingSubscription) => NotifierSubscription | void = (incoming) => accepted(incoming),
  options: ServeOptions = {},
) {
  const net = new VirtualNetwork();
  const bob = phone(net, 'bob', { towards: 'watcher' });
  const watcher = new ScriptedEnd(net, 'watcher').towards('bob');
  const asked: IncomingSubscription[] = [];
  const made: NotifierSubscription[] = [];
  const states: NotifierState[] = [];
  const stop = bob.agent.serve(
    'presence',
    (incoming) => {
      asked.push(incoming);
      const subscription = decide(incoming);
      if (subscription === undefined) return;
      made.push(subscription);
      subscription.on('changed', (state) => states.push(state));
    },
    options,
  );
  watcher.onRequest = (request) => void watcher.respond(request, 200);
  const subscribe = (edit?: (request: SipRequest) => void) =>
    watcher.request('SUBSCRIBE', 'sip:bob@biloxi.test', (request) => {
      request.addRaw('Event', 'presence');
      request.addRaw('Expires', '600');
      edit?.(request);
    });
  /** What every NOTIFY said, in order. */
  const told = () =>
    watcher.all('NOTIFY').map((request) => {
      const state = request.get(SubscriptionState);
      return [state?.state, state?.reason, request.body].filter((part) => part !== undefined && part !== '').join(' ');
    });
  return { net, bob, watcher, asked, made, states, stop, subscribe, told };
}

function accepted(incoming: IncomingSubscription, body = 'open'): NotifierSubscription {
  const subscription = incoming.accept();
  subscription.notify(PIDF, body);
  return subscription;
}

/** Within the dialog of a NOTIFY. */
function refresh(watcher: ScriptedEnd, expiresSec: number, edit?: (request: SipRequest) => void): SipRequest {
  const notify = watcher.last('NOTIFY');
  return watcher.inDialog('SUBSCRIBE', notify, watcher.responses.length + 10, (request) => {
    // The watcher's tag is that of its own From.
    request.remove('From');
    request.addRaw('From', notify.raw('To') ?? '');
    request.addRaw('Event', 'presence');
    request.addRaw('Expires', String(expiresSec));
    edit?.(request);
  });
}

describe('a SUBSCRIBE', () => {
  test('is answered 200, and a NOTIFY follows at once (RFC 6665 §4.2.1.2)', async () => {
    const { net, watcher, asked, made, subscribe } = setUp();
    subscribe();
    await net.clock.advance(10);
    expect(net.ladder).toEqual(ladder`
      watcher -> bob  SUBSCRIBE sip:bob@biloxi.test
      bob -> watcher  200 SUBSCRIBE
      bob -> watcher  NOTIFY
      watcher -> bob  200 NOTIFY`);
    const [response] = watcher.responses;
    expect(response?.raw('Expires')).toBe('600');
    expect(response?.raw('Allow-Events')).toBe('presence');
    const notify = watcher.last('NOTIFY');
    expect(notify.get(Event)?.type).toBe('presence');
    expect(notify.raw('Subscription-State')).toBe('active;expires=600');
    expect([notify.raw('Content-Type'), notify.body]).toEqual([PIDF, 'open']);
    expect(notify.has('Contact')).toBe(true);
    expect(asked[0]).toMatchObject({ event: { type: 'presence' }, expiresSec: 600 });
    expect(made[0]?.state).toMatchObject({ kind: 'active' });
  });

  test('without state the first NOTIFY has no body (RFC 6665 §4.2.1.2)', async () => {
    const { net, watcher, subscribe } = setUp((incoming) => incoming.accept());
    subscribe();
    await net.clock.advance(10);
    expect(watcher.last('NOTIFY').body).toBe('');
    expect(watcher.last('NOTIFY').has('Content-Type')).toBe(false);
  });

  test('for an unknown package gets 489 with Allow-Events (RFC 6665 §4.2.1.1)', async () => {
    const { net, watcher, bob } = setUp();
    bob.agent.serve('dialog', (incoming) => incoming.reject());
    bob.agent.serve('presence.winfo', (incoming) => incoming.reject());
    watcher.request('SUBSCRIBE', 'sip:bob@biloxi.test', (request) => request.addRaw('Event', 'reg'));
    await net.settle();
    expect(watcher.responses.at(-1)?.status).toBe(489);
    // §4.4.4: template packages are not named.
    expect(watcher.responses.at(-1)?.raw('Allow-Events')).toBe('presence, dialog');
  });

  test('without Event gets 489 (RFC 6665 §4.2.3), without Contact 400', async () => {
    const { net, watcher } = setUp();
    watcher.request('SUBSCRIBE', 'sip:bob@biloxi.test');
    watcher.request('SUBSCRIBE', 'sip:bob@biloxi.test', (request) => {
      request.addRaw('Event', 'presence');
      request.remove('Contact');
    });
    await net.settle();
    expect(watcher.responses.map(({ status }) => status)).toEqual([489, 400]);
  });

  test('for too short a time gets 423, but not for an hour (RFC 6665 §4.2.1.1)', async () => {
    const { net, watcher, subscribe } = setUp(undefined, { minExpiresSec: 7200 });
    subscribe();
    await net.settle();
    expect(watcher.responses.at(-1)?.status).toBe(423);
    expect(watcher.responses.at(-1)?.raw('Min-Expires')).toBe('7200');
    subscribe((request) => {
      request.remove('Expires');
      request.addRaw('Expires', '3600');
    });
    await net.settle();
    expect(watcher.responses.at(-1)?.status).toBe(200);
  });

  test('is shortened, never lengthened (RFC 6665 §4.2.1.1)', async () => {
    const { net, watcher, subscribe } = setUp(undefined, { maxExpiresSec: 300 });
    subscribe();
    await net.clock.advance(10);
    expect(watcher.responses[0]?.raw('Expires')).toBe('300');
    expect(watcher.last('NOTIFY').get(SubscriptionState)?.expiresSec).toBe(300);
  });

  test('that is refused gets the status and no NOTIFY (RFC 6665 §4.2.1.3)', async () => {
    const { net, watcher, subscribe } = setUp((incoming) => {
      incoming.reject(603, { phrase: 'Not today', retryAfterSec: 60 });
    });
    subscribe();
    await net.clock.advance(1000);
    const [response] = watcher.responses;
    expect([response?.status, response?.reason, response?.raw('Retry-After')]).toEqual([603, 'Not today', '60']);
    expect(watcher.requests).toEqual([]);
    await net.expectNothingLeft();
  });

  test('beyond the limit gets 503', async () => {
    const { net, watcher, subscribe } = setUp(undefined, { limit: 1 });
    subscribe();
    await net.clock.advance(10);
    subscribe();
    await net.settle();
    expect(watcher.responses.at(-1)?.status).toBe(503);
  });

  test('decided twice is a mistake of the program', async () => {
    const { net, asked, subscribe } = setUp();
    subscribe();
    await net.settle();
    expect(() => asked[0]?.reject()).toThrow('decided before');
  });
});

describe('authorization (RFC 6665 §4.2.1.3)', () => {
  test('pending, then active: only then the state is told', async () => {
    const { net, made, states, told, subscribe } = setUp((incoming) => {
      const subscription = incoming.pend();
      subscription.notify(PIDF, 'secret');
      return subscription;
    });
    subscribe();
    await net.clock.advance(10);
    made[0]?.notify(PIDF, 'secret 2');
    await net.clock.advance(10);
    expect(told()).toEqual(['pending']);
    made[0]?.authorize();
    await net.settle();
    expect(told()).toEqual(['pending', 'active secret 2']);
    expect(states.map(({ kind }) => kind)).toEqual(['active']);
  });

  test('without a decision of the handler it is pending', async () => {
    const { net, told, subscribe } = setUp(() => undefined);
    subscribe();
    await net.clock.advance(10);
    expect(told()).toEqual(['pending']);
  });

  test('declined: terminated with rejected, and nothing was told', async () => {
    const { net, bob, made, told, subscribe } = setUp((incoming) => {
      const subscription = incoming.pend();
      subscription.notify(PIDF, 'secret');
      return subscription;
    });
    subscribe();
    await net.clock.advance(10);
    made[0]?.terminate('rejected');
    await net.settle();
    expect(told()).toEqual(['pending', 'terminated rejected']);
    await bob.agent.stop();
    await net.expectNothingLeft();
  });
});

describe('NOTIFY (RFC 6665 §4.2.2)', () => {
  test('one at a time; what changes meanwhile is sent as it then is', async () => {
    const { net, watcher, made, told, subscribe } = setUp();
    const held: SipRequest[] = [];
    watcher.onRequest = (request) => void held.push(request);
    subscribe();
    await net.clock.advance(10);
    made[0]?.notify(PIDF, 'a');
    made[0]?.notify(PIDF, 'b');
    await net.clock.advance(100);
    expect(told()).toEqual(['active open']);
    watcher.respond(held[0]!, 200);
    await net.settle();
    expect(told()).toEqual(['active open', 'active b']);
  });

  test('at most one within the package’s interval', async () => {
    const { net, made, told, subscribe } = setUp(undefined, { minIntervalMs: 5000 });
    subscribe();
    await net.clock.advance(10);
    made[0]?.notify(PIDF, 'a');
    await net.clock.advance(1000);
    made[0]?.notify(PIDF, 'b');
    await net.clock.advance(3900);
    expect(told()).toEqual(['active open']);
    await net.clock.advance(200);
    expect(told()).toEqual(['active open', 'active b']);
  });

  test('the end does not wait for the interval', async () => {
    const { net, made, told, subscribe } = setUp(undefined, { minIntervalMs: 5000 });
    subscribe();
    await net.clock.advance(10);
    made[0]?.notify(PIDF, 'a');
    made[0]?.terminate('noresource');
    await net.settle();
    expect(told()).toEqual(['active open', 'terminated noresource a']);
  });

  test('a function writes the body with the number of the document', async () => {
    const { net, made, told, subscribe } = setUp((incoming) => {
      const subscription = incoming.accept();
      subscription.notify(PIDF, (version) => `v${version}`);
      return subscription;
    });
    subscribe();
    await net.clock.advance(10);
    made[0]?.notify(PIDF, (version) => `w${version}`);
    await net.settle();
    expect(told()).toEqual(['active v0', 'active w1']);
  });

  test.each([404, 405, 410, 416, 481, 482, 483, 484, 485, 489, 501, 604])(
    '%s ends the subscription',
    async (status) => {
      const { net, watcher, states, subscribe } = setUp();
      watcher.onRequest = (request) => void watcher.respond(request, status);
      subscribe();
      await net.clock.advance(10);
      expect(states).toEqual([{ kind: 'terminated', why: { kind: 'failed', cause: `NOTIFY was answered ${status}` } }]);
      await net.expectNothingLeft();
      expect(watcher.all('NOTIFY')).toHaveLength(1);
    },
  );

  test('no answer ends it (timer F)', async () => {
    const { net, watcher, states, subscribe } = setUp();
    watcher.onRequest = () => undefined;
    subscribe();
    await net.clock.advance(33_000);
    expect(states).toEqual([{ kind: 'terminated', why: { kind: 'failed', cause: 'NOTIFY was not answered' } }]);
    await net.expectNothingLeft();
  });

  test.each([
    [500, undefined, 5000],
    [480, undefined, 5000],
    [503, '20', 20_000],
  ])('%s (Retry-After %s) is sent again later', async (status, retryAfter, delayMs) => {
    const { net, watcher, made, told, subscribe } = setUp();
    watcher.onRequest = (request) => {
      watcher.onRequest = (next) => void watcher.respond(next, 200);
      watcher.respond(request, status, (response) => {
        if (retryAfter !== undefined) response.addRaw('Retry-After', retryAfter);
      });
    };
    subscribe();
    await net.clock.advance(10);
    made[0]?.notify(PIDF, 'newer');
    await net.clock.advance(delayMs - 20);
    expect(told()).toEqual(['active open']);
    await net.clock.advance(50);
    expect(told()).toEqual(['active open', 'active newer']);
  });

  test('each time later, as long as it fails', async () => {
    const { net, watcher, subscribe } = setUp();
    watcher.onRequest = (request) => void watcher.respond(request, 500);
    subscribe();
    await net.clock.advance(100_000);
    // At 0, 5, 15, 35 and 75 s.
    expect(watcher.all('NOTIFY')).toHaveLength(5);
  });

  test('the connection is lost: told when there is one again', async () => {
    const net = new VirtualNetwork();
    const { alice, bob } = pair(net, { protocol: 'TCP' });
    const watchers: NotifierSubscription[] = [];
    bob.agent.serve('presence', (incoming) => void watchers.push(accepted(incoming)));
    const bodies: string[] = [];
    alice.agent.subscribe(bob.uri, { event: 'presence' }).on('notify', ({ body }) => bodies.push(body));
    await net.clock.advance(10);
    net.part('alice', 'bob');
    for (const flow of bob.transport.flows) net.cut(flow, 'the wire broke');
    watchers[0]?.notify(PIDF, 'away');
    await net.clock.advance(1000);
    net.heal('alice', 'bob');
    await net.clock.advance(10_000);
    expect(bodies).toEqual(['open', 'away']);
  });

  test('400 concerns that NOTIFY alone (RFC 5057 §5.1)', async () => {
    const { net, watcher, made, told, states, subscribe } = setUp();
    watcher.onRequest = (request) => void watcher.respond(request, 400);
    subscribe();
    await net.clock.advance(10_000);
    expect([told(), states]).toEqual([['active open'], []]);
    made[0]?.notify(PIDF, 'other');
    await net.settle();
    expect(told()).toEqual(['active open', 'active other']);
  });
});

describe('the end (RFC 6665 §4.2.1.4)', () => {
  test('a refresh prolongs it and is followed by the state', async () => {
    const { net, watcher, told, states, subscribe } = setUp();
    subscribe();
    await net.clock.advance(500_000);
    refresh(watcher, 600);
    await net.settle();
    expect(watcher.responses.at(-1)?.raw('Expires')).toBe('600');
    expect(told()).toEqual(['active open', 'active open']);
    expect(states).toEqual([{ kind: 'active', until: net.clock.epoch() + 600_000 }]);
    await net.clock.advance(599_000);
    expect(told()).toHaveLength(2);
    await net.clock.advance(2000);
    expect(told().at(-1)).toBe('terminated timeout open');
  });

  test('a refresh for too short a time gets 423', async () => {
    const { net, watcher, told, subscribe } = setUp();
    subscribe();
    await net.clock.advance(10);
    refresh(watcher, 10);
    await net.settle();
    expect(watcher.responses.at(-1)?.status).toBe(423);
    expect(told()).toEqual(['active open']);
  });

  test('it expires: a last NOTIFY says timeout', async () => {
    const { net, watcher, states, told, subscribe } = setUp();
    subscribe();
    await net.clock.advance(601_000);
    expect(told()).toEqual(['active open', 'terminated timeout open']);
    expect(watcher.last('NOTIFY').raw('Subscription-State')).toBe('terminated;reason=timeout');
    expect(states).toEqual([{ kind: 'terminated', why: { kind: 'expired' } }]);
    await net.expectNothingLeft();
  });

  test('Expires: 0 ends it with a last NOTIFY; then 481', async () => {
    const { net, watcher, told, states, subscribe } = setUp();
    subscribe();
    await net.clock.advance(10);
    refresh(watcher, 0);
    await net.settle();
    expect(told()).toEqual(['active open', 'terminated timeout open']);
    expect(states).toEqual([{ kind: 'terminated', why: { kind: 'unsubscribed' } }]);
    refresh(watcher, 600);
    await net.settle();
    expect(watcher.responses.at(-1)?.status).toBe(481);
    await net.expectNothingLeft();
  });

  test('a fetch gets one NOTIFY (RFC 6665 §4.4.3)', async () => {
    const { net, watcher, asked, told, subscribe } = setUp();
    subscribe((request) => {
      request.remove('Expires');
      request.addRaw('Expires', '0');
    });
    await net.clock.advance(10);
    expect(asked[0]?.expiresSec).toBe(0);
    expect(watcher.responses[0]?.raw('Expires')).toBe('0');
    expect(told()).toEqual(['terminated timeout open']);
    await net.expectNothingLeft();
  });

  test('this end ends it, with a reason and when to try again', async () => {
    const { net, watcher, made, states, subscribe } = setUp();
    subscribe();
    await net.clock.advance(10);
    made[0]?.terminate('giveup', 120);
    await net.settle();
    expect(watcher.last('NOTIFY').raw('Subscription-State')).toBe('terminated;reason=giveup;retry-after=120');
    expect(states).toEqual([{ kind: 'terminated', why: { kind: 'terminated', reason: 'giveup' } }]);
    made[0]?.notify(PIDF, 'too late');
    await net.expectNothingLeft();
    expect(watcher.all('NOTIFY')).toHaveLength(2);
  });

  test('a package that is no longer served', async () => {
    const { net, watcher, stop, told, subscribe } = setUp();
    subscribe();
    await net.clock.advance(10);
    stop();
    await net.settle();
    expect(told().at(-1)).toBe('terminated probation open');
    subscribe();
    await net.settle();
    expect(watcher.responses.at(-1)?.status).toBe(489);
    await net.expectNothingLeft();
  });
});

test('within a call: the subscription has its own life (RFC 5057 §3, RFC 6665 §4.5.2)', async () => {
  const { net, bob, watcher, states, told } = setUp();
  watcher.onRequest = (request) => void watcher.respond(request, 200);
  const invite = watcher.request('INVITE', 'sip:bob@biloxi.test');
  await net.settle();
  await net.run(() => bob.calls[0]?.accept(AUDIO));
  const answer = watcher.responses.find(({ status }) => status === 200)!;
  const within = (method: string, number: number, edit?: (request: SipRequest) => void) => {
    const contact = answer.get(Contact);
    const request = createRequest(method, contact === undefined || contact === '*' ? '' : contact.uri);
    for (const name of ['From', 'Call-ID']) request.copyLines(invite, name);
    request.copyLines(answer, 'To');
    request.set(CSeq, { number, method });
    watcher.send(request, edit);
  };
  within('ACK', 1);
  const event = (request: SipRequest): void => request.addRaw('Event', 'presence;id=7');
  within('SUBSCRIBE', 2, event);
  await net.clock.advance(10);
  expect(told()).toEqual(['active open']);
  expect(watcher.last('NOTIFY').raw('Event')).toBe('presence;id=7');
  expect(watcher.last('NOTIFY').raw('Call-ID')).toBe(invite.raw('Call-ID'));
  // Another id is another subscription in the same dialog (§4.5.2).
  within('SUBSCRIBE', 3, (request) => request.addRaw('Event', 'presence;id=8'));
  await net.clock.advance(10);
  expect(watcher.last('NOTIFY').raw('Event')).toBe('presence;id=8');
  within('BYE', 4);
  await net.settle();
  expect(bob.calls[0]?.state.kind).toBe('terminated');
  within('SUBSCRIBE', 5, (request) => {
    event(request);
    request.addRaw('Expires', '0');
  });
  await net.settle();
  expect(watcher.responses.at(-1)?.status).toBe(200);
  expect(states).toContainEqual({ kind: 'terminated', why: { kind: 'unsubscribed' } });
});

test('CANCEL for a SUBSCRIBE changes nothing (RFC 6665 §4.6)', async () => {
  const { net, watcher, told, subscribe } = setUp();
  const request = subscribe();
  const cancel = createRequest('CANCEL', request.uri);
  for (const name of ['Via', 'From', 'To', 'Call-ID']) cancel.copyLines(request, name);
  cancel.set(CSeq, { number: 1, method: 'CANCEL' });
  cancel.addRaw('Max-Forwards', '70');
  watcher.sendAsIs(cancel);
  await net.clock.advance(10);
  expect(watcher.responses.map((response) => [response.status, response.get(CSeq)?.method])).toEqual([
    [200, 'SUBSCRIBE'],
    [200, 'CANCEL'],
  ]);
  expect(told()).toEqual(['active open']);
});

test('the user agent stops: its subscribers are told', async () => {
  const { net, bob, told, states, subscribe } = setUp();
  subscribe();
  await net.clock.advance(10);
  await net.run(() => bob.agent.stop());
  expect(told()).toEqual(['active open', 'terminated probation open']);
  expect(states).toEqual([{ kind: 'terminated', why: { kind: 'terminated', reason: 'probation' } }]);
  await net.expectNothingLeft();
});

test('two user agents: subscribed to each other, told, taken back', async () => {
  const net = new VirtualNetwork();
  const { alice, bob } = pair(net);
  const heard: string[] = [];
  const serve = ({ agent, name }: typeof alice): NotifierSubscription[] => {
    const watchers: NotifierSubscription[] = [];
    agent.serve('presence', (incoming) => {
      watchers.push(accepted(incoming, `${name} is here`));
    });
    return watchers;
  };
  const watchersOfAlice = serve(alice);
  serve(bob);
  const watch = ({ agent, name }: typeof alice, whom: typeof alice) => {
    const subscription = agent.subscribe(whom.uri, { event: 'presence', accept: [PIDF] });
    subscription.on('notify', ({ body }) => heard.push(`${name}: ${body}`));
    return subscription;
  };
  const ofAlice = watch(alice, bob);
  const ofBob = watch(bob, alice);
  await net.clock.advance(10);
  watchersOfAlice[0]?.notify(PIDF, 'alice is away');
  await net.settle();
  expect(heard.sort()).toEqual(['alice: bob is here', 'bob: alice is away', 'bob: alice is here']);
  expect([ofAlice.state.kind, ofBob.state.kind]).toEqual(['active', 'active']);
  expect(watchersOfAlice[0]?.from.displayName).toBe('bob');
  await net.run(() => Promise.all([ofAlice.unsubscribe(), ofBob.unsubscribe()]));
  await net.expectNothingLeft();
  expect(watchersOfAlice[0]?.state).toEqual({ kind: 'terminated', why: { kind: 'unsubscribed' } });
});
